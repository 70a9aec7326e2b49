"""Google's special hours -> ours: "2026-12-24: 8:00 AM-12:00 PM, 2026-12-25: x" (rule F12)."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from locator.exchange.hours.reading import Reading
from locator.model.interval import MIDNIGHT
from locator.model.special_hours import parse_special_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.interval import Interval
    from locator.model.special_hours import SpecialDay

MOST_CLOSED = 6  # days in a row; of more Google says "temporarily closed"
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?::([0-5]\d))?\s*([AaPp])\.?[Mm]\b\.?", re.ASCII)
_ALL_DAY = re.compile(r"\b(?:open )?24 hours\b", re.IGNORECASE)


def read_special_days(text: str) -> Reading:
    """Reads special hours, Google's or ours; raises ValueError, "…; write …".

    Seven closed days in a row are told of, for then the clinic is closed for the time being.
    """
    plain = _ALL_DAY.sub("00:00-24:00", _CLOCK.sub(_on_24_hours, text))
    days = parse_special_hours(plain)
    return Reading(render_special_days(days), tuple(_closed_for_long(days)))


def render_special_days(days: Sequence[SpecialDay]) -> str:
    """Special days as clinics.csv writes them."""
    return "; ".join(
        f"{day.day} {_hours(day.intervals)}" + (f' "{day.note}"' if day.note else "") for day in days
    )


def _hours(intervals: Sequence[Interval]) -> str:
    return ",".join(map(_span, intervals)) or "off"


def _span(interval: Interval) -> str:
    closes = "24:00" if interval.closes == MIDNIGHT else f"{interval.closes:%H:%M}"
    return f"{interval.opens:%H:%M}-{closes}"


def _on_24_hours(clock: re.Match[str]) -> str:
    hour = int(clock[1]) % 12 + (12 if clock[3] in "Pp" else 0)
    return f"{hour:02}:{clock[2] or '00'}"


def _closed_for_long(days: Sequence[SpecialDay]) -> list[str]:
    closed = [day.day for day in days if not day.intervals]
    length = 1
    for earlier, later in pairwise(closed):
        length = length + 1 if later - earlier == timedelta(days=1) else 1
        if length > MOST_CLOSED:
            first = later - timedelta(days=MOST_CLOSED)
            days_in_a_row = f"more than {MOST_CLOSED} closed days in a row from {first}"
            return [f"{days_in_a_row}: Google calls that temporarily closed"]
    return []
