"""What those read who are not let in; nothing of what they asked comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

from locator.pages.api.problems import TOO_MANY
from locator.web.api.cross_origin import sharing
from locator.web.api.problems import ProblemError, refused
from locator.web.caching import NOT_KEPT
from locator.web.entrance.quotas import BELOW_API
from locator.web.security import guarded, guards

if TYPE_CHECKING:
    from starlette.types import Scope

    from locator.web.live import Live
    from locator.web.security import RawHeaders


def refusal(added: RawHeaders, status: int, told: str) -> Response:
    """A line of text; the connection ends with it."""
    headers = NOT_KEPT | {"connection": "close"}
    return _guarded(PlainTextResponse(f"{told}\n", status, headers), added)


def too_often(live: Live, scope: Scope, wait: int) -> Response:
    """429: a page for people, a problem for programs; both say when to come again."""
    catalogue = live.edition.catalogue
    config, path = catalogue.site.config, scope["path"]
    if path.startswith(BELOW_API):
        response = refused(live, ProblemError(TOO_MANY, f"Please wait {wait} s."))
        if config.cors_origins:  # or a script would learn of no answer at all
            response.raw_headers += sharing(config.cors_origins, Headers(scope=scope))
    else:
        page = catalogue.busy(path)
        response = Response(page.body, page.status, NOT_KEPT, page.media_type)
    response.headers["retry-after"] = str(wait)
    return _guarded(response, guards(config))


def _guarded(response: Response, added: RawHeaders) -> Response:
    response.raw_headers = guarded(response.raw_headers, added)
    return response
