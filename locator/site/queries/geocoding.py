"""An answer made better by a geocoder: where a street address is, or a place that no table knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.model.place import Place, PlaceKind
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import ONE_AREA_KM
from locator.site.queries.query import parse_query

if TYPE_CHECKING:
    from locator.geo.services.address_finder import AddressFinder
    from locator.geo.services.hit import Hit
    from locator.model.point import Point
    from locator.site.queries.query import Query
    from locator.site.snapshot import Site

NAMED_KM = 80.0  # farther than this from the ZIP or town that was named, a result is another place
TOWN_KM = 80.0  # farther than this from every settlement, a result is nowhere

# What people paste into a field that is not for it; no part of any address looks like these.
_PRIVATE = re.compile(r"@|https?:|(?<!\d)(?:\d[\s().-]*){10,}(?!\d)|\d{3}-\d{2}-\d{4}")
_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A point that a service gave, and the settlement nearest to it."""

    point: Point
    town: Place


def can_refine(answer: Answer) -> bool:
    """Whether a geocoder could better the answer: it leaves a street out of account, or knows no place."""
    if _PRIVATE.search(answer.text) or not _WORD.search(answer.text):
        return False
    if answer.origin:
        return answer.is_address
    return answer.how is How.UNKNOWN and not answer.candidates


def refine(site: Site, answer: Answer, finder: AddressFinder) -> Answer:
    """The answer with the address found, or as it was; `finder` may take seconds.

    A result counts only if it lies in the United States, in the state that was named, and not far from
    the ZIP or town that the gazetteer found. Treatments that the visitor named are told to nobody.
    """
    if not can_refine(answer):
        return answer
    query = parse_query(answer.text, site.treatment_phrases)
    if not query.place or query.place.startswith("po box"):
        return answer
    finding = finder.find(query.place)
    spots = [spot for hit in finding.hits if (spot := _spot(site, query, answer, hit))]
    asked = replace(answer, asked=finding.asked)
    if not spots:
        return asked
    middle = _middle(spots)
    if middle:
        origin = _place(middle, _shown(answer, query))
        return replace(
            asked, origin=origin, suggestions=(), how=How.ADDRESS, is_address=False, credit=finding.credit
        )
    if answer.origin:  # its ZIP or town is better than a question
        return asked
    candidates = tuple(_place(spot, f"{_shown(answer, query)}, {spot.town.label}") for spot in _apart(spots))
    return replace(asked, candidates=candidates, suggestions=(), how=How.ADDRESS, credit=finding.credit)


def _spot(site: Site, query: Query, answer: Answer, hit: Hit) -> _Spot | None:
    """The hit, if it can be what the visitor meant."""
    regions = {region.code for region in site.outlines.regions_near(hit.point)}
    named = {named.region for named in query.named if named.region}
    if not regions or (named and regions.isdisjoint(named)):
        return None
    if answer.origin is None and hit.is_partial:
        return None
    if answer.origin and distance_km(answer.origin.point, hit.point) > NAMED_KM:
        return None
    town = site.gazetteer.nearest_town(hit.point)
    if town is None or distance_km(town.point, hit.point) > TOWN_KM:
        return None
    return _Spot(hit.point, town)


def _middle(spots: list[_Spot]) -> _Spot | None:
    """The spot that lies nearest to all others, if all lie in one area."""
    if any(_km(a, b) > ONE_AREA_KM for a in spots for b in spots):
        return None
    return min(spots, key=lambda spot: sum(_km(spot, other) for other in spots))


def _apart(spots: list[_Spot]) -> list[_Spot]:
    """One spot of each area and of each town."""
    kept: list[_Spot] = []
    for spot in spots:
        if all(_km(spot, other) > ONE_AREA_KM and spot.town != other.town for other in kept):
            kept.append(spot)
    return kept


def _km(spot: _Spot, other: _Spot) -> float:
    return distance_km(spot.point, other.point)


def _shown(answer: Answer, query: Query) -> str:
    """What to call the place: as it was typed, unless a treatment stood beside it."""
    return query.place if query.treatment or query.is_here else answer.text


def _place(spot: _Spot, name: str) -> Place:
    town = spot.town
    return Place(name, town.region, town.county, PlaceKind.ADDRESS, spot.point, post_office=town.name)
