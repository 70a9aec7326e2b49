"""Whatever cannot be answered, as problem details (RFC 9457)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from locator.pages.api.problems import FAULT, MEDIA_TYPE, NO_SUCH_ADDRESS, WRONG_METHOD, ProblemKind
from locator.web.caching import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from locator.web.live import Live

NOT_FOUND, METHOD_NOT_ALLOWED = 404, 405


class ProblemError(Exception):
    """Ends a request with a problem of some kind; `more` are its further members."""

    def __init__(self, kind: ProblemKind, detail: str, **more: object) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.more = kind, detail, more


def refused(live: Live, error: ProblemError) -> Response:
    """A request that cannot be answered."""
    return _response(live, error.kind, error.detail, more=error.more)


async def told(request: Request, error: Exception) -> Response:
    """The same, where Starlette has caught the error."""
    assert isinstance(error, ProblemError)
    return refused(request.app.state.live, error)


async def unrouted(request: Request, error: Exception) -> Response:
    """An address or a method that the API does not have."""
    assert isinstance(error, HTTPException)
    live = request.app.state.live
    if error.status_code == METHOD_NOT_ALLOWED:
        return _response(live, WRONG_METHOD, "Use GET.", headers={"allow": "GET, HEAD"})
    return _response(live, NO_SUCH_ADDRESS, "See /api/ for the addresses that there are.")


async def failed(request: Request, _: Exception) -> Response:
    """A fault of ours: says so and no more."""
    return _response(request.app.state.live, FAULT, "Please try again later.")


def _response(
    live: Live,
    kind: ProblemKind,
    detail: str,
    *,
    more: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    base_url = live.edition.catalogue.site.config.base_url
    body = json.dumps(kind.data(base_url, detail, **(more or {})), ensure_ascii=False).encode()
    return Response(body, kind.status, {"cache-control": NEVER, **(headers or {})}, MEDIA_TYPE)
