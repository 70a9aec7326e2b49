"""Places of a name: the site's own towns first, then the gazetteer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.place import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.model.point import Point
    from locator.model.town import Town
    from locator.site.queries.readings import Named
    from locator.site.snapshot import Site

SAME_PLACE_KM = 10.0  # a settlement and the post office of its name
ONE_AREA_KM = 25.0  # places that lie this near to each other have the same nearest clinics, mostly
DOMINANT = 30  # times the people of the next place of the name: nobody means the other
DOMINANT_LIKENESS = 20  # the same among places of a state that a misspelled name may mean
SERVED = 10  # how many people somebody near a clinic counts for: visitors of a site mostly live there
KNOWN_POPULATION = 10_000  # a town of this size outshines post offices of its name
MAX_CANDIDATES = 10


def look_up(site: Site, named: Named) -> list[Place]:
    """Places of that very name or another name of theirs, the site's own towns first."""
    if not fold_name(named.name):
        return []
    own = list(_own_towns(site, named))
    others = [
        place
        for place in site.gazetteer.towns(named.name, named.region)
        # A town of the site may have coordinates of its own.
        if all(place.region != town.region or _away_km(place, town) > ONE_AREA_KM for town in own)
    ]
    places = merged([*own, *others])
    return [place for place in places if not named.county or is_county(place.county, named.county)]


def _own_towns(site: Site, named: Named) -> Iterator[Place]:
    for town in site.towns_by_name.get(fold_name(named.name), ()):
        if named.region in ("", town.region.code):
            yield place_of(town)


def is_own(site: Site, place: Place) -> bool:
    """Whether the place is a town of the site."""
    namesakes = site.towns_by_name.get(fold_name(place.name), ())
    return any((town.name, town.point) == (place.name, place.point) for town in namesakes)


def _away_km(place: Place, other: Place) -> float:
    return distance_km(place.point, other.point)


def is_county(county: str, text: str) -> bool:
    """Whether the text names the county, with the word "County" or without."""
    return fold_name(county).removesuffix("county") == fold_name(text).removesuffix("county")


def place_of(town: Town) -> Place:
    """The town as a place to measure from."""
    return Place(town.name, town.region.code, town.county, PlaceKind.TOWN, town.point, town.population)


def place_at(point: Point) -> Place:
    """A point as a place to measure from: its coordinates are its name."""
    return Place(str(point), "", "", PlaceKind.COORDINATES, point)


def merged(places: Iterable[Place], within_km: float = SAME_PLACE_KM) -> list[Place]:
    """Drops what is the same place again: a few kilometres away, or the post office of the county's town."""
    kept: list[Place] = []
    for place in places:
        if not any(_is_same(place, other, within_km) for other in kept):
            kept.append(place)
    return kept


def _is_same(place: Place, other: Place, within_km: float) -> bool:
    if place.region != other.region:
        return False
    is_office = place.kind is PlaceKind.COMMUNITY and place.county == other.county
    return _away_km(place, other) < (ONE_AREA_KM if is_office and place.name == other.name else within_km)


def ranked(site: Site, places: Iterable[Place]) -> list[Place]:
    """The site's own towns first; then by population, that of places near a clinic counting tenfold."""
    return sorted(places, key=lambda place: (not is_own(site, place), -weight(site, place)))


def candidates(site: Site, places: Iterable[Place]) -> tuple[Place, ...]:
    """As many of the places as a visitor can choose from, the likeliest first."""
    return tuple(ranked(site, places)[:MAX_CANDIDATES])


def dominant(site: Site, places: list[Place], times: int = DOMINANT) -> Place | None:
    """The one place of several that everybody means: that many `times` larger than the next, or None."""
    if len(places) <= 1:  # nothing to outweigh
        return next(iter(places), None)
    first, second, *_ = sorted(places, key=lambda place: -weight(site, place))
    is_known = first.population >= KNOWN_POPULATION
    return first if is_known and weight(site, first) >= times * weight(site, second) else None


def weight(site: Site, place: Place) -> int:
    """People, ten times as many if a clinic serves the place."""
    return place.population * (SERVED if is_served(site, place) else 1)


def is_served(site: Site, place: Place) -> bool:
    """Whether a clinic lies within the site's service radius of the place."""
    return bool(site.nearest_clinics(place.point, 1, within_km=site.config.service_radius_km))


def one_area(places: list[Place]) -> Place | None:
    """The largest of places that all lie within 25 km of it; None if one lies farther."""
    largest = max(places, key=lambda place: place.population, default=None)
    if largest and all(_away_km(largest, place) <= ONE_AREA_KM for place in places):
        return largest
    return None
