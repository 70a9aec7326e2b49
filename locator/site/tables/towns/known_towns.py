"""What the gazetteer knows of a town by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name

if TYPE_CHECKING:
    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place
    from locator.model.point import Point
    from locator.model.region import Region

SAME_KM = 10.0  # two entries of one name that are closer are one settlement
POSTCODE_KM = 40.0  # a ZIP code further away than this is not the town's


def known_towns(gazetteer: Gazetteer, name: str, region: Region) -> list[Place]:
    """The places that a row of this name may mean: those so called, else those also called so, each once."""
    found = gazetteer.towns(name, region.code)
    exact = [place for place in found if fold_name(place.name) == fold_name(name)]
    places: list[Place] = []
    for place in exact or found:
        if all(distance_km(place.point, other.point) > SAME_KM for other in places):
            places.append(place)
    return places


def postcodes_of(gazetteer: Gazetteer, name: str, region: Region, point: Point) -> tuple[str, ...]:
    """The ZIP codes of a town of this name at `point`."""
    zips = gazetteer.zips_of(name, region.code)
    return tuple(zip_.name for zip_ in zips if distance_km(point, zip_.point) <= POSTCODE_KM)
