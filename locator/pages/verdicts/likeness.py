"""How alike texts are: the share of their runs of five words that two of them have in common (rule E12).

Each run is a number of 64 bits, and a text the sorted numbers of its runs: of twenty million runs, two that
differ have the same number once in ninety thousand sites.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RUN = 5  # words
MIXING = np.uint64(0x9E3779B97F4A7C15)  # odd; the golden ratio of 64 bits, as Knuth hashes
KNOWN_WORDS = 65_536
BLOCK = 2_048  # texts
COMMON = 64  # a run that one of so many texts has is common

Numbers = NDArray[np.uint64]
Shingles = Numbers  # sorted, each once


@lru_cache(KNOWN_WORDS)
def word_number(word: str) -> int:
    """What stands for a word, the same in every process."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())


def word_numbers(words: Sequence[str]) -> Numbers:
    """The words of a text as numbers, in its order."""
    return np.array([word_number(word) for word in words], dtype=np.uint64)


def shingles(words: Numbers) -> Shingles:
    """All runs of five words; a shorter text is one run."""
    runs = np.zeros(max(1, len(words) - RUN + 1), dtype=np.uint64)
    for at in range(min(RUN, len(words))):
        runs = runs * MIXING + words[at : at + len(runs)]
    return np.unique(runs)


def jaccard(one: Shingles, other: Shingles) -> float:
    """What two sets share of all that they have: 1 is the same, 0 nothing."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


class Crowd:
    """Texts, named by their place; some of them are let in, and others compared with those.

    They are gone through several times, so that none need be in memory.

    Runs that many texts have are bits in a row for each text, the others lists of who has them: so that
    one text is held against twenty thousand, exactly, in less than a millisecond.
    """

    def __init__(self, texts: Iterable[Shingles]) -> None:
        every = _every(texts)
        counts = np.zeros(len(every), dtype=np.int64)
        for text in texts:
            counts[np.searchsorted(every, text)] += 1
        self._sizes = np.array([len(text) for text in texts], dtype=np.int64)
        is_common = counts > max(1, len(self._sizes) // COMMON)
        columns = np.cumsum(is_common) - 1
        self._rows = np.zeros((len(self._sizes), int(is_common.sum()) // 64 + 1), dtype=np.uint64)
        self._rare: list[list[int]] = []
        self._lone: list[float] = []
        for row, text in zip(self._rows, texts, strict=True):
            runs = np.searchsorted(every, text)
            _set_bits(row, columns[runs[is_common[runs]]])
            self._rare.append(runs[~is_common[runs] & (counts[runs] > 1)].tolist())
            self._lone.append(float(np.mean(counts[runs] == 1)))
        self._admitted = np.zeros_like(self._rows.T, order="C")  # a column each
        self._admitted_sizes = np.zeros_like(self._sizes)
        self._places: list[int] = []
        self._holders: defaultdict[int, list[int]] = defaultdict(list)

    def lone(self, text: int) -> float:
        """The share of a text's runs that no other text has, let in or not."""
        return self._lone[text]

    def admit(self, text: int) -> None:
        """Lets a text in."""
        self._admitted[:, len(self._places)] = self._rows[text]
        self._admitted_sizes[len(self._places)] = self._sizes[text]
        for run in self._rare[text]:
            self._holders[run].append(len(self._places))
        self._places.append(text)

    def closest(self, text: int) -> tuple[float, int] | None:
        """The likeness and the place of the closest; the one let in first, if there are several."""
        if not self._places:
            return None
        size = len(self._places)
        shared = self._admitted[:, :size] & self._rows[text][:, np.newaxis]
        common = np.bitwise_count(shared).sum(axis=0, dtype=np.int32)
        if holders := [place for run in self._rare[text] for place in self._holders.get(run, ())]:
            common += np.bincount(holders, minlength=size).astype(np.int32)
        scores = common / (self._admitted_sizes[:size] + self._sizes[text] - common)
        best = int(scores.argmax())
        return float(scores[best]), self._places[best]


def _every(texts: Iterable[Shingles]) -> Shingles:
    """The runs of all texts, a block of them in memory at a time."""
    every, left = np.zeros(0, dtype=np.uint64), iter(texts)
    while block := list(islice(left, BLOCK)):
        every = np.unique(np.concatenate([every, *block]))
    return every


def _set_bits(row: NDArray[np.uint64], columns: NDArray[np.int64]) -> None:
    np.bitwise_or.at(row, columns // 64, np.uint64(1) << (columns % 64).astype(np.uint64))
