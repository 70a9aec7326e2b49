"""A place as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.json_text import json_object, json_text, member
from locator.pages.keeping import once_a_site
from locator.site.typeahead.completion import place_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.place import Place
    from locator.pages.api.schemas import Data
    from locator.site.snapshot import Site


def place_data(site: Site, place: Place) -> Data:
    """A place to choose; `label` is what the finder takes for that very place."""
    return {
        "name": place.name,
        "label": place_label(site, place),
        "region": place.region,
        "county": place.county,
        "kind": place.kind.value,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "population": place.population,
    }


def places_json(site: Site, places: Iterable[Place]) -> bytes:
    """The places as the API answers them, each written once."""
    return json_object(member("places", [_json(site, place) for place in places]))


@once_a_site
def _json(site: Site, place: Place) -> bytes:
    return json_text(place_data(site, place))
