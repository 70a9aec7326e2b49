"""When a clinic is open: a weekly rule in OpenStreetMap syntax, and dated days that beat it.

Text flows in, answers in the clinic's own time flow out. Public holidays (`PH`) never match: no
calendar of holidays is consulted, so a closure on a holiday is written as a special day.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from opening_hours import OpeningHours, State

from locator.model.hours_syntax import objection, parse_clock, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOK_AHEAD_DAYS = 14
_DAY = timedelta(days=1)
_MIDNIGHT = time(0, 0)
_SPECIAL_EXAMPLE = 'write it like 2026-12-25 off "Christmas Day" or 2026-12-24 08:00-12:00, 13:00-15:00'


@dataclass(frozen=True, slots=True)
class Interval:
    """From `opens` to `closes`, which is on the next day unless later; 24 h is 00:00-00:00."""

    opens: time
    closes: time

    @property
    def is_overnight(self) -> bool:
        """Tells whether it ends on the day after it began (midnight counts as that next day)."""
        return self.closes <= self.opens

    @property
    def is_all_day(self) -> bool:
        """Tells whether it is a whole day, from midnight to midnight."""
        return self.opens == self.closes == _MIDNIGHT


Week = tuple[tuple[Interval, ...], ...]


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date whose own intervals replace the weekday's; no intervals means closed all day."""

    day: date
    intervals: tuple[Interval, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Open or not, and when that next changes; None if it does not within two weeks."""

    is_open: bool
    changes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hours:
    """A clinic's hours; `text` is OpenStreetMap's `opening_hours`, its "unknown" is not open.

    Raises ValueError if `text` cannot be read or would not mean what its writer thinks.
    """

    text: str
    special: tuple[SpecialDay, ...] = ()

    def __post_init__(self) -> None:
        _expression(self.text)

    def week(self, day: date) -> Week:
        """Gives Monday to Sunday of the week that holds `day`, by the weekly rule alone.

        An interval belongs to the day on which it opens; a stretch of 24 hours or more is cut at
        each midnight.
        """
        return _week(self.text, day - timedelta(days=day.weekday()))

    def on(self, day: date) -> tuple[Interval, ...]:
        """Gives the intervals that open on `day`: those of the special day if it is one."""
        for special in self.special:
            if special.day == day:
                return special.intervals
        return self.week(day)[day.weekday()]

    def status(self, now: datetime) -> Status:
        """Tells whether the clinic is open at `now`, an aware time in the clinic's zone.

        Intervals that touch are one, so nothing closes at midnight only to open again.
        """
        assert now.tzinfo is not None, "a time without a zone would be read in the server's zone"
        instant = now.astimezone(UTC)
        until: datetime | None = None
        for opens, closes in self._openings(now):
            if opens > (until or instant):
                return Status(until is not None, (until or opens).astimezone(now.tzinfo))
            if closes > instant:
                until = max(until or closes, closes)
        if until is None or until >= _instant(now, LOOK_AHEAD_DAYS + 1, _MIDNIGHT):
            return Status(until is not None, None)
        return Status(True, until.astimezone(now.tzinfo))

    def _openings(self, now: datetime) -> Iterator[tuple[datetime, datetime]]:
        # Yesterday counts, for it may run past midnight. Python compares two times of one zone by
        # the face of the clock, which is wrong on the nights that clocks change, hence UTC.
        for offset in range(-1, LOOK_AHEAD_DAYS + 1):
            for interval in self.on(now.date() + offset * _DAY):
                opens = _instant(now, offset, interval.opens)
                closes = _instant(now, offset + interval.is_overnight, interval.closes)
                if opens < closes:
                    yield opens, closes


def parse_hours(text: str) -> Hours:
    """Reads the weekly rule of a clinic; raises ValueError that says what to write instead."""
    return Hours(" ".join(text.split()).strip("; "))


def parse_special_hours(text: str) -> tuple[SpecialDay, ...]:
    """Reads `2026-12-25 off "Christmas Day"; 2026-12-24 08:00-12:00, 13:00-15:00`, sorted by date.

    `closed` and `x` also mean off, and Google's `2026-12-25: x` is read. Raises ValueError that
    says what to write instead.
    """
    straight = text.translate({0x201C: '"', 0x201D: '"'})
    entries = [_special_day(entry.strip()) for entry in _ENTRY.findall(straight) if entry.strip()]
    twice = [day for day, count in Counter(entry.day for entry in entries).items() if count > 1]
    if twice:
        msg = f"{twice[0]} stands there more than once; write one entry a date, with all its hours"
        raise ValueError(msg)
    return tuple(sorted(entries, key=lambda entry: entry.day))


def _instant(now: datetime, offset: int, at: time) -> datetime:
    return datetime.combine(now.date() + offset * _DAY, at, tzinfo=now.tzinfo).astimezone(UTC)


# The weekly rule


@lru_cache(maxsize=16384)
def _expression(text: str) -> OpeningHours:
    if wrong := objection(text):
        raise ValueError(wrong)
    return OpeningHours(text)


@lru_cache(maxsize=16384)
def _week(text: str, monday: date) -> Week:
    start = datetime.combine(monday, _MIDNIGHT)
    days: list[list[Interval]] = [[] for _ in range(7)]
    # A day more on either side shows whether what is open at the seam is one stretch or many days.
    for opens, closes in _stretches(_expression(text), start - _DAY, start + 8 * _DAY):
        index = (opens.date() - monday).days
        if 0 <= index < len(days):
            days[index].append(Interval(opens.time(), closes.time()))
    return tuple(tuple(day) for day in days)


def _stretches(rule: OpeningHours, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    states = groupby(rule.intervals(start, end), key=lambda state: state[2] == State.OPEN)
    for is_open, group in states:
        if is_open:
            spans = list(group)
            yield from _cut(spans[0][0], spans[-1][1])


def _cut(opens: datetime, closes: datetime) -> Iterator[tuple[datetime, datetime]]:
    if closes - opens < _DAY:
        yield opens, closes
        return
    while opens < closes:
        midnight = datetime.combine(opens.date() + _DAY, _MIDNIGHT)
        yield opens, min(midnight, closes)
        opens = midnight


# Special days

# Entries end at a semicolon outside quotation marks, or at Google's comma before the next date.
_ENTRY = re.compile(r'(?:"[^"]*"?|,(?!\s*\d{4}-\d\d-\d\d)|[^",;])+', re.ASCII)
_SPECIAL = re.compile(r'(\d{4}-\d\d-\d\d)(?:\s*:\s*|\s+)([^"]+?)\s*(?:"([^"]*)")?', re.ASCII)
_SPAN = re.compile(r"(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)", re.ASCII)
_CLOSED = frozenset({"off", "closed", "x"})


def _special_day(entry: str) -> SpecialDay:
    match = _SPECIAL.fullmatch(entry)
    if match is None:
        msg = f"{entry} is not a special day; {_SPECIAL_EXAMPLE}"
        raise ValueError(msg)
    day, hours, note = match[1], match[2], (match[3] or "").strip()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        msg = f"{day} is not in the calendar; write year-month-day"
        raise ValueError(msg) from None
    return SpecialDay(on, () if hours.lower() in _CLOSED else _intervals(hours, day), note)


def _intervals(text: str, day: str) -> tuple[Interval, ...]:
    spans = [_interval(span.strip(), day) for span in text.split(",")]
    objection = swapped(text)
    if objection:
        msg = f"{day}: {objection}"
        raise ValueError(msg)
    intervals = sorted(spans, key=lambda interval: interval.opens)
    for earlier, later in pairwise(intervals):
        if earlier.is_overnight or later.opens < earlier.closes:
            msg = f"the hours of {day} overlap; write each stretch once"
            raise ValueError(msg)
    return tuple(intervals)


def _interval(span: str, day: str) -> Interval:
    match = _SPAN.fullmatch(span)
    try:
        if match is None:
            raise ValueError
        opens, closes = parse_clock(match[1]), parse_clock(match[2].replace("24:00", "00:00"))
        if opens == closes != _MIDNIGHT:
            raise ValueError
    except ValueError:
        msg = f'"{span}" on {day} is not a stretch of time; {_SPECIAL_EXAMPLE}'
        raise ValueError(msg) from None
    return Interval(opens, closes)
