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


async def places(request: Request) -> Response:
    """The likeliest places, best first; none is an empty list."""
    values = asked(request, "places")
    site = request.app.state.live.edition.catalogue.site
    return conditional(request, places_output(site, values["q"], values.get("limit", DEFAULT_PLACES)))
