"""What a terminal shows while something takes its time."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Says what is being done until it is done; nothing where standard error is no terminal."""
    is_shown = sys.stderr.isatty()
    if is_shown:
        print(f"{what} …", end="", file=sys.stderr, flush=True)
    try:
        yield
    finally:
        if is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
