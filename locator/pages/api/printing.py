"""JSON as people like to read it: what fits on a line stands on one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 88
STEP = "  "


def render_json(value: object, indent: str = "") -> str:
    """The value over several lines, an object or list on one where it is short enough."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
    inner = indent + STEP
    body = ",\n".join(f"{inner}{member}" for member in _members(value, inner))
    return f"{opening}\n{body}\n{indent}{closing}"


def _members(value: dict[str, object] | list[object], indent: str) -> Iterator[str]:
    if isinstance(value, list):
        yield from (render_json(item, indent) for item in value)
    else:
        for name, item in value.items():
            yield f"{json.dumps(name)}: {render_json(item, indent)}"
