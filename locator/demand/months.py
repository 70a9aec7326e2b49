"""Calendar months: what counts are shown by, and how long they are kept."""

from __future__ import annotations

from datetime import date

YEAR = 12


def month_of(day: date, *, earlier: int = 0) -> date:
    """The first day of the month that a day is in, or of the one so many months before."""
    year, month = divmod(day.year * YEAR + day.month - 1 - earlier, YEAR)
    return date(year, month + 1, 1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from one to the other, both with it."""
    count = (last.year - first.year) * YEAR + last.month - first.month + 1
    return tuple(month_of(last, earlier=count - 1 - i) for i in range(count))
