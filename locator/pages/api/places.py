"""A place as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.typeahead.completion import place_label

if TYPE_CHECKING:
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
