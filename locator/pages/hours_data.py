"""Opening hours as data: for the browser's static/open-now.js, and for search engines."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from locator.pages.schedule import DAYS, SPECIAL_DAYS_SHOWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from locator.model.hours import Hours
    from locator.model.interval import Interval

# How far ahead a page knows that a season or a holiday changes the hours; clinics are verified as
# often (E1.5).
DAYS_COMPARED = 90

_MINUTES_A_DAY = 24 * 60

Specification = dict[str, str | list[str]]


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


def opening_specification(hours: Hours, day: date) -> list[Specification]:
    """Gives one schema.org OpeningHoursSpecification for each regular interval (rule A15).

    Hours by appointment are left out: schema.org has no word for them, and they open no door.
    """
    days_by_interval: dict[Interval, list[str]] = {}
    for name, intervals in zip(DAYS, hours.week(day), strict=True):
        for interval in intervals:
            if not interval.by_appointment:
                days_by_interval.setdefault(interval, []).append(name)
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, **_schema_times(interval)}
        for interval, names in days_by_interval.items()
    ]


def special_specification(hours: Hours, from_day: date) -> list[Specification]:
    """Gives the special days that special_rows shows; closed is 00:00 to 00:00 (rules A15, A16)."""
    closed: Specification = {"opens": "00:00", "closes": "00:00"}
    specifications: list[Specification] = []
    for special in hours.special_days(from_day, from_day + timedelta(days=SPECIAL_DAYS_SHOWN)):
        valid: Specification = {
            "@type": "OpeningHoursSpecification",
            "validFrom": str(special.day),
            "validThrough": str(special.day),
        }
        walk_in = [interval for interval in special.intervals if not interval.by_appointment]
        times = [_schema_times(interval) for interval in walk_in] or [closed]
        specifications += [{**valid, **opens_and_closes} for opens_and_closes in times]
    return specifications


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


def _schema_times(interval: Interval) -> Specification:
    closes = "23:59" if interval.is_all_day else f"{interval.closes:%H:%M}"
    return {"opens": f"{interval.opens:%H:%M}", "closes": closes}
