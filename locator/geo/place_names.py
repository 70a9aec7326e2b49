"""Places under their names, ready to be completed while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.geo.mistyped import Mistyped
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
    """Places by their names, by later words of those and by other names, as positions in `places`.

    `keys` are the folded names of the places.
    """

    def __init__(self, places: Iterable[Place], others: Iterable[tuple[str, int]] = ()) -> None:
        """`others` are the keys of other names, each with the position of the place that bears it."""
        self.places = tuple(places)
        words = [name_words(place.name) for place in self.places]
        self.keys = ["".join(each) for each in words]
        self.names = Prefixes(_names(self.places, self.keys))
        self.mistyped = Mistyped(self.names)
        self.later_words = Prefixes(_later_words(words))
        self.other_names = Prefixes(others)
        self._codes = {code: i for i, code in enumerate(sorted({place.region for place in self.places}))}
        self._regions = np.array([self._codes[place.region] for place in self.places], dtype=np.int16)
        self._counties: dict[str, str] = {}

    def in_regions(self, ids: Ids, codes: Collection[str]) -> Ids:
        """Those of the places that lie in one of the states."""
        wanted = np.zeros(len(self._codes), dtype=bool)
        wanted[[self._codes[code] for code in codes if code in self._codes]] = True
        return ids[wanted[self._regions[ids]]]

    def in_counties(self, ids: Ids, beginning: str) -> Ids:
        """Those of the places whose county's folded name begins so."""
        return np.array([i for i in ids.tolist() if self._county(i).startswith(beginning)], dtype=np.int32)

    def _county(self, i: int) -> str:
        name = self.places[i].county
        if name not in self._counties:
            self._counties[name] = fold_name(name)
        return self._counties[name]


class Ranking:
    """An order of places, the heaviest first, equals as they stand."""

    def __init__(self, weights: Floats) -> None:
        order = np.argsort(-weights, kind="stable").astype(np.int32)
        self._rank = np.empty_like(order)
        self._rank[order] = np.arange(len(order), dtype=np.int32)
        self._order: list[int] = order.tolist()

    def first(self, ids: Ids, count: int) -> list[int]:
        """The first of some places, each once."""
        ranks = self._rank[ids]
        if len(ranks) > count:
            ranks = np.partition(ranks, count)[:count]
        return [self._order[rank] for rank in sorted(set(ranks.tolist()))]


def _names(places: Sequence[Place], keys: Sequence[str]) -> Iterator[tuple[str, int]]:
    for i, (place, key) in enumerate(zip(places, keys, strict=True)):
        yield key, i
        if place.name.startswith(_ARTICLE):
            yield f"the{key}", i


def _later_words(names: Iterable[Sequence[str]]) -> Iterator[tuple[str, int]]:
    """ "smyrnabeach" and "beach" for New Smyrna Beach."""
    for i, words in enumerate(names):
        for start in range(1, len(words)):
            yield "".join(words[start:]), i
