"""The beginning of a place's name or ZIP -> the places that somebody is likely to be typing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.place import PlaceKind
from locator.site.queries.places import ONE_AREA_KM, SAME_PLACE_KM, is_own, look_up
from locator.site.queries.postcodes import find_postcode
from locator.site.queries.query import MAX_LENGTH
from locator.site.queries.readings import Named
from locator.site.queries.words import clean
from locator.site.typeahead.beginnings import parse_beginnings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from locator.model.place import Place
    from locator.site.snapshot import Site
    from locator.site.typeahead.beginnings import Beginning
    from locator.site.typeahead.names import Names
    from locator.site.typeahead.weighed_names import Keyed

    Search = Callable[[Beginning, int], Iterable[Keyed]]

SPARE = 3  # candidates for each place wanted: some are one place twice

# Five digits and what follows them, or the first three or four: those name a region of the post office.
_POSTCODE = re.compile(r"(\d{3,4}|(\d{5})(?:-?\d{0,4})(?:\s+(.*))?)", re.ASCII)


def complete(site: Site, text: str, limit: int, *, own: Names | None = None) -> list[Place]:
    """At most `limit` places whose name, short name or ZIP begins with `text`, the likeliest first.

    The site's own towns stand before the gazetteer's; a state or county may follow the name. Names with
    one mistake come last, those of places elsewhere only if none begins as typed. One letter is completed
    to towns of the site only, digits from the third on, an address to nothing. Asks no geocoder.
    `own` tells the site's own towns if the site itself is not to be asked for them.
    """
    text = clean(text)
    if len(text) > MAX_LENGTH:
        return []
    if text[:1].isdigit():
        return _zips(site, text)[:limit]
    readings = parse_beginnings(text)
    matching = _matching(site, own or site.own_names, readings, letters=len(text), count=SPARE * limit)
    found = _distinct(site, matching, limit)
    if found or len(text) == 1:
        return found
    return _distinct(site, _less_alike(site, readings, SPARE * limit), limit)


def _zips(site: Site, text: str) -> list[Place]:
    """ZIPs that begin so, those near a clinic first."""
    match = _POSTCODE.fullmatch(text)
    if not match:
        return []
    beginning, code, rest = match.groups()
    if not code:
        return site.near_zips.beginning(beginning)
    town = fold_name(rest or "")
    zips = site.gazetteer.zips_beginning(code)
    return [zip_ for zip_ in zips if fold_name(zip_.label[len(zip_.name) :]).startswith(town)]


def _matching(
    site: Site, own: Names, readings: Iterable[Beginning], *, letters: int, count: int
) -> Iterator[Keyed]:
    """The site's own towns by any name and word of theirs, then places anywhere, then own ones misspelled."""
    yield from _in_turn([own.beginning, own.with_other_name, own.with_word], readings, count)
    if letters > 1:  # only now: reading all names takes as long as a thousand completions
        everywhere = site.place_names
        yield from _in_turn([everywhere.beginning, everywhere.with_word, own.misspelled], readings, count)


def _in_turn(searches: Iterable[Search], readings: Iterable[Beginning], count: int) -> Iterator[Keyed]:
    for search in searches:
        for reading in readings:
            yield from search(reading, count)


def _less_alike(site: Site, readings: Iterable[Beginning], count: int) -> Iterator[Keyed]:
    """Places anywhere by another name, if it is complete: few people know those; then misspelled ones."""
    for reading in readings:
        yield from site.place_names.with_other_name(reading._replace(is_whole=True), count)
    for reading in readings:
        yield from site.place_names.misspelled(reading, count)


def _distinct(site: Site, places: Iterable[Keyed], limit: int) -> list[Place]:
    """The first places, each once: a settlement and the post office of its name are one."""
    kept: list[Place] = []
    namesakes: dict[tuple[str, str], list[Place]] = {}
    for key, place in places:
        same = namesakes.setdefault((key, place.region), [])
        if same and any(_is_twin(site, place, other) for other in same):
            continue
        same.append(place)
        kept.append(place)
        if len(kept) == limit:
            break
    return kept


def _is_twin(site: Site, place: Place, other: Place) -> bool:
    """Whether two places of one name are one place, or cannot be told apart by their county."""
    # A town of the site may have coordinates of its own.
    within_km = ONE_AREA_KM if is_own(site, other) else SAME_PLACE_KM
    return place.county == other.county or distance_km(place.point, other.point) < within_km


def place_label(site: Site, place: Place) -> str:
    """The place as the finder understands it: "Lake Mary, FL", "Midway, Gadsden County, FL", "32114 Daytona
    Beach, FL"; with the ZIP last where it would look like the number of a house in Big Run."""
    if place.kind is PlaceKind.ZIP:
        is_clear = find_postcode(place.label)[0] == place.name
        return place.label if is_clear else f"{place.post_office}, {place.region} {place.name}"
    is_alone = len(look_up(site, Named(place.name, place.region))) == 1
    return place.label if is_alone else place.full_label
