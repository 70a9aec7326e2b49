"""How alike texts are: the share of their runs of five words that two of them have in common (rule E12).

Up to MOST_EXACT texts are compared one by one, exactly. Beyond, MinHash chooses whom to compare
(Broder 1997; bands as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets"), and the likeness
itself is still exact: one pair of 0.80 in twenty million is overlooked, one of 0.60 in eighty-five.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

RUN = 5  # words
MOST_EXACT = 4_000  # texts
BANDS, ROWS = 32, 4  # of hashes: 1 - (1 - s**ROWS)**BANDS of the pairs of likeness s are compared
PRIME = (1 << 31) - 1
SEED = 20_261_126

Shingles = frozenset[tuple[str, ...]]


def shingles(words: Sequence[str]) -> Shingles:
    """All runs of five words; a shorter text is one run."""
    return frozenset(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def jaccard(one: Shingles, other: Shingles) -> float:
    """What two sets share of all that they have: 1 is the same, 0 nothing."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


class Crowd(Protocol):
    """Texts, named by their place in a list, some of which have been let in."""

    def admit(self, text: int) -> None:
        """Lets a text in."""

    def closest(self, text: int) -> tuple[float, int] | None:
        """The likeness and the place of the text that is most like this one, among those let in before."""


def gather(texts: Sequence[Shingles]) -> Crowd:
    """A crowd of texts, none of them let in yet."""
    return ExactCrowd(texts) if len(texts) <= MOST_EXACT else HashedCrowd(texts)


class ExactCrowd:
    """Compares with everyone: each text is a row of bits, one for each run that several texts have."""

    def __init__(self, texts: Sequence[Shingles]) -> None:
        counts = Counter(shingle for text in texts for shingle in text)
        shared = {shingle: at for at, shingle in enumerate(s for s, count in counts.items() if count > 1)}
        self._sizes = np.array([len(text) for text in texts], dtype=np.int64)
        self._rows = np.zeros((len(texts), len(shared) // 64 + 1), dtype=np.uint64)
        for row, text in zip(self._rows, texts, strict=True):
            bits = np.array([shared[shingle] for shingle in text if shingle in shared], dtype=np.int64)
            np.bitwise_or.at(row, bits // 64, np.uint64(1) << (bits % 64).astype(np.uint64))
        self._admitted = np.zeros_like(self._rows)
        self._places: list[int] = []

    def admit(self, text: int) -> None:
        """Lets a text in."""
        self._admitted[len(self._places)] = self._rows[text]
        self._places.append(text)

    def closest(self, text: int) -> tuple[float, int] | None:
        """The likeness and the place of the closest; the one let in first, if there are several."""
        if not self._places:
            return None
        common = np.bitwise_count(self._admitted[: len(self._places)] & self._rows[text]).sum(axis=1)
        union = self._sizes[self._places] + self._sizes[text] - common
        scores = common / np.maximum(union, 1)
        best = int(scores.argmax())
        return float(scores[best]), self._places[best]


class HashedCrowd:
    """Compares with those that share a band of hashes."""

    def __init__(self, texts: Sequence[Shingles]) -> None:
        self._texts = texts
        self._bands = _bands(texts)
        self._buckets: defaultdict[tuple[int, bytes], list[int]] = defaultdict(list)

    def admit(self, text: int) -> None:
        """Lets a text in."""
        for bucket in self._buckets_of(text):
            self._buckets[bucket].append(text)

    def closest(self, text: int) -> tuple[float, int] | None:
        """The likeness and the place of the closest of those compared; None if there were none."""
        others = {other for bucket in self._buckets_of(text) for other in self._buckets.get(bucket, ())}
        scores = ((jaccard(self._texts[text], self._texts[other]), -other) for other in others)
        best = max(scores, default=None)
        return (best[0], -best[1]) if best else None

    def _buckets_of(self, text: int) -> list[tuple[int, bytes]]:
        return [(band, row.tobytes()) for band, row in enumerate(self._bands[text])]


def _bands(texts: Sequence[Shingles]) -> NDArray[np.int64]:
    """The least of each of BANDS * ROWS random hashes of every text's runs, as bands of rows."""
    random = np.random.default_rng(SEED)
    slopes, starts = random.integers(1, PRIME, (2, BANDS * ROWS, 1), dtype=np.int64)
    numbers: dict[tuple[str, ...], int] = {}
    signatures = np.empty((len(texts), BANDS * ROWS), dtype=np.int64)
    for signature, text in zip(signatures, texts, strict=True):
        runs = np.array([numbers.setdefault(shingle, len(numbers)) for shingle in sorted(text)])
        signature[:] = ((slopes * runs + starts) % PRIME).min(axis=1)
    return signatures.reshape(len(texts), BANDS, ROWS)
