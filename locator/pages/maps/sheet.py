"""The sheet that a map is drawn on: which part of the globe it shows, and what lies where on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.point import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 480, 360
LEAST_KM, MOST_KM = 40.0, 1000.0  # the outlines are too coarse for less, too many for more

KM_PER_DEGREE = math.radians(6371.0088)  # of latitude, on the mean sphere (IUGG)
_FULL_TURN = 360.0
_SIDE, _TOP, _BOTTOM = 44, 48, 40  # margins; a pin stands up from its point

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What part of the globe the sheet shows: `km` wide at the centre, equirectangular, north up."""

    centre: Point
    km: float

    @property
    def radius_km(self) -> float:
        """How far the corners lie from the centre: within it are all the towns it can show."""
        return self.km / 2 * math.hypot(1, HEIGHT / WIDTH)

    def project(self, lon: float, lat: float) -> tuple[float, float]:
        """Turns degrees into units right of and below the top left corner of the sheet."""
        scale = WIDTH / self.km * KM_PER_DEGREE
        x = (lon - self.centre.lon) * _narrowing(self.centre.lat) * scale
        return WIDTH / 2 + x, HEIGHT / 2 - (lat - self.centre.lat) * scale

    def unproject(self, x: float, y: float) -> tuple[float, float]:
        """Turns units into longitude and latitude; the longitude may lie beyond ±180."""
        scale = WIDTH / self.km * KM_PER_DEGREE
        lon = self.centre.lon + (x - WIDTH / 2) / scale / _narrowing(self.centre.lat)
        return lon, self.centre.lat - (y - HEIGHT / 2) / scale

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
    kept = list(points[:1])
    for point in points[1:]:
        if sheet_around([*kept, point]).km <= MOST_KM:
            kept.append(point)
    return sheet_around(kept)


def sheet_around(points: Sequence[Point]) -> Sheet:
    """The sheet that holds all the points, however wide that makes it."""
    lats = [point.lat for point in points]
    lons = [_turned(point.lon, points[0].lon) for point in points]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    across = (max(lons) - min(lons)) * _narrowing(lat) / (WIDTH - 2 * _SIDE)
    upright = (max(lats) - min(lats)) / (HEIGHT - _TOP - _BOTTOM)
    km = max(LEAST_KM, max(across, upright) * WIDTH * KM_PER_DEGREE)
    # The points stand in the middle of what the margins leave, not of the sheet.
    lat += (_TOP - _BOTTOM) / 2 * km / WIDTH / KM_PER_DEGREE
    return Sheet(Point(min(lat, 90.0), _turned(lon, 0.0)), km)


def _narrowing(lat: float) -> float:
    """How long a degree of longitude is, compared with the equator's."""
    return max(0.01, math.cos(math.radians(lat)))


def _turned(lon: float, towards: float) -> float:
    """The same meridian, within half a turn of another."""
    return lon - _FULL_TURN * round((lon - towards) / _FULL_TURN)
