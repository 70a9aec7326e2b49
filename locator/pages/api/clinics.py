"""A clinic as data: all that its row says; what nobody knows is null or an empty list."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.pages.api.json_text import members
from locator.pages.keeping import once_a_site
from locator.pages.schedule import DAYS
from locator.site import urls

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from locator.model.clinic import Clinic
    from locator.model.hours import Hours
    from locator.model.interval import Interval
    from locator.pages.api.schemas import Data
    from locator.site.snapshot import Site

YEAR = 365  # days


def clinic_data(site: Site, clinic: Clinic) -> Data:
    """One clinic; its hours are those of the week of `site.today` and of the special days from then on."""
    return {
        "id": clinic.id,
        "name": clinic.name,
        "status": clinic.status.value,
        "url": _url(site, clinic),
        "website": clinic.website or None,
        "booking_url": clinic.booking_url or None,
        "phone": clinic.phone.e164 if clinic.phone else None,
        "phone_extension": (clinic.phone.extension or None) if clinic.phone else None,
        "address": clinic.address.parts,
        "lat": clinic.point.lat,
        "lon": clinic.point.lon,
        "timezone": clinic.timezone,
        "hours": _hours(clinic.hours, site.today) if clinic.hours else None,
        "treatments": list(clinic.treatments),
        "insurance": list(clinic.insurance),
        "languages": list(clinic.languages),
        "accessibility": list(clinic.accessibility),
        "parking": clinic.parking or None,
        "transit": clinic.transit or None,
        "accepting_new_patients": clinic.accepting_new_patients,
        "replaced_by": clinic.replaced_by,
        "verified_on": clinic.verified_on.isoformat() if clinic.verified_on else None,
    }


@once_a_site
def clinic_members(site: Site, id_: str) -> bytes:
    """The same as members of a JSON object, by the clinic's id: they stay for as long as the site does."""
    return members(clinic_data(site, site.clinics_by_id[id_]))


def closed_data(site: Site, clinic: Clinic) -> Data:
    """Where to go instead of a clinic that has closed."""
    replacement = site.clinics_by_id.get(clinic.replaced_by or "")
    nearest = site.nearest_clinics(clinic.point, 1)
    return {
        "replaced_by": _reference(site, replacement) if replacement else None,
        "nearest_open": _reference(site, nearest[0].clinic) if nearest else None,
    }


def _reference(site: Site, clinic: Clinic) -> Data:
    return {"id": clinic.id, "name": clinic.name, "url": _url(site, clinic)}


def _url(site: Site, clinic: Clinic) -> str:
    return urls.absolute(site.config.base_url, site.urls.clinic(clinic.id))


@lru_cache(maxsize=4096)  # a year of holidays takes longer than all the rest of an answer
def _hours(hours: Hours, today: date) -> Data:
    week = zip(DAYS, hours.week(today), strict=True)
    coming = hours.special_days(today, today + timedelta(days=YEAR))
    return {
        "text": hours.text,
        "week": [{"day": day.lower(), "intervals": _intervals(intervals)} for day, intervals in week],
        "special_days": [
            {"date": each.day.isoformat(), "note": each.note, "intervals": _intervals(each.intervals)}
            for each in coming
        ],
    }


def _intervals(intervals: Sequence[Interval]) -> list[Data]:
    return [
        {
            "opens": _clock(each.opens),
            "closes": "24:00" if each.is_all_day else _clock(each.closes),
            "by_appointment": each.by_appointment,
        }
        for each in intervals
    ]


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
