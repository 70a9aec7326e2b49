"""Names that begin like what was typed so far but for one mistake.

For each place in a key there is the order of all keys without the letter there. A letter that is missing
in what was typed, or wrong, is then found as any beginning is: by bisection, among those keys that agree
with what stands before the mistake.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.geo.prefixes import Ids, Prefixes


class Mistyped:
    """Finds the keys of an index of prefixes in spite of a mistake."""

    def __init__(self, prefixes: Prefixes) -> None:
        self._prefixes, self._keys = prefixes, prefixes.keys
        longest = max(map(len, self._keys), default=0)
        self._orders = [_without_letter(self._keys, at) for at in range(longest + 1)]

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


def _without_letter(keys: Sequence[str], at: int) -> Sequence[int]:
    """The rows in the order of their keys without the letter at `at`."""
    rest = [key[:at] + key[at + 1 :] for key in keys]
    rows = range(len(keys))
    order = sorted(rows, key=rest.__getitem__)
    return rows if order == list(rows) else array("I", order)
