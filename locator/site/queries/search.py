"""What a visitor typed -> the place meant, several that it may be, or none and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.place import Place
from locator.model.point import parse_point
from locator.site.queries.answer import Answer, How
from locator.site.queries.areas import find_county, find_region
from locator.site.queries.emergencies import is_emergency
from locator.site.queries.likeness import likely
from locator.site.queries.localities import find_locality
from locator.site.queries.named_clinics import find_clinic, find_clinic_by_words
from locator.site.queries.parts import find_part
from locator.site.queries.places import (
    DOMINANT,
    DOMINANT_LIKENESS,
    MAX_CANDIDATES,
    candidates,
    dominant,
    is_own,
    is_served,
    look_up,
    merged,
    one_area,
    place_at,
    ranked,
)
from locator.site.queries.postcodes import is_number
from locator.site.queries.query import COUNTY_WORDS, MAX_LENGTH, Query, parse_query
from locator.site.queries.readings import Named
from locator.site.queries.suggestions import served_and_similar, suggestions
from locator.site.queries.words import COMMA, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from locator.site.snapshot import Site

POSTCODE_KM = 80.0  # farther than this, a ZIP is not the named town's
SERVED_COUNTRY = "US"  # the gazetteer's


def find_place(site: Site, text: str) -> Answer:
    """Understands ZIPs, towns, counties, states, addresses, coordinates and phrases around them.

    Never takes the first of several: they come back as candidates, the site's own towns first, then by
    population and nearness to the clinics. A town of the site goes before its namesakes in other states,
    not before those in its own.
    """
    text = clean(text)
    if not is_number(text) and (answer := _by_coordinates(text)):
        return answer
    if len(text) > MAX_LENGTH:
        return Answer(text)
    if is_emergency(text):
        return Answer(text, how=How.EMERGENCY)
    query = parse_query(text, site.treatment_phrases)
    answers = (step(site, query) for step in _STEPS)
    found = next((answer for answer in answers if answer), None) or _not_found(site, query)
    return replace(found, treatment=query.treatment)


def _by_coordinates(text: str) -> Answer | None:
    try:
        point = parse_point(text)
    except ValueError:
        return Answer(text, how=How.OFF_GLOBE)
    if point is None:
        return None
    return Answer(text, place_at(point), how=How.COORDINATES)


def _by_postcode(site: Site, query: Query) -> Answer | None:
    """The ZIP's place; a choice if the town or state named with it is another; None to go on by name."""
    place = site.gazetteer.zip(query.postcode)
    if place is None:
        return Answer(query.text, how=How.NO_POSTCODE) if query.is_number else None
    if query.is_repaired:
        return Answer(query.text, suggestions=(place.label,), how=How.NO_POSTCODE)
    named = next((found for each in query.named if each.region and (found := look_up(site, each))), [])
    regions = {each.region for each in query.named if each.region}
    is_elsewhere = named and all(_is_far(place, other) for other in named)
    if is_elsewhere or (regions and place.region not in regions):
        return _choice(site, query, [place, *named], How.POSTCODE)
    return Answer(query.text, place, how=How.POSTCODE, is_address=query.is_address)


def _is_far(zip_: Place, named: Place) -> bool:
    """Whether the ZIP cannot be the place's; post offices of Alaska reach farther than all others."""
    return named.name != zip_.post_office and distance_km(zip_.point, named.point) > POSTCODE_KM


def _by_state_alone(site: Site, query: Query) -> Answer | None:
    return find_region(site, query, query.region) if query.region and query.is_region else None


def _by_state_in_phrase(site: Site, query: Query) -> Answer | None:
    return find_region(site, query, query.region) if query.region else None


def _by_name_and_county(site: Site, query: Query) -> Answer | None:
    """ "Center, Shelby County, TX" is a town before it is a center of the county."""
    for named in query.named:
        if named.county and (places := look_up(site, named)):
            return _one_or_choice(site, query, named, places)
    return None


def _by_name(site: Site, query: Query) -> Answer | None:
    """The first way to read a name that anything bears."""
    for named in query.named:
        if places := look_up(site, named):
            return _one_or_choice(site, query, named, places)
    return None


def _one_or_choice(site: Site, query: Query, named: Named, places: list[Place]) -> Answer:
    """One place if nobody means another; a town of the site goes before its namesakes in other states."""
    regions = {place.region for place in places if is_own(site, place)}
    meant = [place for place in places if not regions or place.region in regions]
    one = meant[0] if len(meant) == 1 else None if named.region or regions else dominant(site, meant)
    if one is None:
        return _choice(site, query, meant, How.NAME)
    others = [place for place in ranked(site, places) if place != one]
    if not (named.region or is_served(site, one)):  # "Sandford" is in Kansas, but Sanford has a clinic
        others = [*served_and_similar(site, named), *others]
    return Answer(query.text, one, tuple(others[:MAX_CANDIDATES]), how=How.NAME, is_address=named.is_address)


def _choice(site: Site, query: Query, places: Iterable[Place], how: How) -> Answer:
    return Answer(query.text, candidates=candidates(site, places), how=how)


def _abroad_after_comma(site: Site, query: Query) -> Answer | None:
    """ "London, Ontario" is certain; "Cuba" may be the one in Missouri."""
    return _abroad(site, query) if COMMA in query.text else None


def _abroad(site: Site, query: Query) -> Answer | None:
    is_abroad = query.is_abroad and site.config.country == SERVED_COUNTRY
    return Answer(query.text, how=How.ABROAD) if is_abroad else None


def _by_own_county(site: Site, query: Query) -> Answer | None:
    """ "Volusia" alone, if the site has a town there."""
    for named in query.plain:
        if f"{fold_name(named.name)}county" in site.towns_by_county:
            county = replace(named, name=f"{named.name} county")
            return find_county(site, replace(query, counties=(county,)))
    return None


def _by_likeness(site: Site, query: Query) -> Answer | None:
    """A name cut short or misspelled: one place if no other is as likely, else a choice."""
    for named in query.plain:
        for places in filter(None, likely(site, named)):
            times = DOMINANT_LIKENESS if named.region else DOMINANT
            if one := one_area(places) or dominant(site, places, times):
                return Answer(query.text, one, how=How.SPELLING, is_address=named.is_address)
            return _choice(site, query, merged(places), How.SPELLING)
    return None


def _by_county_name(site: Site, query: Query) -> Answer | None:
    """ "Choctaw, MS", which is no town there."""
    for named in query.plain:
        counties = tuple(replace(named, name=f"{named.name} {word}") for word in COUNTY_WORDS)
        if answer := find_county(site, replace(query, counties=counties)):
            return answer
    return None


def _elsewhere(site: Site, query: Query) -> Answer | None:
    """Places of the name in other states than the one that was named."""
    for named in query.named:
        if named.region and (places := look_up(site, replace(named, region=""))):
            return _choice(site, query, places, How.ELSEWHERE)
    return None


_STEPS: tuple[Callable[[Site, Query], Answer | None], ...] = (
    _by_postcode,
    _by_state_alone,
    _by_name_and_county,
    find_county,
    _abroad_after_comma,
    find_clinic,
    _by_name,
    find_clinic_by_words,
    _by_state_in_phrase,
    _abroad,
    _by_own_county,
    find_part,
    find_locality,
    _by_likeness,
    _by_county_name,
    _elsewhere,
)


def _not_found(site: Site, query: Query) -> Answer:
    return Answer(query.text, suggestions=suggestions(site, query), how=_why(query))


def _why(query: Query) -> How:
    if query.postcode or query.is_number:
        return How.NO_POSTCODE
    if query.is_placeless and query.is_here:
        return How.HERE
    return How.NO_PLACE if query.is_placeless and query.treatment else How.UNKNOWN
