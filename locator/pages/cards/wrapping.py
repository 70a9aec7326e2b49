"""Text in lines that never leave their column; widths are guessed, wider rather than narrower."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from locator.pages.maps.label import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDE = frozenset("%@©®™¼½¾ÆæǢǣǼǽŒœŴŵŉ&—…€£")
_MORE = 0.5  # of the size, for those and for all that is not Latin
_LATIN_ENDS = 0x250
_NARROWEST = 0.3  # of the size; no letter takes less


def line_width(text: str, size: int) -> float:
    """At most how wide a line is in the regular weight, in units; bold is up to a tenth wider."""
    wide = sum(letter in _WIDE or ord(letter) >= _LATIN_ENDS for letter in text)
    return text_width(text, size) + _MORE * size * wide


def wrap(text: str, size: int, width: float, most: int) -> tuple[str, ...]:
    """At most `most` lines; words longer than a line are broken, and what is left over ends in "…"."""
    lines = [""]
    for word in _broken(text.split(), size, width):
        longer = f"{lines[-1]} {word}".lstrip()
        if line_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines) if lines[0] else ()
    return *lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), size, width)


def fit(text: str, sizes: Sequence[int], width: float, most: int) -> tuple[int, tuple[str, ...]]:
    """The first of the sizes at which the text has room in `most` lines, or else the last; and its lines."""
    for size in sizes[:-1]:
        lines = wrap(text, size, width, most)
        if not lines or (not lines[-1].endswith("…") and lines == wrap(text, size, width, most + 1)):
            return size, lines
    return sizes[-1], wrap(text, sizes[-1], width, most)


def _broken(words: Sequence[str], size: int, width: float) -> Iterator[str]:
    for word in words:
        rest = word
        while (count := max(1, _room(rest, size, width))) < len(rest):
            yield rest[:count]
            rest = rest[count:]
        yield rest


def _shortened(text: str, size: int, width: float) -> str:
    return f"{text[: _room(text, size, width - line_width('…', size))].rstrip()}…"


def _room(text: str, size: int, width: float) -> int:
    """How many of its first letters fit a line; found by halves, for a careless cell may hold a novel."""
    most = min(len(text), int(width / (_NARROWEST * size)) + 1)
    return bisect_right(range(1, most + 1), width, key=lambda count: line_width(text[:count], size))
