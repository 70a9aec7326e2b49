"""Opening hours as data for the browser's static/open-now.js."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.pages.schedule import DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from locator.model.hours import Hours
    from locator.model.interval import Interval

# How far ahead a page knows that a season or a holiday changes the hours; clinics are verified as
# often (E1.5).
DAYS_COMPARED = 90

_MINUTES_A_DAY = 24 * 60


@lru_cache(maxsize=4096)  # each clinic stands on the pages of many towns
def machine_week(hours: Hours, day: date, zone: str) -> str:
    """Writes the JSON that static/open-now.js reads; `zone` is the clinic's IANA zone.

    `week` is Monday to Sunday, each a list of [opens, closes] in minutes after that day's midnight,
    past 1440 on the next day, with a 1 behind them if by appointment; `dates` has the days that
    differ from it, from yesterday on, and `cautions` the holidays that may. The browser reads the
    face of the clinic's clock, so it may differ from `Hours.status` in the hour that a change of
    clocks skips or repeats.
    """
    monday = day - timedelta(days=day.weekday())
    week = [hours.usual(monday + timedelta(days=number)) for number in range(len(DAYS))]
    yesterday, last = day - timedelta(days=1), day + timedelta(days=DAYS_COMPARED)
    days = {other: hours.on(other) for other in _days_to_compare(hours, yesterday, last)}
    data = {
        "cautions": {str(other): name for other, name in hours.cautions(yesterday, last).items()},
        "dates": {str(other): _minutes(on) for other, on in days.items() if on != week[other.weekday()]},
        "week": [_minutes(today) for today in week],
        "zone": zone,
    }
    return json.dumps(data, separators=(",", ":"), sort_keys=True)


def _days_to_compare(hours: Hours, first: date, last: date) -> list[date]:
    days = {first + timedelta(days=ahead) for ahead in range((last - first).days + 1)}
    return sorted(days | {special.day for special in hours.special if special.day >= first})


def _minutes(intervals: Sequence[Interval]) -> list[tuple[int, ...]]:
    return [
        (_minute(i.opens), _minute(i.closes) + _MINUTES_A_DAY * i.is_overnight, *[1] * i.by_appointment)
        for i in intervals
    ]


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
