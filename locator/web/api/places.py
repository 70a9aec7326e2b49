"""GET /api/v1/places: the places whose names begin as somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.parameters import DEFAULT_PLACES
from locator.pages.api.places import places_json
from locator.site.typeahead.completion import complete
from locator.web.api.answers import asked, lasting

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


async def places(request: Request) -> Response:
    """The likeliest places, best first; none is an empty list."""
    values = asked(request, "places")
    site = request.app.state.live.edition.catalogue.site
    found = complete(site, values["q"], values.get("limit", DEFAULT_PLACES))
    return lasting(request, places_json(site, found))
