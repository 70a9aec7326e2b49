"""The scale bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.units import KM_PER
from locator.pages.maps.label import SMALL_TEXT, text_width
from locator.pages.maps.sheet import HEIGHT, WIDTH

if TYPE_CHECKING:
    from locator.pages.maps.room import Room
    from locator.pages.maps.sheet import Sheet
    from locator.site.language import Language

_ROUND_NUMBERS = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar from x to x + `length` at y, as long as its text says."""

    x: int
    y: int
    length: int
    text: str


def place_scale(sheet: Sheet, room: Room, say: Language) -> Scale:
    """The longest round distance within a quarter of the width, in a corner that is free."""
    unit = WIDTH / sheet.km * KM_PER[say.units]
    count = max(n for n in _ROUND_NUMBERS if n == 1 or n * unit <= WIDTH / 4)
    text = say.distance(count * KM_PER[say.units])
    length = round(count * unit)
    reach = round(max(length, text_width(text, SMALL_TEXT)))
    corners = [(x, y) for y in (HEIGHT - 14, 36) for x in (14, WIDTH - 14 - reach)]
    areas = [(x - 4, y - 26, x + reach + 4, y + 4) for x, y in corners]
    best = next((i for i, area in enumerate(areas) if room.has(area)), 0)
    room.take(areas[best])
    return Scale(*corners[best], length, text)
