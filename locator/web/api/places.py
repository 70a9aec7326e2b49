"""GET /api/v1/places: the places whose names begin as somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.parameters import DEFAULT_PLACES
from locator.pages.api.places import places_output
from locator.web.api.answers import asked
from locator.web.caching import conditional

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.web.live import Live


def places(live: Live, request: Request) -> Response:
    """The likeliest places, best first; none is an empty list."""
    values = asked(live, request, "places")
    site = live.edition.catalogue.site
    return conditional(request, places_output(site, values["q"], values.get("limit", DEFAULT_PLACES)))
