"""What to do about a town that the gazetteer does not know."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.site.tables.towns.counties import one_of

if TYPE_CHECKING:
    from locator.geo.gazetteer import Gazetteer
    from locator.model.region import Region

MAX_SUGGESTIONS = 3
MAX_LOOKED_UP = 200  # unknown towns; each takes some 3 ms
MAX_KEY = 30  # letters of a name whose spelling is looked into


@dataclass(slots=True)
class UnknownTowns:
    """Those of one table; the first of them are looked up among names that are like theirs."""

    gazetteer: Gazetteer
    count: int = 0

    def cure(self, name: str, region: Region) -> str:
        """What the marketer may write instead."""
        if len(bare := name.partition(",")[0]) < len(name):
            return f"write only {bare}"
        self.count += 1
        if self.count <= MAX_LOOKED_UP and (close := self._similar(name, region)):
            return f"write {one_of(close)}, or add lat and lon"
        if elsewhere := [place.region for place in self.gazetteer.towns(name)]:
            states = one_of(list(dict.fromkeys(elsewhere))[:MAX_SUGGESTIONS])
            return f"it is known in {states}: correct the region, or add lat and lon"
        return "check the spelling, or add lat and lon"

    def _similar(self, name: str, region: Region) -> list[str]:
        """The largest towns of the region whose names are one slip of the finger away."""
        found = (self.gazetteer.towns(key, region.code)[:1] for key in _slips(fold_name(name)))
        places = sorted({place for (place,) in filter(None, found)}, key=lambda it: -it.population)
        return [place.name for place in places[:MAX_SUGGESTIONS]]


def _slips(key: str) -> set[str]:
    """Every text that is one letter more, less, other or swapped away from a folded name."""
    if not 2 < len(key) < MAX_KEY:  # noqa: PLR2004  # shorter ones are like everything
        return set()
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + c + tail[1:] for head, tail in cuts if tail for c in ascii_lowercase}
    more = {head + c + tail for head, tail in cuts for c in ascii_lowercase}
    return (less | swapped | other | more) - {key}
