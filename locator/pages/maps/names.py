"""Names on a map: the origin's always, those of towns and counties where there is room."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from locator.pages.maps.label import SMALL_TEXT, Label, Mark, labels_around
from locator.pages.maps.room import is_on_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.geo.outlines import County, Land
    from locator.model.point import Point
    from locator.pages.maps.room import Room
    from locator.pages.maps.sheet import Sheet

    Named = tuple[str, Point]

MOST_TOWNS, MOST_COUNTIES = 9, 4


def place_origin(sheet: Sheet, room: Room, origin: Named) -> Mark:
    """The origin is always named: over something else, rather than not at all."""
    x, y = sheet.place(origin[1])
    labels = [partial(labels_around, origin[0], x, y, gap=gap) for gap in (12, 24, 36)]
    free = (label for around in labels for label in around() if room.has(label.area))
    whole = (label for around in labels for label in around() if is_on_sheet(label.area, 2))
    label = next(chain(free, whole, labels[0]()))
    room.take((x - 9, y - 9, x + 9, y + 9), label.area)
    return Mark(x, y, label)


def place_towns(sheet: Sheet, room: Room, towns: Iterable[Named], *, but: str) -> tuple[Mark, ...]:
    """Names towns in their order for as long as there is room; no dot goes without its name."""
    marks: list[Mark] = []
    for name, point in towns:
        x, y = sheet.place(point)
        dot = (x - 3, y - 3, x + 3, y + 3)
        labels = labels_around(name, x, y, gap=7) if name != but and room.has(dot, gap=4) else ()
        label = next((label for label in labels if room.has(label.area, gap=5)), None)
        if label is not None:
            room.take(dot, label.area)
            marks.append(Mark(x, y, label))
        if len(marks) == MOST_TOWNS:
            break
    return tuple(marks)


def place_counties(sheet: Sheet, room: Room, land: Land) -> tuple[Label, ...]:
    """Names the counties that fill most of the map, each where its name lies wholly inside it."""
    labels: list[Label] = []
    for county in sorted(land.counties, key=lambda county: (-county.area, county.name)):
        label = _county_label(sheet, room, county)
        if label is not None and all(label.text != other.text for other in labels):
            room.take(label.area)
            labels.append(label)
        if len(labels) == MOST_COUNTIES:
            break
    return tuple(labels)


def _county_label(sheet: Sheet, room: Room, county: County) -> Label | None:
    x, y = (round(value) for value in sheet.project(*county.centre))
    for shift in (0, 30, -30, 60, -60):
        label = Label(county.name, x, y + shift, "middle", SMALL_TEXT)
        area = label.area
        if room.has(area, gap=6) and county.holds(sheet.box(area)):
            return label
    return None
