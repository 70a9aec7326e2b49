"""From a point, the clinics that match: within a radius, or the nearest one beyond it, with counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.site.filters import Facet, Filters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.clinic import Clinic
    from locator.model.point import Point
    from locator.site.snapshot import NearClinic, Site

Counts = dict[Facet, Counter[str]]


@dataclass(frozen=True, slots=True)
class Finding:
    """`within` is all that match in the radius, nearest first; `beyond`, if none does, the nearest that does.

    `total` counts those in the radius that match or not. `counts` says how many clinics in the radius
    each choice would leave, the choices made in other facets standing.
    """

    within: tuple[NearClinic, ...]
    beyond: NearClinic | None
    total: int
    counts: Mapping[Facet, Counter[str]]


def find_clinics(site: Site, origin: Point, filters: Filters, radius_km: float) -> Finding:
    """Finds the clinics that see patients and match, by geodesic distance, ties by id."""
    everyone = len(site.clinics)
    near = site.nearest_clinics(origin, everyone, within_km=radius_km)
    within = tuple(each for each in near if filters.admits(each.clinic))
    beyond = [] if within else site.nearest_clinics(origin, 1, filters=filters)
    counts = _counts([each.clinic for each in near], filters)
    return Finding(within, beyond[0] if beyond else None, len(near), counts)


def count_within(site: Site, origin: Point, filters: Filters, radius_km: float) -> int:
    """How many clinics match within a radius in km."""
    everyone = len(site.clinics)
    return len(site.nearest_clinics(origin, everyone, within_km=radius_km, filters=filters))


def _counts(clinics: list[Clinic], filters: Filters) -> Counts:
    counts: Counts = {facet: Counter() for facet in Facet}
    for clinic in clinics:
        unmet = {facet for facet in filters.wanted if not filters.meets(clinic, facet)}
        for facet in Facet:
            if unmet <= {facet}:  # the clinic meets every other
                counts[facet].update(filters.choices(clinic, facet))
    return counts
