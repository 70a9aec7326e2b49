"""All towns of a catalogue with the verdicts of their pages, made once for each edition of the site."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.geo.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.town import Town
    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict

KEPT = 3  # catalogues: the one that is served, and one or two with what waits in the draft


@dataclass(frozen=True, slots=True)
class TownPage:
    """One landing page of a town, or the address where it would be."""

    treatment: str
    path: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Indexed:
    """A town with its pages, the main treatment's first, and what a search in the list looks through."""

    town: Town
    pages: tuple[TownPage, ...]
    key: str
    chord_km: float


@lru_cache(KEPT)
def index_towns(catalogue: Catalogue) -> tuple[Indexed, ...]:
    """Every row of locations.csv that became a town, in the order of the file; 20,000 take half a second."""
    towns = catalogue.source.towns
    chords = catalogue.source.clinic_chords_km(town.point for town in towns) if towns else ()
    return tuple(
        Indexed(town, tuple(pages_of(catalogue, town)), _key(town), float(chord))
        for town, chord in zip(towns, chords, strict=True)
    )


def pages_of(catalogue: Catalogue, town: Town) -> Iterator[TownPage]:
    """The pages of one town in the main language."""
    for slug in town.treatments:
        path = catalogue.source.urls.landing(slug, town)
        yield TownPage(slug, path, catalogue.verdicts[path])


def _key(town: Town) -> str:
    """All that somebody may type to find the town again, each name folded and fenced."""
    names = (town.name, town.county, town.region.name, *town.aliases, *town.postcodes, town.slug)
    return "|".join((town.region.code.casefold(), *map(fold_name, names)))
