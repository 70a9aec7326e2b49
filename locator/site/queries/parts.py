"""Places named with the county or the town that they lie in: "Hyde Park, Tampa", "Midway Seminole"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import ONE_AREA_KM, candidates, is_county, look_up, one_area
from locator.site.queries.readings import Named, split_region
from locator.site.queries.vocabulary import NICKNAMES
from locator.site.queries.words import MAX_WORDS, split_words

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.queries.query import Query
    from locator.site.snapshot import Site


def find_part(site: Site, query: Query) -> Answer | None:
    """The place of the first words that lies in the county, or near the town, of the last ones."""
    for named in query.plain:
        words = named.name.split()[:MAX_WORDS]
        for i in range(len(words) - 1, 0, -1):
            part = Named(" ".join(words[:i]), named.region)
            if places := _places_in(site, part, _area(" ".join(words[i:]), named.region)):
                return _answer(site, query, places)
    return None


def _area(name: str, region: str) -> Named:
    """The county or town, also by a short name: "Harlem NYC"."""
    full_name, code = split_region(split_words(NICKNAMES.get(name, "")))
    return Named(" ".join(full_name), code) if full_name and region in ("", code) else Named(name, region)


def _places_in(site: Site, part: Named, area: Named) -> list[Place]:
    places = look_up(site, part) or site.gazetteer.localities(part.name, part.region)
    if not places:
        return []
    towns = look_up(site, area)
    return [place for place in places if is_county(place.county, area.name) or _is_near(place, towns)]


def _is_near(place: Place, towns: list[Place]) -> bool:
    return any(0 < distance_km(place.point, town.point) <= ONE_AREA_KM for town in towns)


def _answer(site: Site, query: Query, places: list[Place]) -> Answer:
    if one := one_area(places):
        return Answer(query.text, one, how=How.NAME)
    return Answer(query.text, candidates=candidates(site, places), how=How.NAME)
