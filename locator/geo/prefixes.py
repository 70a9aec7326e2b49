"""Names that begin like what was typed so far: a sorted list and bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Ids = npt.NDArray[np.int32]

_LAST = 0x10FFFF
NOBODY: Ids = np.empty(0, dtype=np.int32)


class Prefixes:
    """Keys of fold_name in alphabetical order, each with the number of what bears it."""

    def __init__(self, named: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(named)
        self.keys = [key for key, _ in pairs]
        self.ids: Ids = np.array([id_ for _, id_ in pairs], dtype=np.int32)

    def named(self, key: str) -> Ids:
        """Who bears this very key."""
        first = bisect_left(self.keys, key)
        if first == len(self.keys) or self.keys[first] != key:
            return NOBODY
        return self.ids[first : bisect_right(self.keys, key, first)]

    def beginning(self, prefix: str) -> Ids:
        """Whose key begins so."""
        first, last = self.span(prefix, 0, len(self.keys))
        return self.ids[first:last] if first < last else NOBODY

    def span(self, prefix: str, first: int, last: int) -> tuple[int, int]:
        """The rows from `first` to before `last` whose key begins so, as the first and the one after."""
        first = bisect_left(self.keys, prefix, first, last)
        if first == last or not self.keys[first].startswith(prefix):
            return first, first
        return first, bisect_left(self.keys, after_all(prefix), first, last)


def after_all(prefix: str) -> str:
    """A text that comes after all that begin with the prefix, and before what comes after those."""
    stem = prefix.rstrip(chr(_LAST))
    return stem[:-1] + chr(ord(stem[-1]) + 1) if stem else chr(_LAST)
