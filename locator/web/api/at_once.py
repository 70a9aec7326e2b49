"""Questions to the API that need no waiting: plain functions answer them, in the application or before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from locator.site import urls
from locator.web.api.clinics import clinics
from locator.web.api.cross_origin import sharing
from locator.web.api.description import description
from locator.web.api.nearest import nearest
from locator.web.api.places import places
from locator.web.api.problems import ProblemError, refused
from locator.web.api.towns import towns
from locator.web.security import guarded, guards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from locator.web.api.answers import Later
    from locator.web.live import Live

    Endpoint = Callable[[Live, Request], Response | Later]

ENDPOINTS: dict[str, Endpoint] = {
    urls.API_NEAREST: nearest,
    urls.API_PLACES: places,
    urls.API_CLINICS: clinics,
    urls.API_TOWNS: towns,
    urls.API_DESCRIPTION: description,
}


def answer_at_once(live: Live, url: bytes, headers: Sequence[tuple[bytes, bytes]]) -> Response | None:
    """What the whole application answers to a GET with these headers; None if only that can tell."""
    path, _, query = url.partition(b"?")
    endpoint = ENDPOINTS.get(path.decode("latin-1"))
    if endpoint is None or b"#" in query:
        return None
    request = Request({"type": "http", "headers": headers, "query_string": query})
    try:
        answer = endpoint(live, request)
    except ProblemError as error:
        answer = refused(live, error)
    except Exception:  # the application meets the same fault, and tells of it
        return None
    if not isinstance(answer, Response):
        answer.close()
        return None
    config = live.edition.catalogue.site.config
    if config.cors_origins:
        answer.raw_headers += sharing(config.cors_origins, request.headers)
    answer.raw_headers = guarded(answer.raw_headers, guards(config))
    return answer
