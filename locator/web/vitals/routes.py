"""What those who run a site ask: does it live, should it be sent visitors, how is it doing."""

from __future__ import annotations

import hmac
import ipaddress
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from locator.web.caching import NOT_KEPT, unkept
from locator.web.vitals.exposition import MEDIA_TYPE, render_metrics
from locator.web.vitals.page_kind import HEALTHZ, METRICS, READYZ
from locator.web.vitals.readiness import readiness

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.requests import Request

    from locator.web.live import Live

TOKEN_VARIABLE = "LOCATOR_METRICS_TOKEN"
LEAST_TOKEN = 16  # characters; a shorter one opens nothing
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


async def healthz(_: Request) -> Response:
    """Liveness: the loop turns, and that is all that it says."""
    return PlainTextResponse("ok\n", headers=NOT_KEPT)


async def readyz(request: Request) -> Response:
    """Readiness: 200, or 503 with the reason in words."""
    found = await readiness(request.app.state.live)
    told = {"ready": found.is_ready, "reason": found.reason, "behind": dict(found.behind)}
    return JSONResponse(told, 200 if found.is_ready else 503, NOT_KEPT)


async def metrics(request: Request) -> Response:
    """All figures, for those who may read them; for all others there is no such page."""
    live: Live = request.app.state.live
    if not may_read(live, request):
        return unkept(request, live.edition.catalogue.not_found(METRICS))
    text = render_metrics(live.vitals, now=live.clock().timestamp())
    return Response(text, headers=NOT_KEPT | {"content-type": MEDIA_TYPE})


def may_read(live: Live, request: Request) -> bool:
    """Whether who asks has the token, or asks by no proxy from this machine or a network of site.toml."""
    if _has_token(request.headers, live.environ.get(TOKEN_VARIABLE, "")):
        return True
    if any(name in request.headers for name in _PASSED_ON):
        return False
    try:
        address = ipaddress.ip_address(request.client.host if request.client else "")
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    readers = live.edition.catalogue.site.config.metrics_readers
    return address.is_loopback or any(address in network for network in readers)


def _has_token(headers: Headers, token: str) -> bool:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    is_same = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode("utf-8", "replace"))
    return len(token) >= LEAST_TOKEN and scheme.lower() == "bearer" and is_same


ROUTES = [Route(HEALTHZ, healthz), Route(READYZ, readyz), Route(METRICS, metrics)]
