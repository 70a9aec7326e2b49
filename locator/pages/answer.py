"""The answer to "which clinics are nearest?" as plain data: /api/v1/nearest and `locator nearest --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.model.openness import openness
from locator.pages import urls
from locator.site.completion import place_label

if TYPE_CHECKING:
    from datetime import datetime

    from locator.model.place import Place
    from locator.site.answer import Answer
    from locator.site.snapshot import NearClinic, Site

Data = dict[str, Any]


def nearest_data(
    site: Site,
    answer: Answer,
    *,
    now: datetime,
    limit: int,
    treatment: str = "",
    max_distance_km: float | None = None,
) -> Data:
    """The clinics nearest to the place that `answer` found, or the places it may be; `now` is aware.

    A treatment that the question names counts unless `treatment` says another.
    """
    treatment = treatment or answer.treatment
    query: Data = {"limit": limit}
    if answer.text:
        query["q"] = answer.text
    elif answer.origin:
        query |= {"lat": answer.origin.point.lat, "lon": answer.origin.point.lon}
    if treatment:
        query["treatment"] = treatment
    if max_distance_km is not None:
        query["max_distance_km"] = max_distance_km
    understood = {
        "how": answer.how.value,
        "is_address": answer.is_address,
        "treatment": answer.treatment or None,
        **({"asked": list(answer.asked)} if answer.asked else {}),
        **({"attribution": answer.credit.name} if answer.credit else {}),
    }
    candidates = [place_data(place) for place in answer.candidates]
    # A program that sent coordinates needs no word on how they were understood.
    meaning = {"understood": understood} if answer.text else {}
    if answer.origin is None:
        return {
            "query": query,
            **meaning,
            "origin": None,
            "clinics": [],
            "candidates": candidates,
            "suggestions": list(answer.suggestions),
        }
    origin = answer.origin.point
    found = site.nearest_clinics(origin, limit, treatment=treatment, within_km=max_distance_km)
    return {
        "query": query,
        **meaning,
        "origin": {"name": answer.origin.label, "lat": origin.lat, "lon": origin.lon},
        "clinics": [clinic_data(site, near, now) for near in found],
        **({"candidates": candidates} if candidates else {}),
    }


def place_data(place: Place) -> Data:
    """A place to choose."""
    return {
        "name": place.name,
        "region": place.region,
        "county": place.county,
        "kind": place.kind.value,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "population": place.population,
    }


def completion_data(site: Site, places: list[Place]) -> Data:
    """Places that somebody may be typing; `label` is what the finder takes for that very place."""
    return {"places": [place_data(place) | {"label": place_label(site, place)} for place in places]}


def clinic_data(site: Site, near: NearClinic, now: datetime) -> Data:
    """A clinic with its distance and whether it is open at `now`; unknown is null."""
    clinic = near.clinic
    address = clinic.address
    is_open, opens_at, closes_at, by_appointment, caution = openness(clinic, now)
    return {
        "id": clinic.id,
        "name": clinic.name,
        "lat": clinic.point.lat,
        "lon": clinic.point.lon,
        "distance_km": near.distance_km,
        "bearing": round(near.bearing, 1),
        "address": {
            "street": address.street,
            "locality": address.locality,
            "region": address.region,
            "postcode": address.postcode,
            "country": address.country,
        },
        "phone": clinic.phone.e164 if clinic.phone else None,
        "url": urls.absolute(site.config.base_url, urls.clinic(clinic.id)),
        "booking_url": clinic.booking_url or None,
        "treatments": list(clinic.treatments),
        "accepting_new_patients": clinic.accepting_new_patients,
        "timezone": clinic.timezone,
        "open_now": is_open,
        "opens_at": opens_at.isoformat() if opens_at else None,
        "closes_at": closes_at.isoformat() if closes_at else None,
        "by_appointment": by_appointment,
        "holiday_caution": caution or None,
    }
