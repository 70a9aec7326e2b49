"""GET /api/v1/openapi.json: what the API can be asked, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.api.json_text import json_text
from locator.web.api.answers import asked, lasting

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.web.live import Live


def description(live: Live, request: Request) -> Response:
    """The OpenAPI document."""
    asked(live, request, "description")
    return lasting(request, json_text(live.edition.catalogue.interface.description))
