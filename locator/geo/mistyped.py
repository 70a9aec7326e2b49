"""Names that begin like what was typed so far but for one mistake.

For each place in a key there is the order of all keys without the letter there. A letter that is missing
in what was typed, or wrong, is then found as any beginning is: by bisection, among those keys that agree
with what stands before the mistake.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import chain, groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.geo.prefixes import Ids, Prefixes


FEW = 8  # keys that are sooner read than looked up


class Mistyped:
    """Finds the keys of an index of prefixes in spite of a mistake."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes, self._keys = prefixes, prefixes.keys
        self._orders = list(_orders(self._keys))

    def beginning(self, prefix: str) -> Ids:
        """Whose key begins so, but for one mistake at most: one letter too many, missing, wrong or swapped.

        The first letter counts as right, unless the first two are swapped. If the last letter is the
        mistake, the key must end there: else it would count for nothing.
        """
        return self._prefixes.ids[list(set(self._rows(prefix)))]

    def _rows(self, prefix: str) -> Iterator[int]:
        first, last = 0, len(self._keys)
        for at, letter in enumerate(prefix):
            # A mistake lies no deeper than a key agrees with what was typed.
            first, last = self._prefixes.span(prefix[:at], first, last)
            if last - first <= FEW:
                yield from (row for row in range(first, last) if begins_mistyped(self._keys[row], prefix, at))
                return
            head, after = prefix[:at], prefix[at + 1 :]
            if after:
                yield from range(*self._prefixes.span(head + after[0] + letter + after[1:], first, last))
            if at and after:
                yield from range(*self._prefixes.span(head + after, first, last))
                yield from self._with_rest(at, after, first, last)
            elif at:
                yield from self._ending(at, first, last)
            if at:
                yield from self._with_rest(at, letter + after, first, last)

    def _with_rest(self, at: int, rest: str, first: int, last: int) -> Iterator[int]:
        """Of the rows from `first` to before `last` those whose key goes on so after the letter at `at`."""
        keys, order = self._keys, self._orders[at]
        for i in range(bisect_left(order, rest, first, last, key=lambda row: keys[row][at + 1 :]), last):
            if not keys[order[i]].startswith(rest, at + 1):
                return
            yield order[i]

    def _ending(self, at: int, first: int, last: int) -> Iterator[int]:
        """Of the rows those whose key ends before or with the letter at `at`."""
        order = self._orders[at]
        for i in range(first, last):
            if len(self._keys[order[i]]) > at + 1:
                return
            yield order[i]


def begins_mistyped(key: str, prefix: str, at: int = 0) -> bool:
    """Whether the key begins so, but for one mistake at most; the letters before `at` are known to agree."""
    while at < len(prefix) and key[at : at + 1] == prefix[at]:
        at += 1
    letter, after = prefix[at : at + 1], prefix[at + 1 :]
    if not letter or (after and key.startswith(after[0] + letter + after[1:], at)):
        return True
    if at == 0:
        return False
    if not after:
        is_doubled = letter == prefix[at - 1]
        return is_doubled or len(key) <= at + 1 or key.startswith(letter, at + 1)
    return key.startswith((after, letter + after), at + 1) or key.startswith(after, at)


def _orders(keys: Sequence[str]) -> Iterator[Sequence[int]]:
    """For each letter the rows in the order of their keys without it, as far as more than a few are alike."""
    rows: Sequence[int] = range(len(keys))
    alike = rows
    for at in range(max(map(len, keys), default=0) + 1):
        order = array("I", rows)
        groups = [list(each) for _, each in groupby(alike, key=lambda row: keys[row][:at])]
        groups = [each for each in groups if len(each) > FEW]
        for each in groups:
            sorted_ = sorted(each, key=lambda row: keys[row][at + 1 :])
            order[each[0] : each[-1] + 1] = array("I", sorted_)
        alike = list(chain.from_iterable(groups))
        yield order if groups else rows
