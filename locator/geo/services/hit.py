"""Where a geocoder says that an address is, as far as it may be believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locator.geo.distance import distance_km
from locator.geo.names import fold_words
from locator.model.point import Point
from locator.model.region import parse_region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Kinds of things too large to be an address, in the words of Nominatim, Photon, Pelias, Mapbox, Google,
# HERE and OpenCage.
COARSE = frozenset(
    [
        "country",
        "state",
        "region",
        "macroregion",
        "county",
        "continent",
        "empire",
        "dependency",
        "ocean",
        "archipelago",
        "nation",
        "administrative_area_level_1",
        "administrative_area_level_2",
        "countrysecondarysubdivision",
        "countrysubdivision",
        "administrativearea",
    ]
)
# What services answer for "somewhere in the United States": OpenStreetMap's, Google's, GeoNames', and
# the geographic center.
CENTROIDS = (
    Point(39.78373, -100.44588),
    Point(37.09024, -95.71289),
    Point(39.76, -98.5),
    Point(39.8283, -98.5795),
    Point(38.0, -97.0),
)
CENTROID_KM = 1.0
SHORTEST_WORD = 3  # letters of a word that tells one address from another


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a service found; `is_partial` says that it left words of the question out."""

    point: Point
    is_partial: bool = False


def parse_hits(query: str, locations: Iterable[tuple[str, float, float, object]]) -> tuple[Hit, ...]:
    """Reads what a service answered to `query`: address, latitude, longitude and raw answer of each.

    Leaves out whole states, the middle of the country, 0,0, and addresses without a word of the query.
    Raises ValueError or TypeError if a position is none.
    """
    hits = dict.fromkeys(
        Hit(Point(float(lat), float(lon)), _is_partial(raw))
        for address, lat, lon, raw in locations
        if not _is_coarse(raw) and shares_word(query, address)
    )
    return tuple(hit for hit in hits if not is_nowhere(hit.point))


def is_nowhere(point: Point) -> bool:
    """Whether the point stands for "not found": 0,0 or the middle of the United States."""
    is_null = abs(point.lat) < 0.01 and abs(point.lon) < 0.01  # noqa: PLR2004
    return is_null or any(distance_km(point, centroid) <= CENTROID_KM for centroid in CENTROIDS)


def shares_word(query: str, address: str) -> bool:
    """Whether the address has a word of the query, the names of states aside; true if it can have none."""
    telling = {
        word
        for word in fold_words(query)
        if len(word) >= SHORTEST_WORD and word.isalpha() and not parse_region(word)
    }
    return not telling or not telling.isdisjoint(fold_words(address))


def _is_coarse(raw: object) -> bool:
    return any(kind.casefold() in COARSE for kind in _kinds(raw))


def _is_partial(raw: object) -> bool:
    """Google's and Pelias' own word for it."""
    if not isinstance(raw, dict):
        return False
    properties = raw.get("properties")
    is_fallback = isinstance(properties, dict) and properties.get("match_type") == "fallback"
    return bool(raw.get("partial_match")) or is_fallback


def _kinds(raw: object) -> Iterator[str]:
    """What kinds of thing a raw answer says that it is, wherever a service writes it."""
    if not isinstance(raw, dict):
        return
    yield from _texts(raw, "addresstype", "resultType", "types", "place_type")
    for part, names in (
        ("properties", ("type", "layer")),
        ("components", ("_type",)),
        ("attributes", ("Addr_type",)),
    ):
        inner = raw.get(part)
        if isinstance(inner, dict):
            yield from _texts(inner, *names)


def _texts(table: Mapping[str, Any], *names: str) -> Iterator[str]:
    for name in names:
        value = table.get(name)
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))
