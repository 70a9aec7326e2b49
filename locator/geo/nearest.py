"""The k nearest points on the WGS-84 ellipsoid: exact, in true order, ties by id.

Points become Cartesian (Earth-centred, height 0) and go into a k-d tree, which returns them by
chord, the straight line through the Earth. Geodesics are computed only for those that may win.

Why no point is missed. Let c be the chord of two points and d their geodesic, both in km.

Lower bound, c <= d: nothing is shorter than the straight line. The walk stops at the first chord
longer than the k-th best geodesic so far; every point not yet met has at least that chord, hence
a longer geodesic. The stop rule rests on this bound and, from far away, on the next.

Lower bound from far away, 2b asin(c / 2a) <= d: stretched along its axis by a/b the ellipsoid is a
sphere of radius a. No line on it grows by more than a/b, no chord shrinks; so d a/b is no shorter than
an arc of that sphere over c. Chords alone would say little at 5,000 km, where all are much too short.

Upper bound, d <= 2R asin(c / 2R) for c < 2R, with R = b²/a = 6335.439 km: a geodesic curves only
as its surface does, nowhere more than 1/R (the meridian at the equator), so by Schur's comparison
theorem (1921) its chord is no shorter than that of an equally long arc of a circle of radius R.
(That takes d <= πR; a longer geodesic ends so near the antipode that c > 2R.) So the walk is
short: if k accepted points lie within chord c, none beyond chord r = 2R asin(c / 2R) is needed,
and r - c is about c³ / 24R²: a metre at 100 km, a kilometre at 1,000 km.
"""

from __future__ import annotations

import math
import os
from bisect import insort
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from locator.geo.distance import WGS84, way, ways
from locator.model.point import Point

# Read when pykdtree loads: on a busy machine a pool of threads can cost milliseconds for a query
# that takes one thread three microseconds.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from pykdtree.kdtree import KDTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

RADIUS_KM = WGS84.b**2 / WGS84.a / 1e3  # of the meridian at the equator, where it bends most
MICROMETRE = 1e-9  # in km: what distance_km rounds to, and far more than the error of a chord
FAR_KM = 2_000.0  # where the stretched sphere tells more than the chord (from 1,813 km on)
GROWTH = 4
FEW = 16  # the first batch where a radius, not k, may end the walk
# pykdtree sorts its answers by insertion: for more than these, sorting all chords is cheaper.
TREE_LIMIT = 1_000


class Neighbour(NamedTuple):
    """One answer: the id of a point, and how far from the origin it lies and in which direction."""

    id: str
    distance_km: float
    bearing: float


Candidate = tuple[float, int, list[float]]  # the square of the chord in km², the row, [lat, lon]


class NearestIndex:
    """Answers "which points are nearest?"; threads may share it."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        # In the order of ids, so that rows break ties; in arrays, where a row is one look into memory.
        ids = sorted(points)
        degrees = degrees_of(points[id_] for id_ in ids)
        self._hold(ids, degrees, cartesians_km(degrees))

    def _hold(self, ids: list[str], degrees: NDArray[np.float64], cartesian: NDArray[np.float64]) -> None:
        self._ids, self._degrees, self._cartesian = ids, degrees, cartesian
        self._tree = KDTree(cartesian) if ids else None

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def ids(self) -> Sequence[str]:
        """Of all points, in order."""
        return self._ids

    def of(self, allowed: NDArray[np.bool_]) -> NearestIndex:
        """An index of those points alone that are allowed, which is said for each in the order of ids."""
        rows = np.flatnonzero(allowed)
        index = object.__new__(NearestIndex)
        index._hold([self._ids[row] for row in rows.tolist()], self._degrees[rows], self._cartesian[rows])
        return index

    def nearest(
        self,
        origin: Point,
        k: int,
        *,
        accept: Callable[[str], bool] | None = None,
        within_km: float | None = None,
    ) -> list[Neighbour]:
        """The k points with the shortest geodesics from origin, nearest first, ties by id.

        Only ids that `accept` allows count, and only distances up to and including `within_km`.
        Fewer than k are returned if there are no more; none if k is 0 or less.
        """
        if k <= 0:
            return []
        limit = math.inf if within_km is None else within_km
        reach = chord_reach(limit)
        lat, lon = origin.lat, origin.lon
        found: list[tuple[float, int, float]] = []
        size = k + 1 if within_km is None else min(k + 1, FEW)
        for square, row, (there_lat, there_lon) in chain.from_iterable(self._batches(origin, size, limit)):
            if square > reach * reach:
                break
            if accept is not None and not accept(self._ids[row]):
                continue
            distance, bearing = way(lat, lon, there_lat, there_lon)
            if distance <= limit:
                insort(found, (distance, row, bearing))
                if len(found) >= k:
                    del found[k:]
                    limit = found[-1][0]
                    reach = chord_reach(limit)
        return [Neighbour(self._ids[row], distance, bearing) for distance, row, bearing in found]

    def nearest_to_each(self, origins: Sequence[Point], k: int) -> list[list[Neighbour]]:
        """What `nearest` answers for each origin, all looked for at once: a few microseconds each.

        A radius needs no word: those within it are the first of an answer.
        """
        width, size = min(k, len(self)), min(k + 1, len(self))  # one more to end the walk
        if self._tree is None or not origins or width <= 0 or size > TREE_LIMIT:
            return [self.nearest(origin, k) for origin in origins]
        here = degrees_of(origins)
        # One neighbour comes as a number, not as a list of one.
        chords, rows = (each.reshape(-1, size) for each in self._tree.query(cartesians_km(here), k=size))
        rows = rows[:, :width]
        distances, bearings = ways(np.repeat(here[:, None], width, axis=1), self._degrees[rows])
        order = np.lexsort((rows, distances))
        best = [np.take_along_axis(each, order, 1).ravel().tolist() for each in (rows, distances, bearings)]
        found = list(map(Neighbour, map(self._ids.__getitem__, best[0]), *best[1:]))
        # Without proof that none beyond may win or tie, the walk goes on.
        is_proven = (chords[:, -1] > distances.max(axis=1) + MICROMETRE) | (width == len(self))
        return [
            found[at * width : (at + 1) * width] if is_whole else self.nearest(origin, k)
            for at, (origin, is_whole) in enumerate(zip(origins, is_proven.tolist(), strict=True))
        ]

    def nearest_id_to_each(self, origins: Sequence[Point]) -> list[str]:
        """The id of the point that `nearest` finds first from each origin; nothing without points.

        Chords alone tell it, by the two bounds above, but where a second point is nearly as near.
        """
        size = min(2, len(self))
        if self._tree is None or not origins:
            return []
        chords, rows = self._tree.query(cartesians_km(degrees_of(origins)), k=size)
        chords, rows = (
            chords.reshape(-1, size),
            rows.reshape(-1, size),
        )  # one comes as a number, not as a list
        reach = 2 * RADIUS_KM * np.arcsin(np.minimum(chords[:, 0] / (2 * RADIUS_KM), 1.0))
        is_proven = (chords[:, 1] > reach + MICROMETRE) if size > 1 else np.ones(len(rows), dtype=bool)
        return [
            self._ids[row] if is_sure else self.nearest(origin, 1)[0].id
            for origin, row, is_sure in zip(origins, rows[:, 0].tolist(), is_proven.tolist(), strict=True)
        ]

    def chords_km(self, origins: Iterable[Point]) -> NDArray[np.float64]:
        """The straight line through the Earth from each origin to its nearest point; infinite without points.

        All at once and no geodesic: up to 100 km it is less than a metre or two short. For weighing, not
        for telling.
        """
        here = cartesians_km(degrees_of(origins))
        if self._tree is None or not len(here):
            return np.full(len(here), math.inf)
        chords: NDArray[np.float64] = self._tree.query(here, k=1)[0]
        return chords

    def _batches(self, origin: Point, size: int, limit: float) -> Iterator[Iterable[Candidate]]:
        """Each point once, shortest chord first; `size` is the first batch.

        Those with a chord longer than `limit` km may be left out.
        """
        if self._tree is None:
            return
        here = np.array([cartesian_km(origin)])
        met: set[int] = set()
        while size < min(len(self), TREE_LIMIT):
            squares, rows = self._tree.query(here, k=size, sqr_dists=True)
            yield self._unmet(squares[0], rows[0], met)
            # A set, not a count: points at one chord may change places in a longer answer.
            met.update(rows[0].tolist())
            size *= GROWTH
        every = np.square(self._cartesian - here).sum(axis=1)
        within = np.flatnonzero(every <= (limit + MICROMETRE) ** 2)
        order = within[np.argsort(every[within])]
        for start in range(0, len(order), TREE_LIMIT):
            rows = order[start : start + TREE_LIMIT]
            yield self._unmet(every[rows], rows, met)

    def _unmet(self, squares: NDArray[np.float64], rows: NDArray[Any], met: set[int]) -> Iterable[Candidate]:
        places = self._degrees.take(rows, axis=0)
        found = zip(squares.tolist(), rows.tolist(), places.tolist(), strict=True)
        return (each for each in found if each[1] not in met) if met else found


def chord_reach(limit: float) -> float:
    """A chord in km that only ways longer than `limit` km exceed."""
    if limit < FAR_KM:
        return limit + MICROMETRE
    a, b = WGS84.a / 1e3, WGS84.b / 1e3
    return min(limit, 2 * a * math.sin(min(limit / (2 * b), math.pi / 2))) + MICROMETRE


def degrees_of(points: Iterable[Point]) -> NDArray[np.float64]:
    """A row [lat, lon] a point."""
    return np.array([(point.lat, point.lon) for point in points]).reshape(-1, 2)


def cartesians_km(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Earth-centred, Earth-fixed [x, y, z] in km of each row [lat, lon] at height 0."""
    lat, lon = np.radians(degrees).T
    normal = WGS84.a / 1e3 / np.sqrt(1.0 - WGS84.es * np.sin(lat) ** 2)
    axial = normal * np.cos(lat)
    return np.column_stack(
        (axial * np.cos(lon), axial * np.sin(lon), normal * (1.0 - WGS84.es) * np.sin(lat))
    )


def cartesian_km(point: Point) -> tuple[float, float, float]:
    """The same of one point; for one, NumPy is ten times slower."""
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    normal = WGS84.a / 1e3 / math.sqrt(1.0 - WGS84.es * math.sin(lat) ** 2)
    axial = normal * math.cos(lat)
    return (
        axial * math.cos(lon),
        axial * math.sin(lon),
        normal * (1.0 - WGS84.es) * math.sin(lat),
    )
