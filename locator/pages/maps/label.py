"""A text on a map. It is measured at the greatest size that the style sheet may give it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.maps.room import Area

TEXT, SMALL_TEXT = 16, 14
KEPT_WIDTHS = 32_768  # a map tries each name in several places

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Label:
    """A text at half its height: `anchor` says which end of it (start, middle, end) stands at x."""

    text: str
    x: int
    y: int
    anchor: str = "start"
    size: int = TEXT

    @property
    def area(self) -> Area:
        """The room it takes."""
        width = text_width(self.text, self.size)
        left = self.x - width * _ANCHORS[self.anchor]
        return left, self.y - 0.55 * self.size, left + width, self.y + 0.55 * self.size


@dataclass(frozen=True, slots=True)
class Mark:
    """A town: a dot or ring at x, y, and its name."""

    x: int
    y: int
    label: Label


@lru_cache(KEPT_WIDTHS)
def text_width(text: str, size: int) -> float:
    """About how wide a text is in a common sans serif, in units; wider rather than narrower."""
    narrow = sum(letter in "fijlrtI.,'’-() " for letter in text)
    wide = sum(letter in "mwMW" for letter in text)
    capital = sum(letter.isupper() and letter not in "IMW" for letter in text)
    return size * (0.58 * len(text) - 0.24 * narrow + 0.32 * wide + 0.12 * capital)


def labels_around(text: str, x: int, y: int, *, gap: int) -> Iterator[Label]:
    """Where the name of a dot may stand, best first: right of it, left, below, above."""
    yield Label(text, x + gap, y)
    yield Label(text, x - gap, y, "end")
    yield Label(text, x, y + gap + 8, "middle")
    yield Label(text, x, y - gap - 8, "middle")
