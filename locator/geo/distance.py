"""How far and in which direction: from one Point to another along the WGS-84 ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyproj import Geod

if TYPE_CHECKING:
    from locator.model.point import Point

WGS84 = Geod(ellps="WGS84")

COMPASS = (
    "north",
    "north-east",
    "east",
    "south-east",
    "south",
    "south-west",
    "west",
    "north-west",
)


def distance_km(a: Point, b: Point) -> float:
    """The length in kilometres of the shortest way over the ellipsoid; 0 if a and b are one point.

    Rounded to a micrometre, so that equal distances compare equal; the method's own error is
    below 15 nanometres (C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 2013).
    """
    return length_km(a.lat, a.lon, b.lat, b.lon)


def length_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The same of bare degrees."""
    metres: float = WGS84.inv(lon_a, lat_a, lon_b, lat_b)[2]
    return round(metres * 1e6) / 1e9


def bearing_degrees(a: Point, b: Point) -> float:
    """The direction in which the shortest way leaves a: degrees clockwise from north, 0 to < 360.

    0 if a and b are one point.
    """
    azimuth: float
    azimuth, _, metres = WGS84.inv(a.lon, a.lat, b.lon, b.lat)
    # Adding first: a tiny negative azimuth would otherwise become 360.
    return (azimuth + 360.0) % 360.0 if metres else 0.0


def compass(bearing: float) -> str:
    """The nearest of the eight compass words to a bearing in degrees: "north", "north-east", …"""
    return COMPASS[int((bearing + 22.5) // 45.0) % 8]
