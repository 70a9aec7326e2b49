"""GET /api/v1/places: the places whose names begin as somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.parameters import DEFAULT_PLACES
from locator.pages.api.places import places_by, places_output
from locator.web.api.answers import asked
from locator.web.caching import conditional
from locator.web.sharing import ask

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.web.api.answers import Later
    from locator.web.live import Live


def places(live: Live, request: Request) -> Response | Later:
    """The likeliest places, best first; none is an empty list. Later, if a store is to be asked."""
    values = asked(live, request, "places")
    typed, limit = values["q"], values.get("limit", DEFAULT_PLACES)
    if live.edition.questions:
        return _shared(live, request, typed, limit)
    return conditional(request, places_output(live.edition.catalogue.site, typed, limit))


async def _shared(live: Live, request: Request, typed: str, limit: int) -> Response:
    edition = live.edition
    site = edition.catalogue.site
    found = await ask(edition, lambda questions: places_by(questions, site, typed, limit))
    return conditional(request, found)
