"""The place that a row of locations.csv means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.site.tables.position import NEAR_KM, check_position
from locator.site.tables.row import quoted
from locator.site.tables.towns.counties import bare_county, counties_of, one_of
from locator.site.tables.towns.known_towns import known_towns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place
    from locator.model.point import Point
    from locator.model.region import Region
    from locator.site.tables.row import Row
    from locator.site.tables.towns.unknown_towns import UnknownTowns


@dataclass(frozen=True, slots=True)
class TownFinder:
    """Finds the gazetteer's entries for the rows of one table."""

    gazetteer: Gazetteer
    unknown: UnknownTowns

    def find(self, row: Row, name: str, region: Region, point: Point | None) -> Place | None:
        """The gazetteer's entry: the nearest to the town's point, or the only one it can be."""
        places = known_towns(self.gazetteer, name, region)
        if point is None:
            return self._only_one(row, name, region, places)
        check_position(row, point, places, region=region.code, gazetteer=self.gazetteer)
        near = [place for place in places if distance_km(point, place.point) <= NEAR_KM]
        return min(near, key=lambda place: distance_km(point, place.point), default=None)

    def _only_one(self, row: Row, name: str, region: Region, places: Sequence[Place]) -> Place | None:
        county = bare_county(row.text("county"))
        chosen = [place for place in places if not county or bare_county(place.county) == county]
        if len(chosen) == 1:
            return chosen[0]
        if not places:
            message = f"{quoted(name)} is not a known town of {region.name}"
            row.report("town", message, self.unknown.cure(name, region))
        elif not chosen:
            message = f"no {name} in {quoted(row['county'])} is known"
            row.report("county", message, f"write {counties_of(places)}, or add lat and lon")
        else:
            _report_ambiguous(row, name, region, chosen)
        return None


def _report_ambiguous(row: Row, name: str, region: Region, places: Sequence[Place]) -> None:
    names = list(dict.fromkeys(place.name for place in places))
    message = f"{region.name} has {len(places)} places of the name {name}"
    counties = {bare_county(place.county) for place in places}
    if len(names) > 1:
        cure = f"write {one_of(names)}"
    elif len(counties) == len(places):
        cure = f"add a county column value: {counties_of(places)}"
    else:
        cure = "add lat and lon"
    row.report("town", message, cure)
