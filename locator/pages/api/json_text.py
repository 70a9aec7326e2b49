"""JSON as programs read it, on one line; what is ready is put together without being read again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_text(value: object) -> bytes:
    """The value as JSON, without blanks."""
    return _ENCODER.encode(value).encode()


def merged(*objects: bytes) -> bytes:
    """One object with the members of all, in their order."""
    return b"{%b}" % b",".join([each[1:-1] for each in objects if each != b"{}"])


def member(name: str, values: Iterable[bytes]) -> bytes:
    """An object whose one member is a list of the values."""
    return b'{"%b":[%b]}' % (name.encode(), b",".join(values))
