"""Names of places in the order of how likely a visitor means them: near a clinic, and large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from locator.geo.names import fold_name
from locator.geo.place_names import PlaceNames, Ranking
from locator.geo.spelling import allowed_mistakes
from locator.site.queries.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from locator.geo.prefixes import Ids, Prefixes
    from locator.model.place import Place
    from locator.site.snapshot import Site
    from locator.site.typeahead.beginnings import Beginning

    Keyed = tuple[str, Place]

SERVED = 100  # how many people somebody within reach of a clinic counts for
FEWEST = 100  # people of a place that nobody counted
LEAST_OF_LATER_WORD = 3  # letters


class WeighedNames:
    """Finds places by the beginning of a name, the likeliest first, each with its folded name."""

    def __init__(self, site: Site, names: PlaceNames) -> None:
        self.names = names
        self._ranking = Ranking(weights(site, names.places))

    def beginning(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with a name that begins, or is, as it was read."""
        return self._search(self.names.names, reading, count)

    def with_word(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with a later word that begins so: "New Smyrna Beach" for "smyrna b"."""
        if min(map(len, reading.keys)) < LEAST_OF_LATER_WORD:
            return ()
        return self._search(self.names.later_words, reading, count)

    def with_other_name(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with another name that begins so."""
        return self._search(self.names.other_names, reading, count)

    def misspelled(self, reading: Beginning, count: int) -> Iterable[Keyed]:
        """Places with a name that begins so but for one mistake, if it is long enough to hold one."""
        keys = [key for key in reading.keys if allowed_mistakes(key)]
        return self._likeliest([self.names.mistyped.beginning(key) for key in keys], reading, count)

    def _search(self, prefixes: Prefixes, reading: Beginning, count: int) -> Iterable[Keyed]:
        search = prefixes.named if reading.is_whole else prefixes.beginning
        return self._likeliest([search(key) for key in reading.keys], reading, count)

    def _likeliest(self, found: list[Ids], reading: Beginning, count: int) -> Iterable[Keyed]:
        """The likeliest of what was found that lies in the state and county."""
        found = [ids for ids in found if len(ids)]
        if not found:  # mostly
            return ()
        ids = np.concatenate(found) if len(found) > 1 else found[0]
        if reading.regions is not None:
            ids = self.names.in_regions(ids, reading.regions)
        if reading.county:
            ids = self.names.in_counties(ids, reading.county)
        keys, places = self.names.keys, self.names.places
        return ((keys[i], places[i]) for i in self._ranking.first(ids, count))


def own_names(site: Site) -> WeighedNames:
    """The site's towns under their names and aliases."""
    aliases = [(fold_name(alias), i) for i, town in enumerate(site.towns) for alias in town.aliases]
    return WeighedNames(site, PlaceNames(map(place_of, site.towns), aliases))


def weights(site: Site, places: Sequence[Place]) -> NDArray[np.float64]:
    """People; a hundredfold within reach of a clinic, beyond it less by the square of the distance."""
    people = np.array([max(place.population, FEWEST) for place in places], dtype=np.float64)
    reaches = site.clinic_chords_km(place.point for place in places) / site.config.service_radius_km
    nearness: NDArray[np.float64] = np.maximum(SERVED / np.maximum(reaches, 1.0) ** 2, 1.0)
    return people * nearness
