"""A cell of special_hours, changed day by day: entries that nobody touches stay to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.special_hours import parse_special_hours, render_special_day, special_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from locator.model.special_hours import SpecialDay


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


def _entries(cell: str) -> dict[date, str]:
    parse_special_hours(cell)  # which refuses what stands there twice
    return {special.day: text for text, special in special_entries(cell)}


def _joined(entries: dict[date, str]) -> str:
    return "; ".join(entries[day] for day in sorted(entries))
