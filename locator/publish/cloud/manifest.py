"""The object that tells which others of a bucket are ours, and what they were when they were sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = ".locator-export.jsonl"
_HEAD = ["locator export", 1]


@dataclass(frozen=True, slots=True)
class Row:
    """An object as it was sent: the `mark` of its item, and the tag that the bucket gave it.

    Both are empty while it is on its way. `unwanted` is the day on which no page named it any more.
    """

    mark: str = ""
    etag: str = ""
    unwanted: date | None = None


def render_manifest(rows: Mapping[str, Row]) -> bytes:
    """A row a line, by key."""
    lines = [_HEAD, *(_cells(key, row) for key, row in sorted(rows.items()))]
    return "".join(f"{json.dumps(line, separators=(',', ':'))}\n" for line in lines).encode()


def parse_manifest(text: bytes) -> dict[str, Row] | None:
    """The rows by key; None if it is not such an object."""
    try:
        head, *lines = map(json.loads, text.splitlines())
        if head != _HEAD:
            return None
        return {str(key): _row(*cells) for key, *cells in lines}
    except (ValueError, TypeError):
        return None


def _cells(key: str, row: Row) -> list[str]:
    return [key, row.mark, row.etag, *([row.unwanted.isoformat()] if row.unwanted else [])]


def _row(mark: str, etag: str, unwanted: str = "") -> Row:
    return Row(str(mark), str(etag), date.fromisoformat(unwanted) if unwanted else None)
