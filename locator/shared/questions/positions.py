"""Points as rows hold them: Earth-centred, so that the distance of two is the chord, in km."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from locator.geo.nearest import cartesian_km, cartesians_km, degrees_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.point import Point

_LITTLE_ENDIAN, _POINT_Z = 1, 0x80000001  # of PostGIS's extended well-known binary
_POINT = struct.Struct("<BIddd")


def written(points: Iterable[Point]) -> list[str]:
    """Each point as a `geometry(PointZ)` is written."""
    return [
        _POINT.pack(_LITTLE_ENDIAN, _POINT_Z, *xyz).hex()
        for xyz in cartesians_km(degrees_of(points)).tolist()
    ]


def spot(point: Point) -> str:
    """One point, to be asked about."""
    return _written(*cartesian_km(point))


def _written(x: float, y: float, z: float) -> str:
    return _POINT.pack(_LITTLE_ENDIAN, _POINT_Z, x, y, z).hex()
