"""Names that begin like what was typed so far but for one mistake.

For each place in a key there is the order of all keys without the letter there. A letter that is missing
in what was typed, or wrong, is then found as any beginning is: by bisection, among those keys that agree
with what stands before the mistake.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import chain, groupby, islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.geo.prefixes import Ids, Prefixes


class Mistyped:
    """Finds the keys of an index of prefixes in spite of a mistake."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes, self._keys = prefixes, prefixes.keys
        self._orders = list(_orders(self._keys))

    def beginning(self, prefix: str) -> Ids:
        """Whose key begins so but for one mistake: a letter too many, too few or wrong, or two swapped.

        The first letter counts as right, unless the first two are swapped. If the last letter is the
        mistake, the key must end there: else it would count for nothing.
        """
        return self._prefixes.ids[list(set(self._rows(prefix)))]

    def _rows(self, prefix: str) -> Iterator[int]:
        first, last = 0, len(self._keys)
        for at, letter in enumerate(prefix):
            # A mistake lies no deeper than a key agrees with what was typed.
            first, last = self._prefixes.span(prefix[:at], first, last)
            if first == last:
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
        return takewhile(lambda row: len(self._keys[row]) <= at + 1, islice(order, first, last))


def _orders(keys: Sequence[str]) -> Iterator[Sequence[int]]:
    """For each letter the rows in the order of their keys without it, until that is the order of the keys."""
    rows: Sequence[int] = range(len(keys))
    alike = rows
    for at in range(max(map(len, keys), default=0) + 1):
        order = array("I", rows)
        groups = [list(each) for _, each in groupby(alike, key=lambda row: keys[row][:at])]
        groups = [each for each in groups if keys[each[0]] != keys[each[-1]]]
        for each in groups:
            sorted_ = sorted(each, key=lambda row: keys[row][at + 1 :])
            order[each[0] : each[-1] + 1] = array("I", sorted_)
        alike = list(chain.from_iterable(groups))
        yield order if groups else rows
