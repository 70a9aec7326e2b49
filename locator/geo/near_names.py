"""Names at most a few mistakes from another: few are compared, for most cannot be so near.

Each name is a set of letters, one bit a letter. A letter too many or too few changes at most one bit, a
wrong one two, two neighbours swapped none: so names whose bits differ more are passed over, all at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable

_BITS_OF_MISTAKE = 2
_LETTERS = 31  # a mask: what lies 32 apart shares a bit, which only lets more be compared


class NearNames:
    """Folded names in alphabetical order, compared by the optimal string alignment distance."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = sorted(keys)
        self._letters = np.array([_letters(key) for key in self.keys], dtype=np.uint32)
        self._lengths = np.array([len(key) for key in self.keys], dtype=np.int16)

    def near(self, key: str, mistakes: int) -> list[tuple[str, int]]:
        """Names that differ by one to so many mistakes, and by how many, the fewest first."""
        differing = np.bitwise_count(self._letters ^ np.uint32(_letters(key)))
        longer = np.abs(self._lengths - len(key))
        rows = np.flatnonzero((differing <= _BITS_OF_MISTAKE * mistakes) & (longer <= mistakes))
        names = [self.keys[row] for row in rows.tolist()]
        found = process.extract(key, names, scorer=OSA.distance, score_cutoff=mistakes, limit=None)
        return [(name, int(distance)) for name, distance, _ in found if distance]


def _letters(key: str) -> int:
    bits = 0
    for letter in key:
        bits |= 1 << (ord(letter) & _LETTERS)
    return bits
