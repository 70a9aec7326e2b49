"""A progress bar on a terminal."""

from __future__ import annotations

import sys

WIDTH = 30
_STEPS = 25


class Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, total: int, label: str = "") -> None:
        self._total = max(total, 1)
        self._label = f"{label} " if label else ""
        self._is_shown = sys.stderr.isatty()

    def show(self, done: int) -> None:
        """Says how many are done."""
        if self._is_shown and (done % _STEPS == 0 or done >= self._total):
            filled = min(WIDTH, WIDTH * done // self._total)
            line = f"\r{self._label}[{'#' * filled:<{WIDTH}}] {done:,}"
            print(line, end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Takes the bar away."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
