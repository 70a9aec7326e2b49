"""The site's towns by their names, found in the database as `WeighedNames` finds them in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locator.geo.spelling import allowed_mistakes
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.shared.questions.conditions import CURRENT
from locator.site.typeahead.weighed_names import LEAST_OF_LATER_WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from locator.shared.questions.conditions import Values
    from locator.site.typeahead.beginnings import Beginning
    from locator.site.typeahead.weighed_names import Keyed

    Ask = Callable[[str, Values], list[tuple[Any, ...]]]

NAME, WORD, OTHER = "name", "word", "other"
_TOWNS = f"""
SELECT folded, name, region, county, population, lat, lon FROM town
WHERE {CURRENT} AND id IN (SELECT town FROM town_key WHERE {CURRENT} AND part = '{{part}}' AND ({{keys}}))
AND (%(regions)s::text[] IS NULL OR region = ANY(%(regions)s)) AND folded_county LIKE %(county)s
ORDER BY weight DESC, position LIMIT %(count)s
"""


@dataclass(frozen=True, slots=True)
class TownNames:
    """Asks the database for towns; raises StoreError as `Database.run` does."""

    ask: Ask

    def beginning(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Towns with a name that begins, or is, as it was read."""
        return self._search(NAME, reading, count)

    def with_word(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Towns with a later word that begins so."""
        if min(map(len, reading.keys)) < LEAST_OF_LATER_WORD:
            return ()
        return self._search(WORD, reading, count)

    def with_other_name(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Towns with another name that begins so."""
        return self._search(OTHER, reading, count)

    def misspelled(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Towns with a name that begins so but for one mistake, if it is long enough to hold one."""
        keys = [key for key in reading.keys if allowed_mistakes(key)]
        if not keys:
            return ()
        likes = [f"({_HALVES.format(i=i)}) AND key LIKE ANY(%(mended{i})s)" for i in range(len(keys))]
        said: Values = {}
        for i, key in enumerate(keys):
            half = len(key) // 2
            swapped = key[: half - 1] + key[half] + key[half - 1] + key[half + 1 :]
            said |= {
                f"first{i}": f"{key[:half]}%",
                f"last{i}": f"%{key[half:]}%",
                f"swapped{i}": f"{swapped}%",
            }
            said[f"mended{i}"] = list(mended(key))
        return self._towns(NAME, " OR ".join(likes), said, reading, count)

    def _search(self, part: str, reading: Beginning, count: int) -> Iterable[Keyed]:
        end = "" if reading.is_whole else "%"
        said = {f"key{i}": key + end for i, key in enumerate(reading.keys)}
        return self._towns(part, " OR ".join(f"key LIKE %({name})s" for name in said), said, reading, count)

    def _towns(self, part: str, keys: str, said: Values, reading: Beginning, count: int) -> list[Keyed]:
        regions = None if reading.regions is None else sorted(reading.regions)
        said = said | {"regions": regions, "county": f"{reading.county}%", "count": count}
        return [
            (folded, Place(name, region, county, PlaceKind.TOWN, Point(lat, lon), population))
            for folded, name, region, county, population, lat, lon in self.ask(
                _TOWNS.format(part=part, keys=keys), said
            )
        ]


# One mistake lies in one half of what was typed and leaves the other whole, or swaps the two letters where
# they meet. Halves find few candidates by their trigrams, and each mistake mended is then a pattern.
_HALVES = "key LIKE %(first{i})s OR key LIKE %(last{i})s OR key LIKE %(swapped{i})s"


def mended(typed: str) -> Iterator[str]:
    """Patterns of the names that begin as typed but for one mistake (geo/mistyped.py says what counts)."""
    for at, letter in enumerate(typed):
        head, after = typed[:at], typed[at + 1 :]
        if after:
            yield f"{head}{after[0]}{letter}{after[1:]}%"  # swapped
        if at and after:
            yield f"{head}{after}%"  # too many
            yield f"{head}_{after}%"  # wrong
        if at:
            yield f"{head}_{letter}{after}%"  # missing
    yield typed[:-1]  # the last letter too many, or wrong: only where the name ends
    yield f"{typed[:-1]}_"
