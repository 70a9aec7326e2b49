"""The k nearest rows, exact: the database gives them by chord, the ellipsoid puts them into true order.

The proof is that of `geo/nearest.py`: whoever knows all rows up to a chord that only ways longer than the
k-th geodesic exceed has missed nobody. Until then more rows are asked for.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from locator.geo.distance import way
from locator.geo.nearest import MICROMETRE, RADIUS_KM, chord_reach

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.point import Point

Row = tuple[str, float, float]  # id, lat, lon


class Stretch(NamedTuple):
    """All rows up to a chord in km, the `horizon`; infinite if there are no more."""

    rows: list[Row]
    horizon: float


class Found(NamedTuple):
    """A row with its geodesic from the origin, in km and degrees; ordered by distance, then by id."""

    distance_km: float
    id: str
    bearing: float


def nearest(
    stretches: Iterable[Stretch], origin: Point, k: int, within_km: float | None = None
) -> list[Found]:
    """The k nearest rows, at most `within_km` away; each of the `stretches` reaches farther."""
    limit = math.inf if within_km is None else within_km
    for rows, horizon in stretches:
        found = measured(rows, origin, limit)[:k]
        reach = found[-1].distance_km if len(found) == k else limit
        if horizon > chord_reach(reach):
            return found
    msg = "the stretches end before the rows do"
    raise AssertionError(msg)


def measured(rows: Iterable[Row], origin: Point, limit: float) -> list[Found]:
    """Those rows that lie within `limit` km, in true order."""
    lat, lon = origin.lat, origin.lon
    ways = ((id_, *way(lat, lon, there_lat, there_lon)) for id_, there_lat, there_lon in rows)
    return sorted(Found(km, id_, bearing) for id_, km, bearing in ways if km <= limit)


def sure_chord(radius_km: float) -> float:
    """A chord in km that no way longer than a radius has: d <= 2R asin(c / 2R), turned round.

    What lies between it and the radius has to be measured: a ring a metre wide at 100 km.
    """
    half_turn = min(radius_km / (2 * RADIUS_KM), math.pi / 2)
    return max(2 * RADIUS_KM * math.sin(half_turn) - MICROMETRE, 0.0)
