"""What the last judgement found out and still holds: a page sees only so far (decision 36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.geo.nearest import MICROMETRE, NearestIndex
from locator.pages.byline import build_short_byline
from locator.pages.verdicts.likeness import word_numbers
from locator.pages.verdicts.text import tokens
from locator.site.imprint import changed, digest, take_imprint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from locator.pages.verdicts.sight import Sight
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.imprint import Imprint
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was judged, which names were masked, and of each page, by its path, the sight and the verdict.

    `word` stands for all that the verdicts rest on.
    """

    basis: Imprint
    word: str
    names: frozenset[str]
    sights: Mapping[str, Sight]
    verdicts: Mapping[str, Verdict]


def judged_basis(site: Site, templates: Mapping[str, str]) -> Imprint:
    """What verdicts rest on: special days and whether visitors are counted have no part in them.

    What the day does to texts and hours is in it; besides, only the age of checks depends on the day.
    """
    site = replace(site, config=replace(site.config, counted=True))
    imprint = take_imprint(site, usually=True)
    bylines = [build_short_byline(each.editorial, site.today, site.say) for each in site.treatments.values()]
    return replace(imprint, ground=digest((imprint.ground, bylines, templates)))


def word_for(basis: Imprint, site: Site) -> str:
    """The same in one word, with the numbers of the towns' rows, which verdicts tell."""
    marks = [
        sorted((id_, mark.digest) for id_, mark in each.items()) for each in (basis.clinics, basis.towns)
    ]
    return digest((basis.ground, basis.today, marks, sorted((town.id, town.row) for town in site.towns)))


def recall(last: Judgement | None, basis: Imprint, names: Collection[str]) -> dict[str, Sight]:
    """The sights of the last judgement that still hold, by path; `names` are what is masked now."""
    if last is None or last.basis.ground != basis.ground:
        return {}
    held = dict(_beyond(last, basis))
    for path in _naming(last.names.symmetric_difference(names), held):
        held[path] = replace(held[path], measured=None)
    return held


def _beyond(last: Judgement, basis: Imprint) -> Iterator[tuple[str, Sight]]:
    """The pages that see nothing of what has changed."""
    rows = (*changed(last.basis.clinics, basis.clinics), *changed(last.basis.towns, basis.towns))
    if not rows:
        yield from last.sights.items()
        return
    index = NearestIndex({str(at): point for at, (_, point) in enumerate(rows)})
    chords = index.chords_km(last.basis.towns[sight.town].point for sight in last.sights.values())
    for (path, sight), chord in zip(last.sights.items(), chords, strict=True):
        if chord > sight.reach_km + MICROMETRE:
            yield path, sight


def _naming(names: Collection[str], sights: Mapping[str, Sight]) -> list[str]:
    """The pages that have all words of one of these names, which is masked now, or no longer."""
    together = {frozenset(word_numbers(tokens(name)).tolist()) for name in names} - {frozenset()}
    return [path for path, sight in sights.items() if together and _has_any(sight, together)]


def _has_any(sight: Sight, together: Collection[frozenset[int]]) -> bool:
    words = frozenset(sight.measured.words.tolist()) if sight.measured else frozenset()
    return any(each <= words for each in together)
