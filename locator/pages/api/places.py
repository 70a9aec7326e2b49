"""A place as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.json_text import json_object, json_text, member
from locator.pages.keeping import once_a_site
from locator.pages.output import JSON, Output
from locator.site.typeahead.completion import complete, place_label

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.pages.api.schemas import Data
    from locator.site.questions import Questions
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


@once_a_site
def places_output(site: Site, typed: str, limit: int) -> Output:
    """The likeliest places, best first, as the API answers them; what many type is found and packed once."""
    return _output(site, complete(site, typed, limit))


def places_by(questions: Questions, site: Site, typed: str, limit: int) -> Output:
    """The same as `questions` tell it, found anew."""
    return _output(site, complete(site, typed, limit, own=questions.own_names))


def _output(site: Site, places: list[Place]) -> Output:
    return Output(json_object(member("places", [_json(site, place) for place in places])), JSON)


@once_a_site
def _json(site: Site, place: Place) -> bytes:
    return json_text(place_data(site, place))
