"""A small map as a drawing, all of it placed in whole units of a sheet of WIDTH by HEIGHT.

The template writes it down, the style sheet gives colors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.maps.lines import path_data
from locator.pages.maps.live import places_data
from locator.pages.maps.names import place_counties, place_origin, place_towns
from locator.pages.maps.pin import place_pins
from locator.pages.maps.room import Room, is_on_sheet
from locator.pages.maps.scale import place_scale
from locator.pages.maps.sheet import HEIGHT, WIDTH, sheet_for
from locator.site.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.geo.outlines import Land, Outlines
    from locator.model.point import Point
    from locator.pages.maps.label import Label, Mark
    from locator.pages.maps.names import Named
    from locator.pages.maps.pin import Pin
    from locator.pages.maps.scale import Scale
    from locator.pages.maps.sheet import Sheet
    from locator.pages.maps.stop import Stop
    from locator.site.language import Language

COUNTIES_KM = 240.0  # wider maps show states only

_BLEED = 4  # land is cut this far outside the sheet, where nobody sees the cut


@dataclass(frozen=True, slots=True)
class Map:
    """A map ready to be written: lines as SVG path data, a title and description in words.

    `centre` and `stops` are the places that it shows; `left_out` are names that lie beyond it.
    """

    land: str
    county_lines: str
    state_lines: str
    counties: tuple[Label, ...]
    towns: tuple[Mark, ...]
    origin: Mark | None
    pins: tuple[Pin, ...]
    scale: Scale
    title: str
    description: str
    centre: Named | None
    stops: tuple[Stop, ...]
    left_out: tuple[str, ...] = ()
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def places(self) -> str:
        """The same as data, for the interactive map."""
        return places_data(self.centre, self.stops)


def draw_map(
    outlines: Outlines,
    *,
    origin: Named | None,
    clinics: Sequence[Stop],
    towns: Iterable[Named] = (),
    say: Language = ENGLISH,
) -> Map:
    """Draws clinics (nearest first) around an origin (name, point).

    `towns` come most important first; one without room is left out, as is a clinic too far off for
    the map, or the origin where even the nearest clinic is. `say` speaks for it. Raises ValueError with
    neither origin nor clinics.
    """
    sheet, near, stops, left_out = _fit(origin, clinics)
    room, land = Room(), land_on(outlines, sheet)
    pins = place_pins(sheet, stops, sheet.place(near[1]) if near else None)
    room.take(*(pin.area for pin in pins))
    return Map(  # what is placed first has the first choice of room
        pins=pins,
        origin=place_origin(sheet, room, near) if near else None,
        scale=place_scale(sheet, room, say),
        towns=place_towns(sheet, room, towns, but=near[0] if near else ""),
        counties=place_counties(sheet, room, land),
        land=path_data(sheet, land.shores, end="z"),
        county_lines=path_data(sheet, land.county_lines),
        state_lines=path_data(sheet, land.state_lines),
        title=_title(near, stops, say),
        description=_description(near, stops, left_out, say),
        centre=near,
        stops=tuple(stops),
        left_out=left_out,
    )


def _fit(
    origin: Named | None, clinics: Sequence[Stop]
) -> tuple[Sheet, Named | None, list[Stop], tuple[str, ...]]:
    """The sheet, what of origin and clinics it holds, and the names of what it does not."""
    points = [stop.point for stop in clinics]
    near = origin if origin and _holds(sheet_for([origin[1], *points[:1]]), points[:1]) else None
    sheet = sheet_for([near[1], *points] if near else points)
    shown = [stop for stop in clinics if _holds(sheet, [stop.point])]
    too_far = [origin[0]] if origin and not near else []
    return sheet, near, shown, (*too_far, *(stop.label for stop in clinics if stop not in shown))


def _holds(sheet: Sheet, points: Iterable[Point]) -> bool:
    return all(is_on_sheet(sheet.place(point) * 2, 0) for point in points)


def land_on(outlines: Outlines, sheet: Sheet) -> Land:
    """The land that a sheet shows, with counties if they are not too small on it."""
    box = sheet.box((-_BLEED, -_BLEED, WIDTH + _BLEED, HEIGHT + _BLEED))
    return outlines.within(box.west, box.south, box.east, box.north, with_counties=sheet.km <= COUNTIES_KM)


def _title(origin: Named | None, stops: Sequence[Stop], say: Language) -> str:
    if origin is not None:
        return say("Map of the area around {place}", place=origin[0])
    return say("Map of {name}", name=stops[0].name) if len(stops) == 1 else say("Map of the list")


def _description(origin: Named | None, stops: Sequence[Stop], left_out: Sequence[str], say: Language) -> str:
    names, far = "; ".join(stop.label for stop in stops), "; ".join(left_out)
    sentences = (
        say("Pins mark {names}.", names=names) if stops else "",
        say("A ring marks {place}.", place=origin[0]) if origin else "",
        say("Too far away for this map: {names}.", names=far) if left_out else "",
        say("This page says the same in words."),
    )
    return " ".join(filter(None, sentences))
