"""How wide a text is in Arial, which search engines set their results in; scripts/make_letter_widths.py."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files

_UNKNOWN = 1000  # thousandths of the size, for letters that the table lacks: most are as wide as high
ELLIPSIS = " ..."


def width_px(text: str, size: int) -> float:
    """The width of one line at a size, both in CSS pixels."""
    widths = _widths()
    return sum(widths.get(letter, _UNKNOWN) for letter in text) * size / 1000


def cut(text: str, size: int, room: float) -> str:
    """The text as it fits into `room` pixels: whole, or up to the last word that fits, and an ellipsis."""
    if width_px(text, size) <= room:
        return text
    left = room - width_px(ELLIPSIS, size)
    fitting = bisect_right(range(1, len(text) + 1), left, key=lambda count: width_px(text[:count], size))
    head = text[:fitting]
    if not text[fitting].isspace() and " " in head:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,;:.|-–—") + ELLIPSIS


@cache
def _widths() -> dict[str, int]:
    table = json.loads(files("locator.data").joinpath("letter_widths.json").read_text(encoding="utf-8"))
    return {letter: int(width) for width, letters in table.items() for letter in letters}
