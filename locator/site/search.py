"""What a visitor typed -> the place meant, several that it may be, or none."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.place import Place, PlaceKind
from locator.model.point import parse_point
from locator.model.region import parse_region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.town import Town
    from locator.site.snapshot import Site

MAX_CANDIDATES = 10
SAME_PLACE_KM = 10.0  # a settlement and the post office of its name

_NEAR_KM = 25.0  # a town of the site may have coordinates of its own, this far from the gazetteer's

_COUNTRY = re.compile(r"[\s,](?:usa?|u\.s\.(?:a\.)?|united states(?: of america)?)$", re.IGNORECASE)
_ZIP = re.compile(r"(\d{5})(?:[-\s]?\d{4})?", re.ASCII)
_ADDRESS_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\s*$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    """One place (`origin`), several `candidates` to choose from, or neither with `suggestions`."""

    text: str
    origin: Place | None = None
    candidates: tuple[Place, ...] = ()
    suggestions: tuple[str, ...] = ()


def find_place(site: Site, text: str) -> Answer:
    """Understands a ZIP code, a town with or without its state, "lat,lon" or an address that ends in a ZIP.

    Never takes the first of several: they come back as candidates, the largest first. A town of the site
    goes before its namesakes in other states, not before those in its own.
    Raises ValueError if the text is coordinates outside the globe.
    """
    text = _COUNTRY.sub("", " ".join(text.split())).rstrip(" ,")
    if point := parse_point(text):
        return Answer(text, Place(str(point), "", "", PlaceKind.COORDINATES, point))
    if match := _ZIP.fullmatch(text) or _ADDRESS_ZIP.search(text):
        place = site.gazetteer.zip(match[1])
        return Answer(text, place) if place else Answer(text)
    places = _named(site, text)
    if len(places) == 1:
        return Answer(text, places[0])
    if places:
        return Answer(text, candidates=tuple(places[:MAX_CANDIDATES]))
    return Answer(text, suggestions=_suggestions(site, text))


def _named(site: Site, text: str) -> list[Place]:
    """The places that a name, with or without its county and state, may mean."""
    rest, region = _split_region(text)
    name, _, county = (part.strip() for part in rest.partition(","))
    places = _places(site, name, region)
    if found := _merged(place for place in places if not county or _is_county(place.county, county)):
        return found
    # "Port Washington" may be the town's whole name and no state at all.
    return _merged(_places(site, text, "")) if region and not county else []


def _places(site: Site, name: str, region: str) -> list[Place]:
    """The site's own towns of a name with their namesakes in the same state, or else the gazetteer's."""
    own = list(_own_towns(site, name, region))
    regions = dict.fromkeys(place.region for place in own) or (region,)
    others = (place for code in regions for place in site.gazetteer.towns(name, code))
    strangers = [place for place in others if all(_km(place, town) > _NEAR_KM for town in own)]
    # Without towns of the site the gazetteer's order stands: settlements before post offices.
    return sorted([*own, *strangers], key=lambda place: -place.population) if own else strangers


def _km(a: Place, b: Place) -> float:
    return distance_km(a.point, b.point)


def _is_county(county: str, text: str) -> bool:
    return fold_name(county).removesuffix("county") == fold_name(text).removesuffix("county")


def _split_region(text: str) -> tuple[str, str]:
    """Parts "Lake Mary, FL" and "Lake Mary Florida" into name and state code."""
    name, comma, tail = text.rpartition(",")
    if comma and (region := parse_region(tail)):
        return name.strip(), region.code
    words = text.replace(",", " ").split()
    for count in (3, 2, 1):  # West Virginia before Virginia
        region = parse_region(" ".join(words[-count:])) if len(words) > count else None
        if region:
            return " ".join(words[:-count]), region.code
    return text, ""


def _own_towns(site: Site, name: str, region: str) -> Iterable[Place]:
    key = fold_name(name)
    for town in site.towns:
        if (not region or town.region.code == region) and key in _keys(town):
            yield place_of(town)


def _keys(town: Town) -> set[str]:
    return {fold_name(name) for name in (town.name, *town.aliases)}


def place_of(town: Town) -> Place:
    """The town as a place to measure from."""
    return Place(town.name, town.region.code, town.county, PlaceKind.TOWN, town.point, town.population)


def _merged(places: Iterable[Place]) -> list[Place]:
    """Drops what is the same place again: same name and state, a few kilometres away."""
    kept: list[Place] = []
    for place in places:
        if not any(place.region == other.region and _km(place, other) < SAME_PLACE_KM for other in kept):
            kept.append(place)
    return kept


def _suggestions(site: Site, text: str) -> tuple[str, ...]:
    name = fold_name(_split_region(text)[0])
    labels = {fold_name(town.name): town.label for town in site.towns}
    return tuple(labels[key] for key in difflib.get_close_matches(name, labels, n=3, cutoff=0.75))
