"""Hours -> Google's columns: a week, and dates that differ; what these cannot say is told (rule F12)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.exchange.google.columns import DAYS, SPECIAL_HOURS
from locator.model.closure import LONG_CLOSURE, longest_closure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from locator.model.hours import Hours
    from locator.model.interval import Interval
    from locator.model.special_hours import SpecialDay

CLOSED = "x"
AHEAD = timedelta(days=365)  # holidays are written as dates so far
_WEEK = timedelta(weeks=1)
_COMMENT = re.compile(r'"[^"]*"')
# A rule that names a month, a week or a year may differ from week to week.
_SEASON = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|week|easter|\d{4})\b|\[")


@dataclass(frozen=True, slots=True)
class GoogleHours:
    """The cells by column; in words what they leave out, and what they put otherwise with what to do."""

    cells: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)  # the clinics of a group mostly keep the same few timetables
def google_hours(hours: Hours, today: date) -> GoogleHours:
    """The week of `today` and the special days and holidays of the year to come; days past are left out.

    Hours by appointment only are left out: whoever comes without one stands before a locked door.
    """
    week = hours.week(today)
    days = hours.special_days(today, max((today + AHEAD, *(special.day for special in hours.special))))
    shown = [_walk_in(intervals) for intervals in week]
    left_out = list(_left_out(hours, today, shown, days))
    if not any(shown):  # a week of "x" would say that nobody is ever there
        return GoogleHours({}, (*left_out, *["special hours"] * bool(days)))
    cells = {column: _cell(intervals) for column, intervals in zip(DAYS, week, strict=True)}
    cells[SPECIAL_HOURS] = ", ".join(f"{day.day}: {_cell(day.intervals)}" for day in days)
    return GoogleHours(cells, tuple(left_out), tuple(_remarks(hours, days)))


def _walk_in(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    return tuple(each for each in intervals if not each.by_appointment)


def _cell(intervals: Iterable[Interval]) -> str:
    return ", ".join(map(str, _walk_in(intervals))) or CLOSED


def _left_out(
    hours: Hours, today: date, week: Sequence[tuple[Interval, ...]], days: Sequence[SpecialDay]
) -> Iterator[str]:
    if hours.takes_appointments:
        yield "hours by appointment only"
    if _has_seasons(hours, today, week):
        yield "hours that differ in other weeks of the year"
    if len(hours.special) > len([special for special in hours.special if special in days]):
        yield "special days that are past"


def _has_seasons(hours: Hours, today: date, week: Sequence[tuple[Interval, ...]]) -> bool:
    if not _SEASON.search(_COMMENT.sub("", hours.text)):
        return False
    weeks = (hours.week(today + ahead * _WEEK) for ahead in range(1, 53))
    return any([_walk_in(day) for day in other] != week for other in weeks)


def _remarks(hours: Hours, days: Sequence[SpecialDay]) -> Iterator[tuple[str, str]]:
    dated = {special.day for special in hours.special}
    if any(day.note and day.day in dated for day in days):
        yield "the names of special days have no place there", "nothing"
    if holidays := sum(day.day not in dated for day in days):
        message = f"what holds on public holidays is written as {holidays} dates of the year to come"
        yield message, "export again before they are over"
    if (run := len(longest_closure(days))) >= LONG_CLOSURE:
        message = f"{run} closed days in a row are more than Google takes for special hours"
        yield message, "mark the clinic as temporarily closed in Google Business Profile"
