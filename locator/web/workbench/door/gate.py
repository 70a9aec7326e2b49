"""Who may pass into the workbench, and the headers that everything there carries."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse

from locator.web.caching import NOT_KEPT
from locator.web.security import POLICY
from locator.web.workbench.door.cookie import cookie_of
from locator.workbench.frame import HOME, SIGN_IN

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from locator.web.workbench.bench import Bench

# Plain letters, no empty step and none upwards; then perhaps a question.
_INSIDE = re.compile(rf"(?!.*(?://|\.\.)){HOME}[\w./~%-]*(?:\?[\w./~%&=+:,@!*()-]*)?", re.ASCII)
SAFE_METHODS = ("GET", "HEAD")
HEADERS = {
    **NOT_KEPT,
    "x-robots-tag": "noindex",
    # A form's answer tells where it comes from; nobody else is told anything.
    "referrer-policy": "same-origin",
    "content-security-policy": f"{POLICY}; frame-src 'self'",
}

# A strict cookie does not come along with a link from elsewhere; it does when this page asks again.
ARRIVAL = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="refresh" content="0">
    <title>Workbench</title>
  </head>
  <body><p><a href="/workbench/">To the workbench</a></p></body>
</html>
"""


class Gate:
    """ASGI: lets signed-in editors in, everybody else to the sign-in; refuses forms of other sites."""

    def __init__(self, app: ASGIApp, bench: Bench) -> None:
        self.app, self.bench = app, bench

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the app does, or in its place."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        request = Request(scope, receive)
        refusal = await self._refusal(request)
        await (refusal or self.app)(scope, receive, send_with_headers)

    async def _refusal(self, request: Request) -> Response | None:
        if request.method not in SAFE_METHODS and not self._is_from_here(request):
            return PlainTextResponse("This can only be sent from the workbench's own pages.\n", 403)
        bench = self.bench
        found = await asyncio.to_thread(bench.sessions.find, cookie_of(request), bench.live.clock())
        request.state.session = found
        if found or request.scope["path"] == SIGN_IN:
            return None
        if request.method == "GET" and request.headers.get("sec-fetch-site") == "cross-site":
            return HTMLResponse(ARRIVAL)
        return to_sign_in(request)

    def _is_from_here(self, request: Request) -> bool:
        """Whether a page of this site sent it: browsers say so, and who says nothing is refused."""
        if sent_from := request.headers.get("sec-fetch-site"):
            return sent_from == "same-origin"
        base = self.bench.live.edition.catalogue.site.config.base_url
        own = {urlsplit(base).netloc, request.headers.get("host", "")} - {""}
        return request.headers.get("origin", "").partition("://")[2] in own


def to_sign_in(request: Request) -> Response:
    """To the sign-in and back here; what was posted is not saved, and the sign-in says so."""
    if request.method in SAFE_METHODS:
        path = request.scope["path"] + (f"?{request.url.query}" if request.url.query else "")
        asked = {"next": path} if path != HOME else {}
    else:
        asked = {"next": _path_of(request.headers.get("referer", "")) or HOME, "late": "yes"}
    return RedirectResponse(f"{SIGN_IN}?{urlencode(asked, safe='/')}" if asked else SIGN_IN, 303)


def _path_of(address: str) -> str:
    """The path of a whole address; blank if it is none, as "http://["."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def safe_next(path: str) -> str:
    """The address below the workbench to go on to; its first page for anything else (no open redirect)."""
    is_safe = _INSIDE.fullmatch(path) and not path.startswith(SIGN_IN)
    return path if is_safe else HOME
