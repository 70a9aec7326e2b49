"""Opening hours in words: values of model/hours.py flow in, text for pages flows out.

Nothing here says open or closed at the time of rendering except `status_text`, which is for answers
made per request: pages are cached and exported, and static/open-now.js says it in the browser with
the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from locator.model.hours import Access
from locator.model.sentence import to_say
from locator.site.language import ENGLISH
from locator.site.words import upper_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.hours import Hours, Status
    from locator.model.interval import Interval
    from locator.model.special_hours import SpecialDay
    from locator.site.language import Language

DAYS = (
    to_say("Monday"),
    to_say("Tuesday"),
    to_say("Wednesday"),
    to_say("Thursday"),
    to_say("Friday"),
    to_say("Saturday"),
    to_say("Sunday"),
)
# Rule E7(c): closures of the coming 45 days are worth a line.
SPECIAL_DAYS_SHOWN = 45

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


def day_text(day: date, say: Language = ENGLISH) -> str:
    """Writes a day of the weeks ahead, whose year nobody asks: "Friday, December 25"."""
    return upper_first(say.day(day))


def intervals_text(intervals: Sequence[Interval], say: Language = ENGLISH) -> str:
    """Writes a day's hours: "8 a.m. to noon and 1 p.m. to 5 p.m.", "24 hours" or "Closed"."""
    if not intervals:
        return say("Closed")
    if intervals[0].is_untimed:
        return say("By appointment")
    if all(interval.by_appointment for interval in intervals):
        hours = say.listing([_interval_text(interval, say) for interval in intervals])
        return say("{hours} by appointment", hours=hours)
    return say.listing([_one_of_several(interval, say) for interval in intervals])


def summary(hours: Hours, day: date, say: Language = ENGLISH) -> str:
    """Says the regular hours of the week of `day` in one line, equal days together."""
    week = hours.week(day)
    if len(set(week)) == 1 and week[0] and week[0][0].is_all_day:
        return say("By appointment") if week[0][0].by_appointment else say("Open 24 hours, every day")
    days_by_hours: dict[tuple[Interval, ...], list[int]] = {}
    for number, intervals in enumerate(week):
        if intervals:
            days_by_hours.setdefault(intervals, []).append(number)
    if not days_by_hours:
        return say("Closed all week")
    parts = [f"{weekdays_text(days, say)} {_in_a_line(when, say)}" for when, days in days_by_hours.items()]
    return say("Open {days_and_hours}", days_and_hours=", ".join(parts))


def week_rows(hours: Hours, day: date, say: Language = ENGLISH) -> tuple[WeekRow, ...]:
    """Gives the rows of the table of regular hours, Monday to Sunday."""
    return tuple(
        WeekRow(number, upper_first(say(name)), intervals_text(intervals, say), not intervals, intervals)
        for number, (name, intervals) in enumerate(zip(DAYS, hours.week(day), strict=True), start=1)
    )


def special_rows(
    hours: Hours, from_day: date, say: Language = ENGLISH, *, days: int = SPECIAL_DAYS_SHOWN
) -> tuple[SpecialRow, ...]:
    """Gives the special days and the holidays that nobody spoke of, in so many days from `from_day`."""
    until = from_day + timedelta(days=days)
    rows = [_special_row(special, say) for special in hours.special_days(from_day, until)]
    rows += [_caution_row(day, name, say) for day, name in hours.cautions(from_day, until).items()]
    return tuple(sorted(rows, key=lambda row: row.date))


def next_special(rows: Sequence[SpecialRow], say: Language = ENGLISH) -> str:
    """Says the first of the special rows in a line: "Closed Friday, December 25 (Christmas Day)"."""
    if not rows:
        return ""
    row = rows[0]
    if row.is_closed:
        closed = say("Closed {day}", day=say.day(row.date))
        return closed + row.text.removeprefix(say("Closed"))
    return f"{row.day}: {row.text}"


def days_text(days: Hours, day: date, say: Language = ENGLISH) -> str:
    """Names the days of the week of `day` that `days` opens: "Monday to Friday"."""
    return weekdays_text([number for number, intervals in enumerate(days.week(day)) if intervals], say)


def status_text(status: Status, now: datetime, say: Language = ENGLISH) -> str:
    """Says "Open now, closes at 6 p.m." and the like; `now` is in the clinic's zone."""
    sentence = _CHANGES.get((status.access, status.then))
    if status.changes_at and sentence:
        state = say(sentence, when=moment_text(status.changes_at, now.date(), say))
    else:
        state = say((_ENDLESS if status.is_open else _STATES)[status.access])
    return f"{state.removesuffix('.')}. {caution_text(status.caution, say)}" if status.caution else state


def caution_text(holiday: str, say: Language = ENGLISH) -> str:
    """Says that the hours of a holiday are not to be trusted."""
    return say("{holiday} may change these hours. Call before you go.", holiday=say(holiday))


_STATES = {
    Access.OPEN: to_say("Open now"),
    Access.BY_APPOINTMENT: to_say("By appointment"),
    Access.CLOSED: to_say("Closed now"),
}
_ENDLESS = _STATES | {
    Access.OPEN: to_say("Open now, 24 hours"),
    Access.BY_APPOINTMENT: to_say("By appointment, 24 hours"),
}
_CHANGES: dict[tuple[Access, Access | None], str] = {
    (Access.OPEN, Access.CLOSED): to_say("Open now, closes {when}"),
    (Access.OPEN, Access.BY_APPOINTMENT): to_say("Open now, closes to walk-ins {when}"),
    (Access.BY_APPOINTMENT, Access.OPEN): to_say("By appointment, opens to walk-ins {when}"),
    (Access.BY_APPOINTMENT, Access.CLOSED): to_say("By appointment, closes {when}"),
    (Access.CLOSED, Access.OPEN): to_say("Closed now, opens {when}"),
    (Access.CLOSED, Access.BY_APPOINTMENT): to_say("Closed now, opens by appointment {when}"),
}


def moment_text(moment: datetime, today: date, say: Language = ENGLISH) -> str:
    """Says when something is as seen from `today`: "at 8 a.m. tomorrow", "Monday at noon"."""
    day, at = moment.date(), say.at_clock(moment.time())
    # "Saturday at midnight" may be either of two nights; "Friday night at midnight" is one.
    is_night = moment.hour == 0 and moment.minute == 0
    day -= timedelta(days=is_night)
    ahead = (day - today).days
    if ahead == 0:
        return at
    if ahead == 1:
        return say(_TOMORROW[is_night], at=at)
    sentence = _THIS_WEEK if ahead < len(DAYS) else _LATER
    return say(sentence[is_night], at=at, weekday=say.weekday(day), date=say.month_day(day))


# For a moment of the day, and for midnight.
_TOMORROW = (to_say("{at} tomorrow"), to_say("{at} tomorrow night"))
_THIS_WEEK = (to_say("{weekday} {at}"), to_say("{weekday} night {at}"))
_LATER = (to_say("{weekday}, {date}, {at}"), to_say("{weekday} night, {date}, {at}"))


def _special_row(special: SpecialDay, say: Language) -> SpecialRow:
    note = f" ({say(special.note)})" if special.note else ""
    text = intervals_text(special.intervals, say) + note
    closed = not special.intervals
    return SpecialRow(special.day, day_text(special.day, say), text, closed, special.intervals)


def _caution_row(day: date, holiday: str, say: Language) -> SpecialRow:
    return SpecialRow(day, day_text(day, say), caution_text(holiday, say), is_closed=False, intervals=())


def _in_a_line(intervals: Sequence[Interval], say: Language) -> str:
    if intervals[0].is_untimed:
        return say("by appointment")
    return intervals_text(intervals, say)


def _one_of_several(interval: Interval, say: Language) -> str:
    text = _interval_text(interval, say)
    return say("{hours} by appointment", hours=text) if interval.by_appointment else text


def _interval_text(interval: Interval, say: Language) -> str:
    if interval.is_all_day:
        return say("24 hours")
    return say("{opens} to {closes}", opens=say.clock(interval.opens), closes=say.clock(interval.closes))


def weekdays_text(numbers: Sequence[int], say: Language = ENGLISH) -> str:
    """Names days of the week by their numbers, 0 for Monday: "Monday to Friday"."""
    if len(numbers) == len(DAYS):
        return say("every day")
    names: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [say(DAYS[number]) for _, number in group]
        is_run = len(run) >= _RUN
        names += [say("{first_day} to {last_day}", first_day=run[0], last_day=run[-1])] if is_run else run
    return say.listing(names)
