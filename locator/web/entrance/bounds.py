"""How much may be asked at once: the length of an address, of its question and of the head of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_URL = 8_192  # bytes; the longest question that the API takes is a third of it
MOST_PARAMETERS = 100
MOST_HEADERS = 100
MOST_HEAD = 32_768  # bytes of all headers together

TOO_LONG = 414, "The address is too long."
TOO_MANY = 400, "The address asks too many things."
TOO_LARGE = 431, "The head of the request is too large."


def excess(path: bytes, query: bytes, headers: Sequence[tuple[bytes, bytes]]) -> tuple[int, str] | None:
    """The status and the words for a request that is too large; None if it is not."""
    if len(path) + len(query) > MOST_URL:
        return TOO_LONG
    if query.count(b"&") >= MOST_PARAMETERS:
        return TOO_MANY
    if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > MOST_HEAD:
        return TOO_LARGE
    return None
