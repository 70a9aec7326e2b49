"""Places under their names, ready to be completed while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.geo.names import fold_name, name_words
from locator.geo.prefixes import Prefixes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import numpy.typing as npt

    from locator.geo.prefixes import Ids
    from locator.model.place import Place

    Floats = npt.NDArray[np.float64]

_ARTICLE = "The "


class PlaceNames:
    """Places by their names, by later words of those and by other names, as positions in `places`."""

    def __init__(self, places: Iterable[Place], others: Iterable[tuple[str, int]] = ()) -> None:
        """`others` are the keys of other names, each with the position of the place that bears it."""
        self.places = tuple(places)
        self.names = Prefixes(_names(self.places))
        self.later_words = Prefixes(_later_words(self.places))
        self.other_names = Prefixes(others)
        self._codes = {code: i for i, code in enumerate(sorted({place.region for place in self.places}))}
        self._regions = np.array([self._codes[place.region] for place in self.places], dtype=np.int16)

    def in_regions(self, ids: Ids, codes: Collection[str]) -> Ids:
        """Those of the places that lie in one of the states."""
        wanted = [self._codes[code] for code in codes if code in self._codes]
        return ids[np.isin(self._regions[ids], wanted)]


class Ranking:
    """An order of places, the heaviest first, equals as they stand."""

    def __init__(self, weights: Floats) -> None:
        self._order = np.argsort(-weights, kind="stable").astype(np.int32)
        self._rank = np.empty_like(self._order)
        self._rank[self._order] = np.arange(len(self._order), dtype=np.int32)

    def first(self, ids: Ids, count: int) -> list[int]:
        """The first of some places, each once."""
        ranks = self._rank[ids]
        if len(ranks) > count:
            ranks = np.partition(ranks, count)[:count]
        best: list[int] = self._order[np.unique(ranks)].tolist()
        return best


def _names(places: Sequence[Place]) -> Iterator[tuple[str, int]]:
    for i, place in enumerate(places):
        key = fold_name(place.name)
        yield key, i
        if place.name.startswith(_ARTICLE):
            yield f"the{key}", i


def _later_words(places: Sequence[Place]) -> Iterator[tuple[str, int]]:
    """ "smyrnabeach" and "beach" for New Smyrna Beach."""
    for i, place in enumerate(places):
        words = name_words(place.name)
        for start in range(1, len(words)):
            yield "".join(words[start:]), i
