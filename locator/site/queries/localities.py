"""Townships and small places, which come after all that is better known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.model.place import PlaceKind
from locator.site.queries.answer import Answer, How
from locator.site.queries.likeness import other_forms
from locator.site.queries.places import (
    DOMINANT,
    DOMINANT_LIKENESS,
    SAME_PLACE_KM,
    candidates,
    dominant,
    is_county,
    merged,
    one_area,
)

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.queries.query import Query
    from locator.site.queries.readings import Named
    from locator.site.snapshot import Site


def find_locality(site: Site, query: Query) -> Answer | None:
    """The township or small place of the name, if no larger town may be meant by it, else a choice.

    Nobody publishes with their names how many people live in them, so those who live around count.
    """
    with_county = (named for named in query.named if named.county)
    for named in (*with_county, *query.plain):
        if places := _places(site, named):
            counted = {replace(place, population=_people_around(site, place)): place for place in places}
            times = DOMINANT_LIKENESS if named.region else DOMINANT
            if one := one_area(list(counted)) or dominant(site, list(counted), times):
                how = How.NAME if one.kind is PlaceKind.LOCALITY else How.SPELLING
                return Answer(query.text, counted[one], how=how, is_address=named.is_address)
            choice = tuple(counted[place] for place in candidates(site, counted))
            return Answer(query.text, candidates=choice, how=How.NAME)
    return None


def _places(site: Site, named: Named) -> list[Place]:
    """Localities of the name, and towns that it may be short for: Overland Park beside Overland Township."""
    localities = site.gazetteer.localities(named.name, named.region)
    if named.county:
        localities = tuple(place for place in localities if is_county(place.county, named.county))
    if not localities:
        return []
    return merged([*localities, *([] if named.county else other_forms(site, named))])


def _people_around(site: Site, place: Place) -> int:
    return sum(town.population for town in site.gazetteer.towns_within(place.point, SAME_PLACE_KM))
