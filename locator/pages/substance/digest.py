"""The substance of a page -> a short hash, the same on every machine and in every version of Python."""

from __future__ import annotations

import json
from hashlib import sha256

from locator.pages.substance.plain import plain

# Count up when pages are measured in another way: then only the measure has changed, and no date moves.
RECIPE = "v1"
LENGTH = 16  # hexadecimal digits: of 10**19 changes, one goes unseen


def digest(substance: object) -> str:
    """The digest of a substance: "v1-7f3a09c1d2e4b586". No spreadsheet takes it for a number."""
    text = json.dumps(plain(substance), sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{RECIPE}-{sha256(text.encode()).hexdigest()[:LENGTH]}"
