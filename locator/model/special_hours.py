"""Dated days that beat the weekly rule: text -> special days, and back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from locator.model.hours_syntax import parse_clock, says_appointment, swapped
from locator.model.interval import MIDNIGHT, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

_EXAMPLE = 'write it like 2026-12-25 off "Christmas Day" or 2026-12-24 08:00-12:00, 13:00-15:00'
_SHOWN = 80  # characters of an entry that a message repeats

# Entries end at a semicolon outside quotation marks, or at Google's comma before the next date.
_ENTRY = re.compile(r'(?:"[^"]*"?|,(?!\s*\d{4}-\d\d-\d\d)|[^",;])+', re.ASCII)
_SPECIAL = re.compile(r'(\d{4}-\d\d-\d\d)(?:\s*:\s*|\s+)([^"]+?)\s*(?:"([^"]*)")?', re.ASCII)
_SPAN = re.compile(r"(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)", re.ASCII)
_CLOSED = frozenset({"off", "closed", "x"})


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date whose own intervals replace the weekday's; no intervals means closed all day."""

    day: date
    intervals: tuple[Interval, ...]
    note: str = ""


def parse_special_hours(text: str) -> tuple[SpecialDay, ...]:
    """Reads `2026-12-25 off "Christmas Day"; 2026-12-24 08:00-12:00, 13:00-15:00`, sorted by date.

    `closed` and `x` also mean off, and Google's `2026-12-25: x` is read. Raises ValueError that
    says what to write instead.
    """
    entries = [special for _, special in special_entries(text)]
    twice = [day for day, count in Counter(entry.day for entry in entries).items() if count > 1]
    if twice:
        msg = f"{twice[0]} stands there more than once; write one entry a date, with all its hours"
        raise ValueError(msg)
    return tuple(sorted(entries, key=lambda entry: entry.day))


def render_special_hours(days: Iterable[SpecialDay]) -> str:
    """Writes days as `parse_special_hours` reads them; empty if there are none."""
    return "; ".join(map(render_special_day, days))


def render_special_day(special: SpecialDay) -> str:
    """Writes `2026-12-24 08:00-12:00 "Christmas Eve"`; a quotation mark in the note cannot end it."""
    hours = ",".join(map(str, special.intervals)) or "off"
    note = special.note.replace('"', "'").strip()
    return f'{special.day} {hours} "{note}"' if note else f"{special.day} {hours}"


def special_entries(text: str) -> list[tuple[str, SpecialDay]]:
    """Parts such a text into its entries as they are written, each with what it says, in their order."""
    straight = " ".join(text.translate({0x201C: '"', 0x201D: '"'}).split())
    entries = (entry.strip() for entry in _ENTRY.findall(straight))
    return [(entry, _special_day(entry)) for entry in entries if entry]


def _special_day(entry: str) -> SpecialDay:
    match = _SPECIAL.fullmatch(entry)
    if match is None:
        msg = f"{entry[:_SHOWN]} is not a special day; {_EXAMPLE}"
        raise ValueError(msg)
    day, hours, note = match[1], match[2], (match[3] or "").strip()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        msg = f"{day} is not in the calendar; write year-month-day"
        raise ValueError(msg) from None
    if hours.lower() in _CLOSED:
        return SpecialDay(on, (), note)
    return SpecialDay(on, _intervals(hours, day, by_appointment=says_appointment(note)), note)


def _intervals(text: str, day: str, *, by_appointment: bool) -> tuple[Interval, ...]:
    spans = [_interval(span.strip(), day, by_appointment) for span in text.split(",")]
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


def _interval(span: str, day: str, by_appointment: bool) -> Interval:
    match = _SPAN.fullmatch(span)
    try:
        if match is None:
            raise ValueError
        opens, closes = parse_clock(match[1]), parse_clock(match[2].replace("24:00", "00:00"))
        if opens == closes != MIDNIGHT:
            raise ValueError
    except ValueError:
        msg = f'"{span[:_SHOWN]}" on {day} is not a stretch of time; {_EXAMPLE}'
        raise ValueError(msg) from None
    return Interval(opens, closes, by_appointment)
