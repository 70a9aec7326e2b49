"""Whom a page would reach: people who live near the town, and nearer to no town that has a page already.

A settlement's people, counted at its centre, are reached by a page about a town up to REACH_KM away if no
town with a page lies nearer to them, and if the town is not the smaller of the two: nobody looks for a page
about a hamlet next to the city that they live in. Each town that gets a page takes its people from those
that are suggested after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.geo.nearest import NearestIndex
from locator.geo.vicinity import Vicinity
from locator.model.units import KM_PER_MILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from locator.model.place import Place
    from locator.model.point import Point

REACH_KM = 10 * KM_PER_MILE  # whoever lives further away looks for a place of their own


class Reach:
    """The people whom each of some towns would reach, while ever more towns get a page."""

    def __init__(self, towns: Sequence[Place], settlements: Sequence[Place], pages: Sequence[Point]) -> None:
        """`settlements` are where people live, `pages` the points of the towns that have a page."""
        self._settlements = settlements
        self._people = np.array([each.population for each in settlements], dtype=np.int64)
        self._most = [town.population for town in towns]
        index = NearestIndex({str(at): point for at, point in enumerate(pages)})
        self._to_page: NDArray[np.float64] = index.chords_km(each.point for each in settlements)
        self._around = Vicinity([each.point for each in settlements]).around(
            [town.point for town in towns], REACH_KM
        )

    def people(self, town: int) -> int:
        """How many people the town, by its place in the list, would reach as things are."""
        return int(self._people[self._rows(town)].sum())

    def settlements(self, town: int) -> tuple[Place, ...]:
        """Where they live, the largest first."""
        places = (self._settlements[row] for row in self._rows(town))
        return tuple(sorted(places, key=lambda place: (-place.population, place.name)))

    def grant(self, town: int) -> None:
        """Has the town a page from now on."""
        rows, chords = self._around[town]
        self._to_page[rows] = np.minimum(self._to_page[rows], chords)

    def _rows(self, town: int) -> NDArray[np.int64]:
        rows, chords = self._around[town]
        return rows[(chords < self._to_page[rows]) & (self._people[rows] <= self._most[town])]
