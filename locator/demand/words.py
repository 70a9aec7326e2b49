"""Figures and months as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.demand.release import FEWER, LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

IN_FIVES = (
    f"Counted month by month, in fives: {LEAST} stands for {LEAST} to {2 * LEAST - 1}, "
    f"and {FEWER} in a month count as none."
)


def figure(number: int) -> str:
    """A figure in words: "1,240", "fewer than 5"."""
    return f"{number:,}" if number else FEWER


def span(months: Sequence[date]) -> str:
    """Months in words: "September 2026 to November 2026"."""
    first, last = (f"{month:%B} {month.year}" for month in (months[0], months[-1]))
    return first if first == last else f"{first} to {last}"
