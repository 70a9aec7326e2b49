"""Answers as JSON: those that caches may keep, and those that nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from locator.pages.output import Output
from locator.web.api.parameters import parse_parameters
from locator.web.caching import NEVER, conditional

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from locator.pages.api.schemas import Data

MEDIA_TYPE = "application/json"


def asked(request: Request, operation: str) -> dict[str, Any]:
    """The values of the request's parameters; raises BadParameter."""
    live = request.app.state.live
    declared = live.edition.catalogue.interface.operations[operation].parameters
    return parse_parameters(request.scope["query_string"], declared, now=live.clock())


def passing(data: Data) -> Response:
    """An answer of this moment."""
    return JSONResponse(data, headers={"cache-control": NEVER})


def lasting(request: Request, data: Data) -> Response:
    """An answer that is the same for everybody for a while; 304 for those who have it already."""
    response = conditional(request, Output(bytes(JSONResponse(data).body), MEDIA_TYPE))
    if following := data.get("next"):
        response.headers["link"] = f'<{following}>; rel="next"'
    return response
