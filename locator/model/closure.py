"""Days in a row on which a clinic is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.special_hours import SpecialDay

LONG_CLOSURE = 7  # days; so many in a row are "temporarily closed" to Google (rule F12)


def longest_closure(days: Iterable[SpecialDay]) -> tuple[SpecialDay, ...]:
    """The longest run of days in a row that are closed all day; `days` are in order."""
    best: list[SpecialDay] = []
    run: list[SpecialDay] = []
    for special in days:
        if special.intervals:
            run = []
            continue
        follows = run and (special.day - run[-1].day).days == 1
        run = [*run, special] if follows else [special]
        best = max(best, run, key=len)
    return tuple(best)
