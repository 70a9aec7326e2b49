"""An example of each request, with this site's own answer to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from locator.pages.api.clinics import clinic_data
from locator.pages.api.nearest import Wishes, nearest_data
from locator.pages.api.places import place_data
from locator.site import urls
from locator.site.queries.search import find_place
from locator.site.typeahead.completion import complete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.clinic import Clinic
    from locator.pages.api.interface import Interface
    from locator.pages.api.schemas import Data
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Example:
    """What to GET, as a path with its query, and the answer."""

    address: str
    answer: Data


def examples(interface: Interface) -> dict[str, Example]:
    """The examples by the id of their operation; a site without clinics or towns has fewer."""
    return dict(_examples(interface))


def _examples(interface: Interface) -> Iterator[tuple[str, Example]]:
    site = interface.site
    asked: dict[str, object] = {"limit": 1}
    clinic = next((clinic for clinic in site.clinics if clinic.is_open_for_patients), None)
    if clinic:
        yield "nearest", _nearest(site, clinic)
    if site.towns:
        yield "places", _places(site, site.towns[0].name[:3])
    if clinic:
        page = interface.clinics(lambda _: True, limit=1, asked=asked)
        yield "clinics", Example(_address(urls.API_CLINICS, asked), json.loads(page.body))
        yield "clinic", Example(urls.API_CLINIC.format(id=clinic.id), clinic_data(site, clinic))
    if site.towns:
        towns = interface.towns(limit=1, asked=asked)
        yield "towns", Example(_address(urls.API_TOWNS, asked), json.loads(towns.body))


def _nearest(site: Site, clinic: Clinic) -> Example:
    """From the clinic's own ZIP code, as it was at noon: pages know no clock."""
    noon = datetime.combine(site.today, time(12), tzinfo=ZoneInfo(clinic.timezone or "UTC"))
    postcode = clinic.address.postcode
    answer = nearest_data(site, find_place(site, postcode), Wishes(1), now=noon)
    return Example(_address(urls.API_NEAREST, {"q": postcode, "limit": 1}), answer)


def _places(site: Site, typed: str) -> Example:
    places = [place_data(site, place) for place in complete(site, typed, 1)]
    return Example(_address(urls.API_PLACES, {"q": typed, "limit": 1}), {"places": places})


def _address(path: str, asked: dict[str, object]) -> str:
    return f"{path}?{urlencode(asked, quote_via=quote)}"
