"""Forms that arrive by POST: of bounded size, in bounded time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response

from locator.web.caching import NOT_KEPT

if TYPE_CHECKING:
    from starlette.requests import Request

MAX_FORM = 8_192  # bytes
MAX_FIELDS = 100
PATIENCE = 10.0  # seconds for a form to arrive


async def read_fields(request: Request) -> list[tuple[str, str]] | Response:
    """The names and values of a form, or the refusal of one that is too large or never whole."""
    try:
        body = await asyncio.wait_for(_body(request), PATIENCE)
        return parse_qsl(body.decode(errors="replace"), max_num_fields=MAX_FIELDS)
    except (TimeoutError, ClientDisconnect):
        return PlainTextResponse("The form did not arrive whole.\n", 408, NOT_KEPT)
    except ValueError:
        return PlainTextResponse("That is too much for this form.\n", 413, NOT_KEPT)


async def _body(request: Request) -> bytes:
    """The body; raises ValueError if it is larger than any form of ours."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_FORM:
            raise ValueError
    return body
