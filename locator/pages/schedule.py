"""Opening hours in words and in data: values of model/hours.py flow in, text for pages flows out.

Nothing here says open or closed at the time of rendering except `status_text`, which is for answers
made per request: pages are cached and exported, and static/open-now.js says it in the browser with
the same words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.hours import Hours, Interval, SpecialDay, Status

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Rule E7(c): closures of the coming 45 days are worth a line.
SPECIAL_DAYS_SHOWN = 45
# How far ahead a page knows that a season changes the hours; clinics are verified as often (E1.5).
SEASONS_AHEAD = 90

_NOON = time(12)
_MINUTES_A_DAY = 24 * 60
_RUN = 3  # this many days in a row are "Monday to Wednesday"

Specification = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A weekday's row of the hours table; `number` is 1 for Monday."""

    number: int
    day: str
    text: str
    is_closed: bool
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class SpecialRow:
    """A special day's row, as "Friday, December 25, 2026" and "Closed (Christmas Day)"."""

    date: date
    day: str
    text: str
    is_closed: bool
    intervals: tuple[Interval, ...]


# In words


def clock_text(at: time) -> str:
    """Writes a time of day as people say it: "8 a.m.", "5:30 p.m.", "noon", "midnight"."""
    if at.minute == 0 and at.hour in {0, 12}:
        return "noon" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'p.m.' if at >= _NOON else 'a.m.'}"


def day_text(day: date) -> str:
    """Writes a day of the weeks ahead, whose year nobody asks: "Friday, December 25"."""
    return f"{day:%A, %B} {day.day}"


def intervals_text(intervals: Sequence[Interval]) -> str:
    """Writes a day's hours: "8 a.m. to noon and 1 p.m. to 5 p.m.", "24 hours" or "Closed"."""
    if not intervals:
        return "Closed"
    return _listed([_interval_text(interval) for interval in intervals])


def summary(hours: Hours, day: date) -> str:
    """Says the regular hours of the week of `day` in one line, equal days together."""
    week = hours.week(day)
    if all(len(today) == 1 and today[0].is_all_day for today in week):
        return "Open 24 hours, every day"
    days_by_hours: dict[tuple[Interval, ...], list[int]] = {}
    for number, intervals in enumerate(week):
        if intervals:
            days_by_hours.setdefault(intervals, []).append(number)
    if not days_by_hours:
        return "Closed all week"
    parts = (f"{_days_text(days)} {intervals_text(when)}" for when, days in days_by_hours.items())
    return "Open " + ", ".join(parts)


def week_rows(hours: Hours, day: date) -> tuple[WeekRow, ...]:
    """Gives the rows of the table of regular hours, Monday to Sunday."""
    return tuple(
        WeekRow(number, name, intervals_text(intervals), not intervals, intervals)
        for number, (name, intervals) in enumerate(zip(DAYS, hours.week(day), strict=True), start=1)
    )


def special_rows(hours: Hours, from_day: date, *, days: int = SPECIAL_DAYS_SHOWN) -> tuple[SpecialRow, ...]:
    """Gives the special days from `from_day` to so many days later, by date."""
    until = from_day + timedelta(days=days)
    return tuple(_special_row(special) for special in _from(hours, from_day) if special.day <= until)


def days_text(days: Hours, day: date) -> str:
    """Names the days of the week of `day` that `days` opens: "Monday to Friday"."""
    return _days_text([number for number, intervals in enumerate(days.week(day)) if intervals])


def status_text(status: Status, now: datetime) -> str:
    """Says "Open now, closes at 6 p.m." and the like; `now` is in the clinic's zone."""
    state = "Open now" if status.is_open else "Closed now"
    if status.changes_at is None:
        return f"{state}, 24 hours" if status.is_open else state
    verb = "closes" if status.is_open else "opens"
    return f"{state}, {verb} {moment_text(status.changes_at, now.date())}"


def moment_text(moment: datetime, today: date) -> str:
    """Says when something is as seen from `today`: "at 8 a.m. tomorrow", "Monday at noon"."""
    day, night, clock = moment.date(), "", clock_text(moment.time())
    if clock == "midnight":
        # "Saturday at midnight" may be either of two nights; "Friday night at midnight" is one.
        day, night = day - timedelta(days=1), " night"
    ahead = (day - today).days
    if ahead == 0:
        return f"at {clock}"
    if ahead == 1:
        return f"at {clock} tomorrow{night}"
    name = f"{day:%A}{night}"
    if ahead < len(DAYS):
        return f"{name} at {clock}"
    return f"{name}, {day:%B} {day.day}, at {clock}"


def _special_row(special: SpecialDay) -> SpecialRow:
    note = f" ({special.note})" if special.note else ""
    text = intervals_text(special.intervals) + note
    closed = not special.intervals
    return SpecialRow(special.day, day_text(special.day), text, closed, special.intervals)


def _interval_text(interval: Interval) -> str:
    if interval.is_all_day:
        return "24 hours"
    return f"{clock_text(interval.opens)} to {clock_text(interval.closes)}"


def _days_text(numbers: Sequence[int]) -> str:
    if len(numbers) == len(DAYS):
        return "every day"
    names: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [DAYS[number] for _, number in group]
        names += [f"{run[0]} to {run[-1]}"] if len(run) >= _RUN else run
    return _listed(names)


def _listed(parts: Sequence[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


# As data


def machine_week(hours: Hours, day: date, zone: str) -> str:
    """Writes the JSON that static/open-now.js reads; `zone` is the clinic's IANA zone.

    `week` is Monday to Sunday, each a list of [opens, closes] in minutes after that day's midnight,
    past 1440 on the next day; `dates` has the days that differ from it, from yesterday on. The
    browser reads the face of the clinic's clock, so it may differ from `Hours.status` in the hour
    that a change of clocks skips or repeats.
    """
    week = hours.week(day)
    dates = {
        str(other): _minutes(hours.on(other))
        for other in _days_to_compare(hours, day)
        if hours.on(other) != week[other.weekday()]
    }
    data = {"dates": dates, "week": [_minutes(today) for today in week], "zone": zone}
    return json.dumps(data, separators=(",", ":"), sort_keys=True)


def opening_specification(hours: Hours, day: date) -> list[Specification]:
    """Gives one schema.org OpeningHoursSpecification for each regular interval (rule A15)."""
    days_by_interval: dict[Interval, list[str]] = {}
    for name, intervals in zip(DAYS, hours.week(day), strict=True):
        for interval in intervals:
            days_by_interval.setdefault(interval, []).append(name)
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, **_schema_times(interval)}
        for interval, names in days_by_interval.items()
    ]


def special_specification(hours: Hours, from_day: date) -> list[Specification]:
    """Gives the special days that special_rows shows; closed is 00:00 to 00:00 (rules A15, A16)."""
    closed: Specification = {"opens": "00:00", "closes": "00:00"}
    specifications: list[Specification] = []
    until = from_day + timedelta(days=SPECIAL_DAYS_SHOWN)
    for special in (each for each in _from(hours, from_day) if each.day <= until):
        valid: Specification = {
            "@type": "OpeningHoursSpecification",
            "validFrom": str(special.day),
            "validThrough": str(special.day),
        }
        times = [_schema_times(interval) for interval in special.intervals] or [closed]
        specifications += [{**valid, **opens_and_closes} for opens_and_closes in times]
    return specifications


def _from(hours: Hours, day: date) -> list[SpecialDay]:
    return sorted((s for s in hours.special if s.day >= day), key=lambda special: special.day)


def _days_to_compare(hours: Hours, day: date) -> list[date]:
    # Yesterday counts, for its hours may run past midnight.
    yesterday = day - timedelta(days=1)
    days = {yesterday + timedelta(days=ahead) for ahead in range(SEASONS_AHEAD + 2)}
    return sorted(days | {special.day for special in _from(hours, day)})


def _minutes(intervals: Sequence[Interval]) -> list[tuple[int, int]]:
    return [(_minute(i.opens), _minute(i.closes) + _MINUTES_A_DAY * i.is_overnight) for i in intervals]


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _schema_times(interval: Interval) -> Specification:
    closes = "23:59" if interval.is_all_day else f"{interval.closes:%H:%M}"
    return {"opens": f"{interval.opens:%H:%M}", "closes": closes}
