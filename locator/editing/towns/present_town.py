"""Which town of the site a place of the gazetteer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.site.queries.places import ONE_AREA_KM

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.site.snapshot import Site

ONE_SPOT_KM = 0.05  # two entries of one settlement, whatever they are called


def present_town(site: Site, place: Place) -> Town | None:
    """The town of the site that the place is, by any of its names or by its spot; None if it is none."""
    namesakes = site.towns_by_name.get(fold_name(place.name), ())
    same = [(distance_km(town.point, place.point), town.key) for town in namesakes if _is_state(town, place)]
    near = [each for each in same if each[0] <= ONE_AREA_KM]
    if near:
        return site.towns_by_key[min(near)[1]]
    treatment = site.config.main_treatment
    found = site.nearest_towns(place.point, 1, treatment=treatment, within_km=ONE_SPOT_KM)
    return found[0].town if found else None


def _is_state(town: Town, place: Place) -> bool:
    return town.region.code == place.region
