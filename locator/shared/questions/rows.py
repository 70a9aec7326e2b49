"""A Site as rows: one for each clinic, for each town and for each key of a town's names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.shared.questions.doors import Doors
from locator.shared.questions.positions import written
from locator.shared.questions.town_names import NAME, OTHER, WORD
from locator.site.filters import choice_of
from locator.site.typeahead.weighed_names import weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from locator.site.snapshot import Site

    Rows = Iterator[tuple[object, ...]]

KEPT_LISTS = 4_096


@dataclass(frozen=True, slots=True)
class Table:
    """A table of versioned rows: `key` names a row within a version, `rows` makes those of a site.

    `derived` columns follow from others, and are not compared.
    """

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: Callable[[Site], Rows]
    derived: tuple[str, ...] = ()

    @property
    def compared(self) -> tuple[str, ...]:
        """The columns in which a row may differ from what it was."""
        return tuple(each for each in self.columns if each not in self.derived)


def _clinics(site: Site) -> Rows:
    doors, places = Doors(()), written(clinic.point for clinic in site.clinics)
    for clinic, place in zip(site.clinics, places, strict=True):
        yield (
            clinic.id,
            clinic.status.value,
            clinic.point.lat,
            clinic.point.lon,
            place,
            _array(clinic.treatments),
            _choices(clinic.insurance),
            _choices(clinic.languages),
            clinic.is_step_free,
            bool(clinic.accepting_new_patients),
            doors.key(clinic),
        )


@lru_cache(KEPT_LISTS)
def _choices(names: tuple[str, ...]) -> str:
    return _array(tuple(map(choice_of, names)))


@lru_cache(KEPT_LISTS)
def _array(words: tuple[str, ...]) -> str:
    """A set of words as a `text[]` is written; most clinics share theirs."""
    quoted = (word.replace("\\", "\\\\").replace('"', '\\"') for word in sorted(set(words)))
    return "{" + ",".join(f'"{word}"' for word in quoted) + "}"


def _towns(site: Site) -> Rows:
    names = site.own_names.names
    weighed, places = weights(site, names.places).tolist(), written(town.point for town in site.towns)
    columns = zip(site.towns, names.keys, weighed, places, strict=True)
    for position, (town, folded, weight, place) in enumerate(columns):
        yield (
            town.id,
            position,
            weight,
            town.name,
            folded,
            town.region.code,
            town.county,
            fold_name(town.county),
            town.population,
            town.point.lat,
            town.point.lon,
            place,
            town.radius_km,
            _array(town.treatments),
        )


def _town_keys(site: Site) -> Rows:
    names = site.own_names.names
    for part, prefixes in ((NAME, names.names), (WORD, names.later_words), (OTHER, names.other_names)):
        pairs = dict.fromkeys(zip(prefixes.keys, prefixes.ids.tolist(), strict=True))
        yield from ((site.towns[i].id, part, key) for key, i in pairs)


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split())


TABLES = (
    Table(
        "clinic",
        ("id",),
        _split("id status lat lon place treatments insurance languages step_free accepting hours"),
        _clinics,
        derived=("place",),
    ),
    Table(
        "town",
        ("id",),
        _split("id position weight name folded region county folded_county population lat lon place")
        + _split("radius_km treatments"),
        _towns,
        derived=("place",),
    ),
    Table("town_key", _split("town part key"), _split("town part key"), _town_keys),
)
