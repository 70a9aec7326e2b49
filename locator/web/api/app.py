"""The API as an application of its own, below /api/: whatever goes wrong there is told as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route

from locator.site import urls
from locator.web.api.clinics import clinic, clinics
from locator.web.api.cross_origin import CrossOrigin
from locator.web.api.description import description
from locator.web.api.nearest import nearest
from locator.web.api.places import places
from locator.web.api.problems import ProblemError, failed, refused, unrouted
from locator.web.api.towns import towns

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from locator.web.live import Live

    Handler = Callable[[Request], Awaitable[Response]]


def mount_api(live: Live, *, page: Handler) -> Mount:
    """Makes the routes below /api/; `page` answers /api/ itself."""
    handlers: dict[str, Handler] = {
        urls.API: page,
        urls.API_NEAREST: nearest,
        urls.API_PLACES: places,
        urls.API_CLINICS: clinics,
        urls.API_CLINIC: clinic,
        urls.API_TOWNS: towns,
        urls.API_DESCRIPTION: description,
    }
    below = urls.API.rstrip("/")
    app = Starlette(
        routes=[Route(path.removeprefix(below), handler) for path, handler in handlers.items()],
        exception_handlers={ProblemError: refused, HTTPException: unrouted, Exception: failed},
    )
    app.router.redirect_slashes = False
    app.state.live = live
    mount = Mount(below, CrossOrigin(app, live))
    # Starlette's own ends at a line break, which an address may have in it.
    mount.path_regex = re.compile(rf"{below}/(?P<path>.*)\Z", re.DOTALL)
    return mount
