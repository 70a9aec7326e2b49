"""GET /api/v1/towns: the towns that have pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.parameters import DEFAULT_PAGE
from locator.web.api.answers import asked, lasting

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.web.live import Live


def towns(live: Live, request: Request) -> Response:
    """A page of the towns."""
    values = asked(live, request, "towns")
    again = {name: value for name, value in values.items() if name != "after"}
    limit, after = values.get("limit", DEFAULT_PAGE), values.get("after", "")
    interface = live.edition.catalogue.interface
    page = interface.towns(limit=limit, after=after, asked=again)
    return lasting(request, page.body, following=page.following)
