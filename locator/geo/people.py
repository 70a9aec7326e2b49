"""How many people live near: the populations of towns, each counted at its centre.

Towns overlap a little: the gazetteer lists some parts of large cities as settlements of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.geo.distance import WGS84
from locator.geo.nearest import NearestIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from locator.model.place import Place
    from locator.model.point import Point

_KM_PER_DEGREE = 110.57  # of latitude, nowhere less (at the equator)
_SLACK_KM = 0.05  # a chord of up to 100 km is at most a few metres short of its geodesic


class People:
    """Counts people in the settlements given; immutable, so threads may share it."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(sorted(places, key=lambda place: place.point.lat))
        self._lats = np.array([place.point.lat for place in self._places])
        self._lons = np.array([place.point.lon for place in self._places])
        self._counts = np.array([place.population for place in self._places], dtype=np.int64)

    @property
    def places(self) -> tuple[Place, ...]:
        """The settlements, from south to north."""
        return self._places

    def within(self, point: Point, radii_km: Sequence[float]) -> tuple[int, ...]:
        """How many live within each radius of a point, by geodesic distance; the rim counts."""
        reach = max(radii_km) / _KM_PER_DEGREE * 1.001
        first, last = np.searchsorted(self._lats, (point.lat - reach, point.lat + reach))
        lons, lats = self._lons[first:last], self._lats[first:last]
        here = np.full(len(lons), point.lon), np.full(len(lats), point.lat)
        # A degree of longitude is shorter than one of latitude by this much, so the strip is cut to a box.
        wide = reach / max(0.01, np.cos(np.radians(min(89.0, abs(point.lat) + reach))))
        near = np.abs((lons - point.lon + 180.0) % 360.0 - 180.0) <= wide
        metres: NDArray[np.float64] = WGS84.inv(here[0][near], here[1][near], lons[near], lats[near])[2]
        km = np.round(metres * 1e6) / 1e9
        counts = self._counts[first:last][near]
        return tuple(int(counts[km <= radius].sum()) for radius in radii_km)

    def reached(self, points: Sequence[Point], radii_km: Sequence[float]) -> tuple[int, ...]:
        """How many live within each radius of at least one of the points, nobody twice."""
        if not points or not self._places:
            return (0,) * len(radii_km)
        index = NearestIndex({str(number): point for number, point in enumerate(points)})
        chords = index.chords_km(place.point for place in self._places)
        return tuple(self._reached(index, chords, radius) for radius in radii_km)

    def _reached(self, index: NearestIndex, chords: NDArray[np.float64], radius: float) -> int:
        sure = chords <= radius - _SLACK_KM
        doubtful = np.flatnonzero((chords > radius - _SLACK_KM) & (chords <= radius))
        more = (i for i in doubtful if index.nearest(self._places[i].point, 1, within_km=radius))
        return int(self._counts[sure].sum()) + sum(int(self._counts[i]) for i in more)
