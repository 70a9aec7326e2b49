"""The gate that a landing page passes or not: one small function a rule (rule E1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.verdicts.verdict import Reason
from locator.site.words import distance_text

if TYPE_CHECKING:
    from locator.model.town import Town
    from locator.site.snapshot import Site


def has_clinic(site: Site, town: Town, treatment: str) -> Reason:
    """Rule E1.1: an open clinic that offers the treatment lies within the radius."""
    units = site.config.units
    radius = distance_text(town.radius_km, units)
    nearest = site.nearest_clinics(town.point, 1, treatment=treatment)
    if not nearest:
        return Reason("E1.1", False, "no open clinic offers the treatment")
    near = nearest[0]
    away = distance_text(near.distance_km, units)
    ok = near.distance_km <= town.radius_km
    return Reason("E1.1", ok, f"{near.clinic.name} is {away} away; the radius is {radius}")


def is_placed(town: Town) -> Reason:
    """Rule E1.2: coordinates, county and state agree."""
    ok = bool(town.county)
    detail = f"{town.name} lies in {town.county}, {town.region.name}" if ok else "the county is not known"
    return Reason("E1.2", ok, detail)
