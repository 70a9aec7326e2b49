"""What those read who are not let in; nothing of what they asked comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from locator.pages.api.problems import TOO_MANY
from locator.web.api.problems import ProblemError, refused
from locator.web.caching import NOT_KEPT
from locator.web.entrance.quotas import BELOW_API
from locator.web.security import guarded, guards

if TYPE_CHECKING:
    from locator.web.live import Live
    from locator.web.security import RawHeaders


def refusal(added: RawHeaders, status: int, told: str) -> Response:
    """A line of text; the connection ends with it."""
    headers = NOT_KEPT | {"connection": "close"}
    return _guarded(PlainTextResponse(f"{told}\n", status, headers), added)


def too_often(live: Live, path: str, wait: int) -> Response:
    """429: a page for people, a problem for programs; both say when to come again."""
    catalogue = live.edition.catalogue
    if path.startswith(BELOW_API):
        response = refused(live, ProblemError(TOO_MANY, f"Please wait {wait} s."))
    else:
        page = catalogue.busy(path)
        response = Response(page.body, page.status, NOT_KEPT, page.media_type)
    response.headers["retry-after"] = str(wait)
    return _guarded(response, guards(catalogue.site.config))


def _guarded(response: Response, added: RawHeaders) -> Response:
    response.raw_headers = guarded(response.raw_headers, added)
    return response
