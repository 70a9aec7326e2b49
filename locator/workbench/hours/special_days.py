"""A cell of special_hours, changed day by day: entries that nobody touches stay to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.interval import MIDNIGHT
from locator.model.special_hours import SpecialDay, parse_special_hours, special_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from locator.model.interval import Interval

CLOSED_RUN = 7  # days closed in a row are "temporarily closed" to Google (rule F12)


def render_special_day(special: SpecialDay) -> str:
    """Writes `2026-12-24 08:00-12:00 "Christmas Eve"`, as special_hours has it."""
    hours = ",".join(map(_span, special.intervals)) or "off"
    note = special.note.replace('"', "'").strip()
    return f'{special.day} {hours} "{note}"' if note else f"{special.day} {hours}"


def with_days(cell: str, days: Iterable[SpecialDay]) -> str:
    """The cell with these days set, whatever it said of them; raises ValueError if it cannot be read."""
    entries = _entries(cell)
    written = {special.day: render_special_day(special) for special in days}
    kept = {day: written.pop(day, text) for day, text in entries.items()}
    return _joined(kept | written)


def without_days(cell: str, days: Collection[date]) -> str:
    """The cell without these days; raises ValueError if it cannot be read."""
    return _joined({day: text for day, text in _entries(cell).items() if day not in days})


def past_days(cell: str, today: date) -> tuple[date, ...]:
    """The days of a cell that are over; none if it cannot be read."""
    try:
        return tuple(special.day for special in parse_special_hours(cell) if special.day < today)
    except ValueError:
        return ()


def longest_closure(days: Sequence[SpecialDay]) -> tuple[SpecialDay, ...]:
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


def _entries(cell: str) -> dict[date, str]:
    parse_special_hours(cell)  # which refuses what stands there twice
    return {special.day: text for text, special in special_entries(cell)}


def _joined(entries: dict[date, str]) -> str:
    return "; ".join(entries[day] for day in sorted(entries))


def _span(interval: Interval) -> str:
    closes = "24:00" if interval.closes == MIDNIGHT else f"{interval.closes:%H:%M}"
    return f"{interval.opens:%H:%M}-{closes}"
