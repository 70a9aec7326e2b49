"""Lets `python -m locator` do what `locator` does."""

import sys

from locator.cli import main

sys.exit(main())
