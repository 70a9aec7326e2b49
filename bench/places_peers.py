"""Others who find names by a beginning or in spite of a mistake: all are given the same names, best first."""

from __future__ import annotations

import sqlite3
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest

from peers import from_pypi
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

LIMIT = 8
MISTAKES = 2  # that the longer names may hold, ours too
LAST = "\U0010ffff"

Search = Callable[[str], Sequence[str]]
Prepare = Callable[[Sequence[str]], Search]


def sorted_table(names: Sequence[str]) -> Search:
    """The limit of beginnings: bisection, and the best of what lies between."""
    order = sorted(range(len(names)), key=names.__getitem__)
    keys = [names[row] for row in order]

    def search(text: str) -> list[str]:
        first = bisect_left(keys, text)
        rows = order[first : bisect_left(keys, text + LAST, first)]
        return [names[row] for row in nsmallest(LIMIT, rows)]

    return search


def fts5(names: Sequence[str]) -> Search:
    """SQLite's full-text search with an index of beginnings; rows come in the order of their numbers."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE name USING fts5(key, prefix='2 3 4')")
    base.executemany("INSERT INTO name VALUES (?)", ((name,) for name in names))
    base.execute("INSERT INTO name(name) VALUES ('optimize')")

    def search(text: str) -> list[str]:
        rows = base.execute("SELECT key FROM name WHERE name MATCH ? LIMIT ?", (f'"{text}"*', LIMIT))
        return [key for (key,) in rows]

    return search


def full_scan(names: Sequence[str]) -> Search:
    """rapidfuzz by its ratio of likeness, every name compared."""

    def search(text: str) -> list[str]:
        return [name for name, *_ in process.extract(text, names, scorer=fuzz.ratio, limit=LIMIT)]

    return search


def full_scan_by_mistakes(names: Sequence[str]) -> Search:
    """rapidfuzz by the number of mistakes, every name compared."""

    def search(text: str) -> list[str]:
        found = process.extract(text, names, scorer=OSA.distance, score_cutoff=MISTAKES, limit=LIMIT)
        return [name for name, *_ in found]

    return search


def symspell(names: Sequence[str]) -> Search:
    """symspellpy as it is recommended: mistakes looked for in the first seven letters."""
    packages = from_pypi()
    if packages is None:
        raise ImportError("symspellpy")
    sys.path.append(str(packages))
    from symspellpy import SymSpell, Verbosity

    spelled = SymSpell(max_dictionary_edit_distance=MISTAKES, prefix_length=7)
    for rank, name in enumerate(names):
        spelled.create_dictionary_entry(name, len(names) - rank)

    def search(text: str) -> list[str]:
        found = spelled.lookup(text, Verbosity.CLOSEST, max_edit_distance=MISTAKES)
        return [each.term for each in found[:LIMIT]]

    return search


def deletions_and_distance(names: Sequence[str]) -> Search:
    """The limit of single mistakes: names by what is left without one letter, then the distance."""
    by_rest: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        for rest in without_a_letter(name):
            by_rest[rest].append(row)

    def search(text: str) -> list[str]:
        rows = {row for rest in without_a_letter(text) for row in by_rest.get(rest, ())}
        return [names[row] for row in sorted(rows) if OSA.distance(text, names[row], score_cutoff=1) <= 1][
            :LIMIT
        ]

    return search


def without_a_letter(name: str) -> Iterable[str]:
    """The name, and the name without each of its letters."""

    def rests() -> Iterator[str]:
        yield name
        yield from (name[:i] + name[i + 1 :] for i in range(len(name)))

    return dict.fromkeys(rests())


BEGINNINGS: dict[str, Prepare] = {
    "sorted table of beginnings": sorted_table,
    "SQLite FTS5, `prefix`": fts5,
    "rapidfuzz, full scan by likeness": full_scan,
}
MISTAKEN: dict[str, Prepare] = {
    "deletions of one letter, then OSA": deletions_and_distance,
    "symspellpy, two mistakes": symspell,
    "rapidfuzz, full scan by mistakes": full_scan_by_mistakes,
    "rapidfuzz, full scan by likeness": full_scan,
}
