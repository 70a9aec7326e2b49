"""What every benchmark says when it is asked with --help: its own first lines, whole."""

from __future__ import annotations

import argparse


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser that tells the docstring of a benchmark as it is written."""
    return argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS
    )
