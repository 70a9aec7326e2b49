"""The picture of a page, drawn when it is first asked for: one at a time, beside the event loop."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, RedirectResponse, Response

from locator.pages.output import BRIEFLY, FOREVER, Moved
from locator.web.caching import NOT_KEPT, conditional

if TYPE_CHECKING:
    from starlette.requests import Request

# Pictures are made to be shown elsewhere: beside a link that somebody shared.
ANYWHERE = {"cross-origin-resource-policy": "cross-origin"}

_painter = ThreadPoolExecutor(1, "cards")


async def card(request: Request) -> Response:
    """GET /cards/...: the picture, to be kept for ever, or the way to today's."""
    gallery = request.app.state.live.edition.catalogue.gallery
    loop = asyncio.get_running_loop()
    answer = await loop.run_in_executor(_painter, gallery.answer, request.scope["path"])
    if answer is None:
        return PlainTextResponse("There is no such picture.\n", 404, NOT_KEPT)
    if isinstance(answer, Moved):
        return RedirectResponse(answer.location, answer.status, {"cache-control": BRIEFLY})
    response = conditional(request, answer, FOREVER)
    response.headers.update(ANYWHERE)
    return response
