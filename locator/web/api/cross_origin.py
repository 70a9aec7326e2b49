"""Which other sites' scripts may read the API and its like (CORS): none, unless site.toml says so.

Starlette's own middleware takes its origins once and for all; these follow the edition that is served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import Response

from locator.site.settings.api_settings import EVERY

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from locator.web.live import Live

    RawHeaders = list[tuple[bytes, bytes]]

# No credentials, ever: there is nothing here that is not for everybody.
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "If-None-Match",
    "access-control-max-age": "600",
}


class CrossOrigin:
    """ASGI middleware that lets the scripts of the origins in `api.cors_origins` read what `app` answers."""

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app, self.live = app, live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the app does, with the headers that browsers ask for."""
        origins = self.live.edition.catalogue.site.config.cors_origins
        if scope["type"] != "http" or not origins:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        added = sharing(origins, headers)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *added]
            await send(message)

        is_preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        is_answered = is_preflight and _allowed(origins, headers)
        app = Response(status_code=204, headers=PREFLIGHT) if is_answered else self.app
        await app(scope, receive, send_with_headers)


def sharing(origins: Collection[str], headers: Headers) -> RawHeaders:
    """What an answer says to a request with these headers, where `origins` may read it."""
    allowed = _allowed(origins, headers)
    added = {}
    if allowed:
        added = {
            "access-control-allow-origin": allowed,
            "access-control-expose-headers": "ETag, Link, Retry-After",
            "cross-origin-resource-policy": "cross-origin",
        }
    if EVERY not in origins:
        added["vary"] = "Origin"
    return [(name.encode(), value.encode()) for name, value in added.items()]


def _allowed(origins: Collection[str], headers: Headers) -> str:
    """The origin that may read an answer: that of the request, or any; blank if it may not."""
    if EVERY in origins:
        return EVERY
    origin = headers.get("origin", "")
    return origin if origin in origins else ""
