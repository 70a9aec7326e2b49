"""Names near to one that nobody bears: misspelled ones, cut short ones, ones with a word too many.

Keys are those of fold_name. What counts as one mistake is one letter too many, too few or wrong, or
two neighbours swapped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from locator.geo.names import name_words
from locator.geo.near_names import NearNames
from locator.geo.prefixes import after_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# One mistake in a short name makes another name; two make one even of a longer name.
_LENGTH_OF_ONE_MISTAKE = 5
_LENGTH_OF_TWO = 9
_LONGEST = 60  # letters; no American place has a longer name

# Directions, legal forms and the landscape: what a name is told from its neighbours' by.
_GENERIC_WORDS = """
north south east west upper lower old new central the of city town township charter village borough boro beach
heights hills park springs spring acres estates highlands gardens manor pueblo center junction square area
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


class Spelling:
    """The names of a country, by state; 27,000 names take about 5 MB."""

    def __init__(self, names: Iterable[tuple[str, str, str]]) -> None:
        """`names` are keys, regions and, for a place's own name, the name as it is written, else nothing."""
        by_region: defaultdict[str, set[str]] = defaultdict(set)
        self._own: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for key, region, written in names:
            by_region[region].add(key)
            by_region[""].add(key)
            if written:
                self._own[region].append((key, written))
        # One text of a state's keys, each ended by a line's end, is searched faster than they are one by one.
        self._lines = {region: "".join(f"{key}\n" for key, _ in own) for region, own in self._own.items()}
        self._names = {region: NearNames(keys) for region, keys in by_region.items()}
        self._nobody = NearNames(())

    def near(self, key: str, region: str = "", *, at_least: int = 0) -> list[tuple[str, int]]:
        """Names of a state ("" for any) that differ by a mistake or two, and by how many.

        Short names allow none, unless `at_least` says how many mistakes to allow any name.
        """
        allowed = max(allowed_mistakes(key), at_least)
        if not allowed or len(key) > _LONGEST:
            return []
        return self._names.get(region, self._nobody).near(key, allowed)

    def begun(self, key: str, region: str = "") -> list[str]:
        """Names of a state ("" for any) that begin with the key and go on, in alphabetical order."""
        names = self._names.get(region, self._nobody).keys
        start, end = bisect_right(names, key), bisect_left(names, after_all(key))
        return names[start:end]

    def akin(self, name: str, region: str) -> list[str]:
        """Names of a state with the same telling words: "Deptford" for "West Deptford Township"."""
        core = _core(name_words(name))
        return [key for key, words in self._holding(core, region) if _core(words) == core]

    def ending(self, name: str, region: str) -> list[str]:
        """Names of a state that end in the name's telling words: "Sedro-Woolley" for "Woolley"."""
        core = _core(name_words(name))
        return [
            key
            for key, words in self._holding(core, region)
            if any(_core(words[i:]) == core for i in range(1, len(words)))
        ]

    def _holding(self, core: frozenset[str], region: str) -> Iterator[tuple[str, list[str]]]:
        """The keys of a state's names that may have all these words, with theirs; none without words."""
        if not core:
            return
        longest, lines = max(core, key=len), self._lines.get(region, "")
        at = lines.find(longest)
        while at >= 0:
            key, written = self._own[region][lines.count("\n", 0, at)]
            yield key, name_words(written)
            at = lines.find(longest, lines.find("\n", at))


def _core(words: Iterable[str]) -> frozenset[str]:
    """A name's words but the generic ones."""
    return frozenset(words) - _GENERIC


def allowed_mistakes(key: str) -> int:
    """How many mistakes a name of that length may hold and still be told: 0, 1 or 2."""
    return (len(key) >= _LENGTH_OF_ONE_MISTAKE) + (len(key) >= _LENGTH_OF_TWO)
