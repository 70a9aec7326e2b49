"""The clinics seen from a town, which all facts and its landing page are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.site.snapshot import NearClinic, Site

IN_TOWN_KM = 25.0  # two towns of one name in one state lie further apart
MANY = 100  # clinics within a radius; nobody reads on after so many


@dataclass(frozen=True, slots=True)
class Outlook:
    """A town's clinics for one treatment: those `within` its radius, and those `shown` on its page.

    Both are nearest first. `shown` is not empty as long as any clinic offers the treatment.
    """

    site: Site
    treatment: Treatment
    town: Town
    within: tuple[NearClinic, ...]
    shown: tuple[NearClinic, ...]


def look_around(site: Site, treatment: Treatment, town: Town) -> Outlook:
    """Measures from the town's center: shows the nearest within the radius, else the nearest of all.

    A clinic in town is shown even if nearer ones elsewhere would fill the list (rule E4).
    """
    count, slug = site.config.nearest_count, treatment.slug
    within = site.nearest_clinics(town.point, MANY, treatment=slug, within_km=town.radius_km)
    shown, further = within[:count], within[count:]
    if not any(is_in_town(near.clinic, town) for near in shown):
        shown += [near for near in further if is_in_town(near.clinic, town)][:1]
    shown = shown or site.nearest_clinics(town.point, 1, treatment=slug)
    return Outlook(site, treatment, town, tuple(within), tuple(shown))


def is_in_town(clinic: Clinic, town: Town) -> bool:
    """Tells whether the clinic's address names the town (rule E4)."""
    names = {fold_name(name) for name in (town.name, *town.aliases)}
    return (
        clinic.address.region == town.region.code
        and fold_name(clinic.address.locality) in names
        and distance_km(clinic.point, town.point) <= IN_TOWN_KM
    )


def oldest_check(clinics: Iterable[Clinic]) -> date | None:
    """The oldest day on which the clinics were verified; None if one never was (rule E8)."""
    days = [clinic.verified_on for clinic in clinics]
    known = [day for day in days if day]
    return min(known) if known and len(known) == len(days) else None
