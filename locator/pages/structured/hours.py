"""Opening hours as schema.org knows them: one specification an interval (rules A15 and A16)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from locator.pages.schedule import SPECIAL_DAYS_SHOWN

if TYPE_CHECKING:
    from datetime import date

    from locator.model.hours import Hours
    from locator.model.interval import Interval
    from locator.pages.structured.graph import Data

# Names of schema.org, in whichever language the page is.
DAYS = tuple(
    f"https://schema.org/{day}"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)
_CLOSED = {"opens": "00:00", "closes": "00:00"}


def hours_data(hours: Hours, day: date) -> Data:
    """The regular hours in the week of `day` and the special days from then on, without what is empty."""
    data = {
        "openingHoursSpecification": opening_specification(hours, day),
        "specialOpeningHoursSpecification": special_specification(hours, day),
    }
    return {name: value for name, value in data.items() if value}


def opening_specification(hours: Hours, day: date) -> list[Data]:
    """Gives one OpeningHoursSpecification for each regular interval (rule A15).

    Hours by appointment are left out: schema.org has no word for them, and they open no door.
    """
    days_by_interval: dict[Interval, list[str]] = {}
    for name, intervals in zip(DAYS, hours.week(day), strict=True):
        for interval in intervals:
            if not interval.by_appointment:
                days_by_interval.setdefault(interval, []).append(name)
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, **_times(interval)}
        for interval, names in days_by_interval.items()
    ]


def special_specification(hours: Hours, from_day: date) -> list[Data]:
    """Gives the special days that special_rows shows; closed is 00:00 to 00:00 (rules A15, A16)."""
    specifications: list[Data] = []
    for special in hours.special_days(from_day, from_day + timedelta(days=SPECIAL_DAYS_SHOWN)):
        valid = {
            "@type": "OpeningHoursSpecification",
            "validFrom": str(special.day),
            "validThrough": str(special.day),
        }
        walk_in = [interval for interval in special.intervals if not interval.by_appointment]
        specifications += [valid | times for times in map(_times, walk_in)] or [valid | _CLOSED]
    return specifications


def _times(interval: Interval) -> Data:
    closes = "23:59" if interval.is_all_day else f"{interval.closes:%H:%M}"
    return {"opens": f"{interval.opens:%H:%M}", "closes": closes}
