"""Towns, clinics, people and redirects -> the cells of their rows, in the form in which tables are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.model.special_hours import render_special_hours
from locator.model.units import KM_PER_MILE
from locator.site.tables.row import SEPARATOR

if TYPE_CHECKING:
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.model.practitioner import Practitioner
    from locator.model.redirect import Redirect
    from locator.model.town import Town

_FLAGS = {True: "yes", False: "no", None: ""}


def clinic_cells(clinic: Clinic) -> dict[str, str]:
    """A clinic's row by column, blank cells too; read again, it is the same clinic."""
    return {
        "id": clinic.id,
        "name": clinic.name,
        **clinic.address.parts,
        "lat": degrees(clinic.point.lat),
        "lon": degrees(clinic.point.lon),
        "phone": _phone(clinic),
        "website": clinic.website,
        "booking_url": clinic.booking_url,
        "hours": clinic.hours.text if clinic.hours else "",
        "special_hours": render_special_hours(clinic.hours.special) if clinic.hours else "",
        "treatments": SEPARATOR.join(clinic.treatments),
        "insurance": SEPARATOR.join(clinic.insurance),
        "languages": SEPARATOR.join(clinic.languages),
        "accessibility": SEPARATOR.join(clinic.accessibility),
        "parking": clinic.parking,
        "transit": clinic.transit,
        "accepting_new_patients": _FLAGS[clinic.accepting_new_patients],
        "status": "" if clinic.status is ClinicStatus.OPEN else clinic.status.value,
        "replaced_by": clinic.replaced_by or "",
        "verified_on": _day(clinic.verified_on),
    }


def town_cells(town: Town) -> dict[str, str]:
    """A town's row by column, with what the gazetteer has filled in."""
    return {
        "town": town.name,
        "region": town.region.code,
        "county": town.county,
        "slug": town.slug,
        "lat": degrees(town.point.lat),
        "lon": degrees(town.point.lon),
        "treatments": SEPARATOR.join(town.treatments),
        "aliases": SEPARATOR.join(town.aliases),
        "radius": f"{town.radius_km / KM_PER_MILE:.4g} miles",
        "approved_by": town.approved_by,
        "approved_on": _day(town.approved_on),
        "updated": _day(town.updated),
    }


def practitioner_cells(person: Practitioner) -> dict[str, str]:
    """A person's row by column."""
    return {
        "name": person.name,
        "title": person.title,
        "licence": person.licence,
        "clinic": person.clinic,
        "languages": SEPARATOR.join(person.languages),
        "days": person.days,
        "verified_on": _day(person.verified_on),
    }


def redirect_cells(redirect: Redirect) -> dict[str, str]:
    """A redirect's row by column."""
    return {"from": redirect.source, "to": redirect.target, "status": str(redirect.status)}


def degrees(value: float) -> str:
    """A coordinate in plain decimals, as few as say it exactly."""
    return f"{value:.15f}".rstrip("0").rstrip(".") if "e" in repr(value) else repr(value)


def _phone(clinic: Clinic) -> str:
    if clinic.phone is None:
        return ""
    return f"{clinic.phone.e164} ext. {clinic.phone.extension}".removesuffix(" ext. ")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
