"""What the last judgement found out and still holds: a page sees only so far (decision 36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from locator.geo.distance import distance_km
from locator.geo.nearest import MICROMETRE, NearestIndex
from locator.pages.facts.neighbours import NEIGHBOURS
from locator.pages.verdicts.likeness import word_numbers
from locator.pages.verdicts.text import names_of, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from locator.model.clinic import Clinic
    from locator.model.point import Point
    from locator.model.town import Town
    from locator.pages.verdicts.candidate import Candidate
    from locator.pages.verdicts.measured import Measured
    from locator.pages.verdicts.verdict import Reason
    from locator.site.snapshot import Site

EVERYWHERE = float("inf")

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Sight:
    """What takes long to find out about one page; `measured` is None of one that was not compared.

    Nothing further than `reach_km` from the town has a part in it, but for the names that are masked.
    """

    candidate: Candidate
    placed: Reason
    reach_km: float
    measured: Measured | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A Site that was judged, with its templates by name, and what was seen of each page by its path."""

    site: Site
    templates: Mapping[str, str]
    sights: Mapping[str, Sight]


def reach_km(candidate: Candidate) -> float:
    """How far from its town a clinic or another town may be, and still change what the page says.

    Its facts ask for the nearest clinic of places around: of ZIP codes, of the nearest towns. From a place
    that is d away none is further than d and the way from the town to its own nearest clinic.
    """
    outlook, town = candidate.outlook, candidate.town
    if not outlook.shown or len(outlook.neighbours) < NEIGHBOURS:
        return EVERYWHERE
    zips = (outlook.site.gazetteer.zip(code) for code in town.postcodes)
    places = [place.point for place in zips if place] + [each.town.point for each in outlook.neighbours]
    furthest = max(distance_km(town.point, place) for place in places)
    nearest = outlook.shown[0].distance_km
    return max(town.radius_km, outlook.shown[-1].distance_km, nearest + 2 * furthest)


def recall(last: Judgement | None, site: Site, templates: Mapping[str, str]) -> dict[str, Sight]:
    """What still holds of the last judgement, by path, as seen from the new Site."""
    if last is None or last.templates != templates or _ground(last.site) != _ground(site):
        return {}
    held = dict(_beyond(_changed(last.site, site), last.sights, site))
    renamed = names_of(last.site) ^ names_of(site)
    for path in _naming(renamed, held):
        held[path] = replace(held[path], measured=None)
    return held


def _ground(site: Site) -> tuple[object, ...]:
    """What every page rests on."""
    return site.config, site.today, site.treatments, site.articles, site.translated


def _changed(before: Site, after: Site) -> dict[str, Point]:
    """Where a clinic, its people, a town or its note is not what it was, and where it was before."""
    clinics = _unequal(_clinics(before), _clinics(after))
    towns = [town for town, _ in _unequal(_towns(before), _towns(after))]
    # A town is called by its county as well where it has a namesake.
    names = {_name(town) for town in towns}
    called = [town for town in (*before.towns, *after.towns) if _name(town) in names]
    points = [clinic.point for clinic, _ in clinics] + [town.point for town in called]
    return {str(at): point for at, point in enumerate(points)}


def _clinics(site: Site) -> dict[str, tuple[Clinic, object]]:
    return {clinic.id: (clinic, site.staff.get(clinic.id)) for clinic in site.clinics}


def _towns(site: Site) -> dict[str, tuple[Town, object]]:
    return {town.id: (replace(town, row=0), site.notes.get(town.key)) for town in site.towns}


def _name(town: Town) -> tuple[str, str]:
    return town.region.code, town.name.casefold()


def _unequal(before: Mapping[str, _Row], after: Mapping[str, _Row]) -> list[_Row]:
    """The rows that are not in both, as they were and as they are."""
    keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return [each[key] for each in (before, after) for key in keys if key in each]


def _beyond(
    changed: Mapping[str, Point], sights: Mapping[str, Sight], site: Site
) -> Iterator[tuple[str, Sight]]:
    """The pages that see nothing of what has changed, as pages of the new Site."""
    towns = [sight.candidate.town for sight in sights.values()]
    chords = NearestIndex(changed).chords_km(town.point for town in towns)
    for (path, sight), town, chord in zip(sights.items(), towns, chords, strict=True):
        if chord > sight.reach_km + MICROMETRE or not changed:
            outlook = replace(
                sight.candidate.outlook,
                site=site,
                treatment=site.treatments[sight.candidate.outlook.treatment.slug],
                town=site.towns_by_key[town.key],
            )
            yield path, replace(sight, candidate=replace(sight.candidate, outlook=outlook))


def _naming(names: Collection[str], sights: Mapping[str, Sight]) -> list[str]:
    """The pages that have all words of one of these names, which is masked now, or no longer."""
    measured = {path: sight.measured.words for path, sight in sights.items() if sight.measured}
    measured = {path: words for path, words in measured.items() if len(words)}
    if not measured or not names:
        return []
    every = np.concatenate([*measured.values()])
    starts = np.cumsum([0, *map(len, measured.values())][:-1])
    found = np.zeros(len(measured), dtype=bool)
    for words in {tuple(tokens(name)) for name in names} - {()}:
        has_all = np.ones(len(measured), dtype=bool)
        for number in word_numbers(words):
            has_all &= np.logical_or.reduceat(every == number, starts)
        found |= has_all
    return [path for path, is_naming in zip(measured, found, strict=True) if is_naming]
