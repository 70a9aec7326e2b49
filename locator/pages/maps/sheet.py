"""The sheet that a map is drawn on: which part of the globe it shows, and what lies where on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from locator.geo.clipping import Box
from locator.model.point import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.geo.clipping import Position

WIDTH, HEIGHT = 480, 360
LEAST_KM, MOST_KM = 40.0, 1000.0  # the outlines are too coarse for less, too many for more

KM_PER_DEGREE = math.radians(6371.0088)  # of latitude, on the mean sphere (IUGG)
_FULL_TURN = 360.0
_SIDE, _TOP, _BOTTOM = 44, 48, 40  # margins; a pin stands up from its point

Spot = tuple[int, int]


@dataclass(frozen=True)  # no slots: what each position is multiplied by is kept beside it
class Sheet:
    """What part of the globe the sheet shows: `km` wide at the centre, equirectangular, north up."""

    centre: Point
    km: float

    @property
    def radius_km(self) -> float:
        """How far the corners lie from the centre: within it are all the towns it can show."""
        return self.km / 2 * math.hypot(1, HEIGHT / WIDTH)

    @cached_property
    def _scales(self) -> tuple[float, float]:
        """How long a degree of longitude is, compared with the equator's, and units for one of latitude."""
        return _narrowing(self.centre.lat), WIDTH / self.km * KM_PER_DEGREE

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Turns degrees into units right of and below the top left corner of the sheet."""
        narrowing, scale = self._scales
        x = (lon - self.centre.lon) * narrowing * scale
        return WIDTH / 2 + x, HEIGHT / 2 - (lat - self.centre.lat) * scale

    def spots(self, line: Iterable[Position]) -> list[Spot]:
        """The same for many positions, in whole units."""
        (narrowing, scale), lat, lon = self._scales, self.centre.lat, self.centre.lon
        x, y = WIDTH / 2, HEIGHT / 2
        return [(round(x + (at - lon) * narrowing * scale), round(y - (up - lat) * scale)) for at, up in line]

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """Turns units into longitude and latitude; the longitude may lie beyond ±180."""
        narrowing, scale = self._scales
        lon = self.centre.lon + (x - WIDTH / 2) / scale / narrowing
        return lon, self.centre.lat - (y - HEIGHT / 2) / scale

    def box(self, area: tuple[float, float, float, float]) -> Box:
        """Turns an area (left, top, right, bottom) into bounds in degrees."""
        left, top, right, bottom = area
        west, south = self.unproject(left, bottom)
        east, north = self.unproject(right, top)
        return Box(west, south, east, north)

    def place(self, point: Point) -> Spot:
        """Finds where a point lies on the sheet, going the short way round the globe."""
        x, y = self.project(_turned(point.lon, self.centre.lon), point.lat)
        return round(x), round(y)


def sheet_for(points: Sequence[Point]) -> Sheet:
    """Chooses the sheet that holds the points, except those that would make it wider than MOST_KM.

    The first point is always in it. Raises ValueError without points.
    """
    if not points:
        raise ValueError("a map needs a point to show")
    extent = _Extent.of(points[0])
    for point in points[1:]:
        wider = extent.with_point(point)
        if wider.km <= MOST_KM:
            extent = wider
    return extent.sheet


def sheet_around(points: Sequence[Point]) -> Sheet:
    """The sheet that holds all the points, however wide that makes it."""
    extent = _Extent.of(points[0])
    for point in points[1:]:
        extent = extent.with_point(point)
    return extent.sheet


class _Extent(NamedTuple):
    """How far some points reach in degrees; longitudes lie within half a turn of the first."""

    first: float
    south: float
    north: float
    west: float
    east: float

    @classmethod
    def of(cls, point: Point) -> _Extent:
        return cls(point.lon, point.lat, point.lat, point.lon, point.lon)

    def with_point(self, point: Point) -> _Extent:
        first, south, north, west, east = self
        lat, lon = point.lat, _turned(point.lon, first)
        return _Extent(first, min(south, lat), max(north, lat), min(west, lon), max(east, lon))

    @property
    def km(self) -> float:
        """The width of the sheet that holds them."""
        _, south, north, west, east = self
        across = (east - west) * _narrowing((south + north) / 2) / (WIDTH - 2 * _SIDE)
        upright = (north - south) / (HEIGHT - _TOP - _BOTTOM)
        return max(LEAST_KM, max(across, upright) * WIDTH * KM_PER_DEGREE)

    @property
    def sheet(self) -> Sheet:
        lat, lon, km = (self.south + self.north) / 2, (self.west + self.east) / 2, self.km
        # The points stand in the middle of what the margins leave, not of the sheet.
        lat += (_TOP - _BOTTOM) / 2 * km / WIDTH / KM_PER_DEGREE
        return Sheet(Point(min(lat, 90.0), _turned(lon, 0.0)), km)


def _narrowing(lat: float) -> float:
    """How long a degree of longitude is, compared with the equator's."""
    return max(0.01, math.cos(math.radians(lat)))


def _turned(lon: float, towards: float) -> float:
    """The same meridian, within half a turn of another."""
    return lon - _FULL_TURN * round((lon - towards) / _FULL_TURN)
