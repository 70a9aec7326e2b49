"""The nearest of those points that a filter allows, fast however few they are."""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from numpy.typing import NDArray

    from locator.geo.nearest import NearestIndex, Neighbour
    from locator.model.point import Point

    Accept = Callable[[str], bool]
    Allowed = Callable[[], NDArray[np.bool_]]

KINDS = 500  # filters that are remembered at a time
WALK_TO_BUILD = 10  # a refusal on the walk takes as long as ten points in the making of an index
LONG_WALK = 250  # refusals in one search: to go on, all points would have to be sorted
SHARE = 2  # indexes of the allowed hold at most so many times all points


class _LongWalkError(Exception):
    """Ends a search that asks too many in vain."""


class Selections:
    """Looks into an index through filters; threads may share it.

    A filter is asked point by point, nearest first. One whose refusals have cost what an index of those it
    allows costs is given one: so no filter ever costs more than about twice what it must, and one that
    comes seldom or refuses few takes no memory.
    """

    def __init__(self, index: NearestIndex) -> None:
        self._index = index
        self._refused: Counter[Hashable] = Counter()
        self._indexes: dict[Hashable, NearestIndex] = {}
        self._lock = Lock()

    def nearest(
        self,
        origin: Point,
        k: int,
        *,
        kind: Hashable,
        accept: Accept,
        allowed: Allowed | None = None,
        within_km: float | None = None,
    ) -> list[Neighbour]:
        """As NearestIndex does it; filters of one `kind` must accept the same ids.

        What `accept` says of one id, `allowed` says of all in their order, if somebody can tell that faster.
        """
        index = self._indexes.get(kind)
        if index is not None:  # an empty one is an answer, too
            return index.nearest(origin, k, within_km=within_km)
        allowed = allowed or (lambda: np.array([accept(id_) for id_ in self._index.ids], dtype=bool))
        refused = 0

        def counting(id_: str) -> bool:
            nonlocal refused
            is_accepted = accept(id_)
            refused += not is_accepted
            if refused == LONG_WALK:
                raise _LongWalkError
            return is_accepted

        try:
            found = self._index.nearest(origin, k, accept=counting, within_km=within_km)
        except _LongWalkError:
            return self._select(kind, allowed).nearest(origin, k, within_km=within_km)
        if refused and self._has_earned(kind, refused):
            self._select(kind, allowed)
        return found

    def _has_earned(self, kind: Hashable, refused: int) -> bool:
        with self._lock:
            self._refused[kind] += refused
            self._forget(self._refused, len(self._refused) > KINDS)
            return self._refused[kind] * WALK_TO_BUILD >= len(self._index)

    def _select(self, kind: Hashable, allowed: Allowed) -> NearestIndex:
        """Those that the filter allows, with an index of their own."""
        with self._lock:
            index = self._indexes.get(kind)
            if index is None:
                index = self._indexes[kind] = self._index.of(allowed())
                self._refused.pop(kind, None)
                self._forget(self._indexes, len(self._indexes) > KINDS or self._is_large)
            return index

    @property
    def _is_large(self) -> bool:
        return sum(map(len, self._indexes.values())) > SHARE * len(self._index)

    def _forget(self, of: dict[Hashable, Any], is_too_much: bool) -> None:
        """The one that came first."""
        if is_too_much:
            del of[next(iter(of))]
