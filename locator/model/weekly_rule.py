"""What a weekly rule in OpenStreetMap syntax says of a week or a day: text in, intervals out.

opening-hours-py reads the rule. What it says of public holidays (`PH`) is not asked for: it knows
other days than the operator's calendar. On a holiday, `PH` stands for that day of the week instead,
so `PH off` on a Thursday is `Th off`, and months, weeks and the order of rules count as ever.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from opening_hours import OpeningHours, State

from locator.model.hours_syntax import HOLIDAYS, WEEKDAYS, says_appointment
from locator.model.interval import MIDNIGHT, Interval, Week

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = timedelta(days=1)
_COMMENT = re.compile(r'("[^"]*")')
_SPAN = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)", re.ASCII)

Stretch = tuple[datetime, datetime, bool]


def week_of(text: str, day: date) -> Week:
    """Gives Monday to Sunday of the week that holds `day`, on none of which is a holiday.

    An interval belongs to the day on which it opens, and those that touch are one; a stretch of 24
    hours or more is cut at each midnight.
    """
    return _week(text, _monday(day), is_cut=False)


def day_of(text: str, day: date, *, is_holiday: bool = False) -> tuple[Interval, ...]:
    """Gives the intervals that open on `day`.

    Unless the rule has hours past midnight, each day keeps its own, so that of two that touch at
    midnight either may give way to a special day.
    """
    if is_holiday:
        text = _on_holiday(text, day.weekday())
    return _week(text, _monday(day), is_cut=not _runs_past_midnight(text))[day.weekday()]


@lru_cache(maxsize=1024)
def mentions_holidays(text: str) -> bool:
    """Tells whether the rule says anything of public holidays."""
    return any(HOLIDAYS.search(part) for part in _COMMENT.split(text)[::2])


@lru_cache(maxsize=1024)
def _on_holiday(text: str, weekday: int) -> str:
    parts = _COMMENT.split(text)
    parts[::2] = [HOLIDAYS.sub(WEEKDAYS[weekday], part) for part in parts[::2]]
    return "".join(parts)


@lru_cache(maxsize=1024)
def _runs_past_midnight(text: str) -> bool:
    spans = (list(map(int, clocks)) for clocks in _SPAN.findall(text))
    return any(span[2:] > [24, 0] or [0, 0] < span[2:] <= span[:2] for span in spans)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@lru_cache(maxsize=4096)
def _expression(text: str) -> OpeningHours:
    return OpeningHours(text)


@lru_cache(maxsize=16384)
def _week(text: str, monday: date, *, is_cut: bool) -> Week:
    start = datetime.combine(monday, MIDNIGHT)
    days: list[list[Interval]] = [[] for _ in range(7)]
    # A day more on either side shows whether what is open at the seam is one stretch or many days.
    for opens, closes, by_appointment in _stretches(_expression(text), start - _DAY, start + 8 * _DAY):
        for first, last in _cut(opens, closes, is_cut=is_cut):
            index = (first.date() - monday).days
            if 0 <= index < len(days):
                days[index].append(Interval(first.time(), last.time(), by_appointment))
    return tuple(tuple(day) for day in days)


def _stretches(rule: OpeningHours, start: datetime, end: datetime) -> Iterator[Stretch]:
    for by_appointment, group in groupby(rule.intervals(start, end), key=_by_appointment):
        if by_appointment is not None:
            spans = list(group)
            yield spans[0][0], spans[-1][1], by_appointment


def _by_appointment(span: tuple[datetime, datetime, State, str]) -> bool | None:
    """Tells whether patients are seen by appointment only; None where they are not seen at all."""
    _, _, state, comment = span
    if state != State.CLOSED and says_appointment(comment):
        return True
    return False if state == State.OPEN else None


def _cut(opens: datetime, closes: datetime, *, is_cut: bool) -> Iterator[tuple[datetime, datetime]]:
    if closes - opens < _DAY and not is_cut:
        yield opens, closes
        return
    while opens < closes:
        midnight = datetime.combine(opens.date() + _DAY, MIDNIGHT)
        yield opens, min(midnight, closes)
        opens = midnight
