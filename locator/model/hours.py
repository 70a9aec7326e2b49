"""When a clinic is open: a weekly rule in OpenStreetMap syntax, holidays, and dated days that beat both.

Text flows in, answers in the clinic's own time flow out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.model.holiday import HolidayCalendar
from locator.model.hours_syntax import objection, says_appointment
from locator.model.interval import MIDNIGHT
from locator.model.special_hours import SpecialDay
from locator.model.weekly_rule import day_of, mentions_holidays, week_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.interval import Interval, Week

LOOK_AHEAD_DAYS = 14
MAX_LENGTH = 1000  # characters; OpenStreetMap itself keeps 255
NO_HOLIDAYS = HolidayCalendar()
_DAY = timedelta(days=1)
_BARE_APPOINTMENT = re.compile(r"\bby appointment(?: only)?\b", re.IGNORECASE)


class Access(StrEnum):
    """What a patient finds: the door open, a door for those with an appointment only, a locked one."""

    OPEN = "open"
    BY_APPOINTMENT = "by appointment"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """What a patient finds now, when that next changes and to what; None: not within two weeks.

    `caution` names the holiday that may make it wrong: today's, or that of the next opening.
    """

    access: Access
    changes_at: datetime | None = None
    then: Access | None = None
    caution: str = ""

    @property
    def is_open(self) -> bool:
        """Tells whether anyone may walk in."""
        return self.access is Access.OPEN


@dataclass(frozen=True, slots=True)
class Hours:
    """A clinic's hours; `text` is OpenStreetMap's `opening_hours`, its "unknown" is not open.

    `calendar` says which days are `PH`, of which there are none by default. Raises ValueError if
    `text` cannot be read or would not mean what its writer thinks.
    """

    text: str
    special: tuple[SpecialDay, ...] = ()
    calendar: HolidayCalendar = NO_HOLIDAYS

    def __post_init__(self) -> None:
        _check(self.text)

    @property
    def mentions_holidays(self) -> bool:
        """Tells whether the weekly rule says what holds on public holidays."""
        return mentions_holidays(self.text)

    @property
    def takes_appointments(self) -> bool:
        """Tells whether some hours are by appointment only."""
        days = (interval.by_appointment for special in self.special for interval in special.intervals)
        return says_appointment(self.text) or any(days)

    @property
    def usually(self) -> Hours:
        """The same hours as if there were no special day and no holiday."""
        return Hours(self.text)

    def week(self, day: date) -> Week:
        """Gives Monday to Sunday of the week that holds `day`, as if no day were a special one.

        An interval belongs to the day on which it opens; a stretch of 24 hours or more is cut at
        each midnight.
        """
        return week_of(self.text, day)

    def usual(self, day: date) -> tuple[Interval, ...]:
        """Gives the intervals that open on `day` if it is neither special nor a holiday."""
        return day_of(self.text, day)

    def on(self, day: date) -> tuple[Interval, ...]:
        """Gives the intervals that open on `day`: a special day beats the rule for holidays."""
        for special in self.special:
            if special.day == day:
                return special.intervals
        return day_of(self.text, day, is_holiday=self.mentions_holidays and bool(self.calendar.on(day)))

    def special_days(self, first: date, last: date) -> tuple[SpecialDay, ...]:
        """Gives the special days by date, with the holidays on which the rule says other than usual."""
        found = {special.day: special for special in self.special if first <= special.day <= last}
        if self.mentions_holidays:
            for day, name in self.calendar.between(first, last):
                if self.on(day) != self.usual(day):
                    found.setdefault(day, SpecialDay(day, self.on(day), name))
        return tuple(found[day] for day in sorted(found))

    def cautions(self, first: date, last: date) -> dict[date, str]:
        """Names the holidays on which the clinic would be open only because nobody said otherwise."""
        if self.mentions_holidays:
            return {}
        said = {special.day for special in self.special}
        holidays = self.calendar.between(first, last)
        return {day: name for day, name in holidays if day not in said and self.on(day)}

    def caution(self, day: date) -> str:
        """Names the holiday for which the hours of `day` are not to be trusted; mostly empty."""
        name = self.calendar.on(day)
        return name if name and self.cautions(day, day) else ""

    def status(self, now: datetime) -> Status:
        """Tells what a patient finds at `now`, an aware time in the clinic's zone.

        Intervals that touch are one, so nothing closes at midnight only to open again. A day by
        appointment without hours neither opens nor closes anything: it tells only of itself.
        """
        assert now.tzinfo is not None, "a time without a zone would be read in the server's zone"
        access, changes_at, then = self._access(now)
        caution = self.caution(now.date())
        if changes_at is None:
            return Status(access, caution=caution)
        changes_at = changes_at.astimezone(now.tzinfo)
        if access is not Access.OPEN:
            caution = caution or self.caution(changes_at.date())
        return Status(access, changes_at, then, caution)

    def _access(self, now: datetime) -> tuple[Access, datetime | None, Access]:
        is_open, walk_in = self._layer(now, to_all=True)
        is_staffed, any_way = is_open, walk_in
        if self.takes_appointments:
            is_staffed, any_way = self._layer(now, to_all=False)
        if is_open:
            return Access.OPEN, walk_in, Access.CLOSED if walk_in == any_way else Access.BY_APPOINTMENT
        if is_staffed and walk_in and (any_way is None or walk_in < any_way):
            return Access.BY_APPOINTMENT, walk_in, Access.OPEN
        if is_staffed:
            return Access.BY_APPOINTMENT, any_way, Access.CLOSED
        is_untimed = any(interval.is_untimed for interval in self.on(now.date()))
        access = Access.BY_APPOINTMENT if is_untimed else Access.CLOSED
        return access, any_way, Access.OPEN if walk_in == any_way else Access.BY_APPOINTMENT

    def _layer(self, now: datetime, *, to_all: bool) -> tuple[bool, datetime | None]:
        """Tells whether `now` lies in an interval open `to_all`, or in any, and when that changes."""
        instant = now.astimezone(UTC)
        until: datetime | None = None
        for opens, closes in self._openings(now, to_all=to_all):
            if opens > (until or instant):
                return until is not None, until or opens
            if closes > instant:
                until = max(until or closes, closes)
        if until is None or until >= _instant(now, LOOK_AHEAD_DAYS + 1, MIDNIGHT):
            return until is not None, None
        return True, until

    def _openings(self, now: datetime, *, to_all: bool) -> Iterator[tuple[datetime, datetime]]:
        # Yesterday counts, for it may run past midnight. Python compares two times of one zone by
        # the face of the clock, which is wrong on the nights that clocks change, hence UTC.
        for offset in range(-1, LOOK_AHEAD_DAYS + 1):
            for interval in self.on(now.date() + offset * _DAY):
                if interval.is_untimed or (to_all and interval.by_appointment):
                    continue
                opens = _instant(now, offset, interval.opens)
                closes = _instant(now, offset + interval.is_overnight, interval.closes)
                if opens < closes:
                    yield opens, closes


def parse_hours(text: str) -> Hours:
    """Reads the weekly rule of a clinic; raises ValueError that says what to write instead."""
    line = " ".join(text.split()).strip("; ")
    if len(line) > MAX_LENGTH:
        msg = f"{len(line):,} characters are no timetable; write at most {MAX_LENGTH:,}"
        raise ValueError(msg)
    return Hours(line if '"' in line else _BARE_APPOINTMENT.sub(r'"\g<0>"', line))


def _instant(now: datetime, offset: int, at: time) -> datetime:
    return datetime.combine(now.date() + offset * _DAY, at, tzinfo=now.tzinfo).astimezone(UTC)


@lru_cache(maxsize=16384)
def _check(text: str) -> None:
    if wrong := objection(text):
        raise ValueError(wrong)
