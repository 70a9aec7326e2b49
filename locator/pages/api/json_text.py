"""JSON as programs read it, on one line; what is ready is put together without being read again.

Objects are put together from `members`, the text between their braces.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def json_text(value: object) -> bytes:
    """The value as JSON, without blanks."""
    return _ENCODER.encode(value).encode()


def members(data: Mapping[str, object]) -> bytes:
    """The members of an object: what stands between its braces."""
    return json_text(data)[1:-1] if data else b""


def member(name: str, values: Iterable[bytes]) -> bytes:
    """One member, a list of values that are ready."""
    return b"".join((b'"', name.encode(), b'":[', b",".join(values), b"]"))


def json_object(*groups: bytes) -> bytes:
    """An object with these members, in their order."""
    return b"".join((b"{", b",".join(filter(None, groups)), b"}"))
