"""Whole states and counties: too large to be near to, so their towns are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.site.queries.answer import MAX_SUGGESTIONS, Answer, How
from locator.site.queries.places import MAX_CANDIDATES, candidates, merged, place_of

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.model.region import Region
    from locator.site.queries.query import Query
    from locator.site.snapshot import Site

TWIN_KM = 1.0  # a town of the site and the gazetteer's row for it


def find_region(site: Site, query: Query, region: Region) -> Answer:
    """Towns of the state's name to choose from ("New York"), and the site's towns in it to suggest."""
    own = sorted((t for t in site.towns if t.region == region), key=lambda town: -town.population)
    towns = own or site.gazetteer.largest_towns(MAX_SUGGESTIONS, region=region.code)
    return Answer(
        query.text,
        candidates=_namesakes(site, query, region),
        suggestions=tuple(town.label for town in towns[:MAX_SUGGESTIONS]),
        how=How.REGION,
        region=region,
    )


def _namesakes(site: Site, query: Query, region: Region) -> tuple[Place, ...]:
    """Towns that the text may name ("Virginia", MN); no state's code is a town's name."""
    if fold_name(query.text) != fold_name(region.name):
        return ()
    return candidates(site, merged(site.gazetteer.towns(region.name)))


def find_county(site: Site, query: Query) -> Answer | None:
    """The towns of a county to choose from: the site's own, then the largest."""
    for county in query.counties:
        if towns := _towns_of(site, county.name, county.region):
            return Answer(query.text, candidates=candidates(site, towns), how=How.COUNTY)
    return None


def _towns_of(site: Site, county: str, region: str) -> list[Place]:
    towns = site.towns_by_county.get(fold_name(county), ())
    own = [place_of(town) for town in towns if region in ("", town.region.code)]
    largest = site.gazetteer.largest_towns(MAX_CANDIDATES, region=region, county=county)
    return merged([*own, *largest], TWIN_KM)
