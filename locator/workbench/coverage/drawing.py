"""The map of coverage: clinics with their radius, towns with and without a page, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

from locator.model.point import Point
from locator.pages.maps.drawing import land_on
from locator.pages.maps.lines import path_data
from locator.pages.maps.names import place_counties, place_towns
from locator.pages.maps.room import Room, is_on_sheet
from locator.pages.maps.scale import place_scale
from locator.pages.maps.sheet import HEIGHT, KM_PER_DEGREE, WIDTH, sheet_around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from locator.model.clinic import Clinic
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.pages.maps.label import Label, Mark
    from locator.pages.maps.scale import Scale
    from locator.pages.maps.sheet import Sheet
    from locator.site.snapshot import Site

MOST_DOTS = 600  # towns without a page that are drawn, the largest first
SQUARE = 10  # half of what marks a suggestion, with its line

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """A drawing in units of a sheet; `with_page` and `without_page` are dots as SVG path data."""

    land: str
    county_lines: str
    state_lines: str
    counties: tuple[Label, ...]
    towns: tuple[Mark, ...]
    radius: int
    clinics: tuple[Spot, ...]
    with_page: str
    without_page: str
    suggested: tuple[tuple[int, int, int], ...]
    scale: Scale
    width: int = WIDTH
    height: int = HEIGHT


def draw_coverage(
    site: Site,
    clinics: Sequence[Clinic],
    towns: Iterable[Town],
    others: Sequence[Place],
    suggested: Sequence[Point],
) -> CoverageMap | None:
    """Draws what lies around some clinics; `others` are towns without a page. None without clinics."""
    if not clinics:
        return None
    radius_km = site.config.service_radius_km
    sheet, room = sheet_around([*_rims(clinics, radius_km)]), Room()
    land, scale = land_on(site.outlines, sheet), place_scale(sheet, room, site.say)
    squares = tuple(_squares(sheet, suggested))
    room.take(*((x - SQUARE, y - SQUARE, x + SQUARE, y + SQUARE) for x, y, _ in squares))
    paged = sorted(towns, key=lambda town: (-town.population, town.key))
    return CoverageMap(
        land=path_data(sheet, land.shores, end="z"),
        county_lines=path_data(sheet, land.county_lines),
        state_lines=path_data(sheet, land.state_lines),
        towns=place_towns(sheet, room, ((town.name, town.point) for town in paged), but=""),
        counties=place_counties(sheet, room, land),
        radius=round(radius_km / sheet.km * WIDTH),
        clinics=tuple(_spots(sheet, (clinic.point for clinic in clinics))),
        with_page=_dots(sheet, (town.point for town in paged)),
        without_page=_dots(sheet, (place.point for place in others[:MOST_DOTS])),
        suggested=squares,
        scale=scale,
    )


def _squares(sheet: Sheet, points: Iterable[Point]) -> Iterator[tuple[int, int, int]]:
    """Where the suggestions stand, with their numbers; those elsewhere, in other states, are left out."""
    for number, point in enumerate(points, 1):
        spot = sheet.place(point)
        if is_on_sheet(spot * 2, SQUARE):
            yield *spot, number


def _rims(clinics: Iterable[Clinic], radius_km: float) -> Iterator[Point]:
    """The northern, southern, eastern and western ends of what lies within the radius of each clinic."""
    for clinic in clinics:
        lat, lon = clinic.point.lat, clinic.point.lon
        up = radius_km / KM_PER_DEGREE
        across = up / max(0.01, cos(radians(lat)))
        yield from (Point(lat, lon), Point(min(90.0, lat + up), lon), Point(max(-90.0, lat - up), lon))
        yield from (Point(lat, _turned(lon + side)) for side in (across, -across))


def _turned(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0


def _spots(sheet: Sheet, points: Iterable[Point]) -> list[Spot]:
    placed = (sheet.place(point) for point in points)
    return [spot for spot in dict.fromkeys(placed) if is_on_sheet(spot * 2, 0)]


def _dots(sheet: Sheet, points: Iterable[Point]) -> str:
    """A dot is a line without length, which the style sheet gives a round end."""
    return "".join(f"M{x} {y}h0" for x, y in _spots(sheet, points))
