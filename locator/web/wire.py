"""Answers as bytes on the wire, for those that do not go through an ASGI server."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.responses import Response

#: A status line, and the other headers with the body: a line with the date belongs between.
Form = tuple[bytes, bytes]


def written(response: Response) -> Form:
    """The answer as it goes onto the wire."""
    lines = b"".join([b"%b: %b\r\n" % pair for pair in response.raw_headers])
    return _status_line(response.status_code), b"%b\r\n%b" % (lines, bytes(response.body))


@cache
def _status_line(code: int) -> bytes:
    status = HTTPStatus(code)
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode()
