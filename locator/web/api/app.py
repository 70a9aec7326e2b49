"""The API as an application of its own, below /api/: whatever goes wrong there is told as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount, Route

from locator.site import urls
from locator.web.api.at_once import ENDPOINTS
from locator.web.api.clinics import clinic
from locator.web.api.cross_origin import CrossOrigin
from locator.web.api.problems import ProblemError, failed, told, unrouted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from locator.web.api.at_once import Endpoint
    from locator.web.live import Live

    Handler = Callable[[Request], Awaitable[Response]]


def mount_api(live: Live, *, page: Handler) -> Mount:
    """Makes the routes below /api/; `page` answers /api/ itself."""
    endpoints = ENDPOINTS | {urls.API_CLINIC: clinic}
    handlers = {urls.API: page} | {path: _handler(live, each) for path, each in endpoints.items()}
    below = urls.API.rstrip("/")
    app = Starlette(
        routes=[Route(path.removeprefix(below), handler) for path, handler in handlers.items()],
        exception_handlers={ProblemError: told, HTTPException: unrouted, Exception: failed},
    )
    app.router.redirect_slashes = False
    app.state.live = live
    mount = Mount(below, CrossOrigin(app, live))
    # Starlette's own ends at a line break, which an address may have in it.
    mount.path_regex = re.compile(rf"{below}/(?P<path>.*)\Z", re.DOTALL)
    return mount


def _handler(live: Live, endpoint: Endpoint) -> Handler:
    async def handler(request: Request) -> Response:
        answer = endpoint(live, request)
        return answer if isinstance(answer, Response) else await answer

    return handler
