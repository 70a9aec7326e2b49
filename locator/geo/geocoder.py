"""The gazetteer in geopy's clothes, so that it and any geopy geocoder can stand for each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point as GeopyPoint

from locator.geo.names import fold_name
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.model.region import parse_region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.geo.gazetteer import Gazetteer

_UNNEEDED = {"", "us", "usa", "unitedstates", "unitedstatesofamerica"}
# A ZIP by itself or at the end, with or without its four further digits: "FL 32746-1234".
_ZIP_AT_END = re.compile(r"(?:^|.*[\s,])(\d{5})(?:-\d{4})?", re.ASCII | re.DOTALL)


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy ships no types
    """Geocodes towns and ZIPs of the United States offline; knows no streets.

    A `Location.raw` holds name, region, county, kind and population, and of a ZIP its post_office.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(adapter_factory=_NoNetwork)
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002  # part of geopy's signature
    ) -> Location | list[Location] | None:
        """Finds "Lake Mary, FL", "Lake Mary", "Midway, Gadsden County, FL" or "32746".

        With `exactly_one` it raises GeocoderQueryError, naming the candidates, unless one place
        alone bears the name, or one settlement in the state given; without, the answer is a list,
        best first. None if there is no such place.
        """
        places, in_region = self._find(query)
        if not places:
            return None
        if not exactly_one:
            return [_location(place) for place in places]
        return _location(_only(query, places, in_region=in_region))

    def reverse(
        self,
        query: GeopyPoint | Sequence[float] | str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002  # part of geopy's signature
    ) -> Location | list[Location] | None:
        """Finds the settlement nearest to a position, a list of it without `exactly_one`.

        None if there is no settlement within 320 km; ValueError if the query is no position.
        """
        spot = GeopyPoint(query)
        place = self._gazetteer.nearest_town(Point(spot.latitude, spot.longitude))
        if place is None:
            return None
        return _location(place) if exactly_one else [_location(place)]

    def _find(self, query: str) -> tuple[tuple[Place, ...], bool]:
        """The places that a query may mean, best first, and whether it names a state."""
        if match := _ZIP_AT_END.fullmatch(query.strip()):
            place = self._gazetteer.zip(match[1])
            return ((place,) if place else ()), True
        name, *rest = query.split(",")
        parts = [part for part in rest if fold_name(part) not in _UNNEEDED]
        region = parse_region(parts[-1]) if parts else None
        county = fold_name("".join(parts[:-1] if region else parts))
        places = self._gazetteer.towns(name, region.code if region else "")
        return tuple(p for p in places if fold_name(p.county).startswith(county)), bool(region)


def _only(query: str, places: tuple[Place, ...], *, in_region: bool) -> Place:
    """The one place meant; places that bear the name come before those also known by it."""
    key = fold_name(query.partition(",")[0])
    meant = [place for place in places if fold_name(place.name) == key] or list(places)
    if in_region:
        meant = [place for place in meant if place.kind is PlaceKind.TOWN] or meant
    if len(meant) > 1:
        candidates = "; ".join(_address(place) for place in meant)
        msg = f'"{query}" may be any of {len(meant)} places: {candidates}'
        raise GeocoderQueryError(msg)
    return meant[0]


def _location(place: Place) -> Location:
    raw = {
        "name": place.name,
        "region": place.region,
        "county": place.county,
        "kind": place.kind.value,
        "population": place.population,
    }
    if place.post_office:
        raw["post_office"] = place.post_office
    return Location(_address(place), (place.point.lat, place.point.lon), raw)


def _address(place: Place) -> str:
    """As in "Lake Mary, Seminole County, FL", a ZIP's with its five digits at the end."""
    if place.kind is PlaceKind.ZIP:
        parts = [place.post_office, place.county, f"{place.region} {place.name}"]
    else:
        parts = [place.name, place.county, place.region]
    return ", ".join(filter(None, parts))


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy ships no types
    """Stands where geopy wants something to fetch with, and fetches nothing."""

    def get_json(self, url: str, *, timeout: object, headers: object) -> NoReturn:
        self.get_text(url, timeout=timeout, headers=headers)

    def get_text(self, url: str, *, timeout: object, headers: object) -> NoReturn:  # noqa: ARG002
        msg = f"this geocoder works offline and does not fetch {url}"
        raise GeocoderUnavailable(msg)
