"""Opening hours in words: values of model/hours.py flow in, text for pages flows out.

Nothing here says open or closed at the time of rendering except `status_text`, which is for answers
made per request: pages are cached and exported, and static/open-now.js says it in the browser with
the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from locator.model.hours import Access

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.hours import Hours, Status
    from locator.model.interval import Interval
    from locator.model.special_hours import SpecialDay

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Rule E7(c): closures of the coming 45 days are worth a line.
SPECIAL_DAYS_SHOWN = 45

_NOON = time(12)
_RUN = 3  # this many days in a row are "Monday to Wednesday"


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
    """A special day's row, as "Friday, December 25" and "Closed (Christmas Day)"."""

    date: date
    day: str
    text: str
    is_closed: bool
    intervals: tuple[Interval, ...]


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
    if intervals[0].is_untimed:
        return "By appointment"
    if all(interval.by_appointment for interval in intervals):
        return f"{_listed([_interval_text(interval) for interval in intervals])} by appointment"
    return _listed([_interval_text(i) + " by appointment" * i.by_appointment for i in intervals])


def summary(hours: Hours, day: date) -> str:
    """Says the regular hours of the week of `day` in one line, equal days together."""
    week = hours.week(day)
    if len(set(week)) == 1 and week[0] and week[0][0].is_all_day:
        return "By appointment" if week[0][0].by_appointment else "Open 24 hours, every day"
    days_by_hours: dict[tuple[Interval, ...], list[int]] = {}
    for number, intervals in enumerate(week):
        if intervals:
            days_by_hours.setdefault(intervals, []).append(number)
    if not days_by_hours:
        return "Closed all week"
    parts = [f"{weekdays_text(days)} {_in_a_line(when)}" for when, days in days_by_hours.items()]
    return "Open " + ", ".join(parts)


def week_rows(hours: Hours, day: date) -> tuple[WeekRow, ...]:
    """Gives the rows of the table of regular hours, Monday to Sunday."""
    return tuple(
        WeekRow(number, name, intervals_text(intervals), not intervals, intervals)
        for number, (name, intervals) in enumerate(zip(DAYS, hours.week(day), strict=True), start=1)
    )


def special_rows(hours: Hours, from_day: date, *, days: int = SPECIAL_DAYS_SHOWN) -> tuple[SpecialRow, ...]:
    """Gives the special days and the holidays that nobody spoke of, in so many days from `from_day`."""
    until = from_day + timedelta(days=days)
    rows = [_special_row(special) for special in hours.special_days(from_day, until)]
    rows += [_caution_row(day, name) for day, name in hours.cautions(from_day, until).items()]
    return tuple(sorted(rows, key=lambda row: row.date))


def next_special(hours: Hours, from_day: date) -> str:
    """Says the first of the special rows in a line: "Closed Friday, December 25 (Christmas Day)"."""
    for row in special_rows(hours, from_day):
        if row.is_closed:
            return row.text.replace("Closed", f"Closed {row.day}", 1)
        return f"{row.day}: {row.text}"
    return ""


def days_text(days: Hours, day: date) -> str:
    """Names the days of the week of `day` that `days` opens: "Monday to Friday"."""
    return weekdays_text([number for number, intervals in enumerate(days.week(day)) if intervals])


def status_text(status: Status, now: datetime) -> str:
    """Says "Open now, closes at 6 p.m." and the like; `now` is in the clinic's zone."""
    state = _STATES[status.access]
    change = _CHANGES.get((status.access, status.then))
    if status.changes_at and change:
        state += f", {change} {moment_text(status.changes_at, now.date())}"
    elif status.is_open:
        state += ", 24 hours"
    return f"{state.removesuffix('.')}. {caution_text(status.caution)}" if status.caution else state


def caution_text(holiday: str) -> str:
    """Says that the hours of a holiday are not to be trusted."""
    return f"{holiday} may change these hours. Call before you go."


_STATES = {
    Access.OPEN: "Open now",
    Access.BY_APPOINTMENT: "By appointment",
    Access.CLOSED: "Closed now",
}
_CHANGES: dict[tuple[Access, Access | None], str] = {
    (Access.OPEN, Access.CLOSED): "closes",
    (Access.OPEN, Access.BY_APPOINTMENT): "closes to walk-ins",
    (Access.BY_APPOINTMENT, Access.OPEN): "opens to walk-ins",
    (Access.BY_APPOINTMENT, Access.CLOSED): "closes",
    (Access.CLOSED, Access.OPEN): "opens",
    (Access.CLOSED, Access.BY_APPOINTMENT): "opens by appointment",
}


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


def _caution_row(day: date, holiday: str) -> SpecialRow:
    return SpecialRow(day, day_text(day), caution_text(holiday), is_closed=False, intervals=())


def _in_a_line(intervals: Sequence[Interval]) -> str:
    return intervals_text(intervals).replace("By", "by")


def _interval_text(interval: Interval) -> str:
    if interval.is_all_day:
        return "24 hours"
    return f"{clock_text(interval.opens)} to {clock_text(interval.closes)}"


def weekdays_text(numbers: Sequence[int]) -> str:
    """Names days of the week by their numbers, 0 for Monday: "Monday to Friday"."""
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
