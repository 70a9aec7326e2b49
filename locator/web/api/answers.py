"""Answers as JSON: those that caches may keep, and those that nobody may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from locator.pages.output import JSON, Output
from locator.web.api.parameters import parse_parameters
from locator.web.caching import NOT_KEPT, conditional

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from starlette.requests import Request

    from locator.web.live import Live

    #: An answer that has to be waited for.
    Later = Coroutine[Any, Any, Response]


def asked(live: Live, request: Request, operation: str) -> dict[str, Any]:
    """The values of the request's parameters; raises BadParameter."""
    known = live.edition.catalogue.interface.parameters[operation]
    return parse_parameters(request.scope["query_string"], known, now=live.clock())


def passing(body: bytes) -> Response:
    """An answer of this moment."""
    return Response(body, media_type=JSON, headers=NOT_KEPT)


def lasting(request: Request, body: bytes, *, following: str | None = None) -> Response:
    """An answer that is the same for everybody for a while; 304 for those who have it already.

    `following` is the address of the next page of a list.
    """
    response = conditional(request, Output(body, JSON))
    if following:
        response.headers["link"] = f'<{following}>; rel="next"'
    return response
