"""Which of many points lie around each of others: all at once, and as the chord tells, for weighing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.geo.nearest import cartesian_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from locator.model.point import Point

Around = tuple["NDArray[np.int64]", "NDArray[np.float64]"]
_BATCH = 500  # rows at a time: 500 of 20,000 chords take 80 MB


class Vicinity:
    """Points that are looked for around others; up to 100 km a chord is a metre or two short of the way."""

    def __init__(self, points: Sequence[Point]) -> None:
        self._points = _cartesian(points)

    def around(self, centres: Sequence[Point], within_km: float) -> list[Around]:
        """For each centre, the rows of the points within a chord of it, and their chords in km."""
        found: list[Around] = []
        here = _cartesian(centres)
        for first in range(0, len(here), _BATCH):
            chords = self._chords(here[first : first + _BATCH])
            for row in chords:
                (near,) = np.nonzero(row <= within_km)
                found.append((near, row[near]))
        return found

    def _chords(self, here: NDArray[np.float64]) -> NDArray[np.float64]:
        squares = (here**2).sum(axis=1)[:, None] + (self._points**2).sum(axis=1) - 2 * here @ self._points.T
        chords: NDArray[np.float64] = np.sqrt(np.maximum(squares, 0.0))
        return chords


def _cartesian(points: Sequence[Point]) -> NDArray[np.float64]:
    return np.array([cartesian_km(point) for point in points]).reshape(-1, 3)
