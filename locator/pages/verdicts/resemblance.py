"""Which candidates say the same in other names: rules E1.4, E12 and E13."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from locator.pages.verdicts import telling
from locator.pages.verdicts.likeness import Crowd, Shingles, jaccard, shingles, word_numbers
from locator.pages.verdicts.verdict import Reason
from locator.site.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.model.town import Town
    from locator.pages.verdicts.measured import Measured
    from locator.pages.verdicts.sight import Sight
    from locator.pages.verdicts.text import Mask
    from locator.site.snapshot import Site

PACKED = 4.0  # times smaller when compressed: rule E12 asks for a look at such a text


@dataclass(frozen=True, slots=True)
class Twin:
    """The candidate that another is most like, and how much: from 0 to 1."""

    likeness: float
    other: int


class _Masked:
    """The masked words of pages, fetched whenever they are gone through."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        self._measured = measured

    def __iter__(self) -> Iterator[Shingles]:
        return (each.masked for each in self._measured)


class Resemblance:
    """Compares pages of one Site, all measured, that are let in one after another, the best first."""

    def __init__(self, site: Site, sights: Sequence[Sight], mask: Mask) -> None:
        self.site, self._sights = site, sights
        self._measured = [sight.measured for sight in sights if sight.measured]
        self._at = {sight.path: at for at, sight in enumerate(sights)}
        self._pages = Crowd(_Masked(self._measured))
        self._same_note = _same_notes(site, mask)

    def admit(self, sight: Sight) -> None:
        """Lets a page in; those that come later must differ from it."""
        self._pages.admit(self._at[sight.path])

    def reason(self, sight: Sight) -> Reason:
        """Rule E1.4: how like the page is to those let in before it."""
        town = sight.town_of(self.site)
        if key := self._same_note.get(town.key):
            return self._swapped(town, key)
        at = self._at[sight.path]
        closest = self._pages.closest(at)
        if closest is None:
            first = "there is no page yet that it could be like"
            reason = Reason("E1.4", True, first, figures=self._figures(at))
        else:
            reason = self._compared(at, Twin(*closest))
        return _with_padding(reason, self._measured[at].packing)

    def _compared(self, at: int, twin: Twin) -> Reason:
        limits, sight, other = self.site.config.verdict, self._sights[at], self._sights[twin.other]
        differing, other_town = sight.differing(other), other.town_of(self.site)
        plain = jaccard(shingles(self._measured[at].words), shingles(self._measured[twin.other].words))
        same = f"{_percent(twin.likeness)} of it reads the same"
        told = f"{same} as {_named(other, other_town, sight)} but for names and numbers"
        figures = f"names and numbers left in, {_percent(plain)}; {self._figures(at)}"
        reason = Reason("E1.4", True, told, figures=figures)
        if twin.likeness >= limits.likeness:
            told += f"; the limit is {limits.likeness:.0%}"
            tell, cure = partial(telling.much_alike, other_town), self._cure(sight, other)
            return replace(reason, ok=False, detail=told, tell=tell, cure=cure)
        if twin.likeness < limits.likeness_warning:
            return reason
        told += f", and {counted(differing, 'fact differs', 'facts differ')}"
        if differing >= limits.facts_instead:
            return replace(reason, detail=told)
        told += f"; {limits.facts_instead} would make up for it"
        return replace(reason, detail=told, is_close=True, cure=self._cure(sight, other))

    def _swapped(self, town: Town, key: tuple[str, str]) -> Reason:
        other = self.site.towns_by_key[key]
        detail = f"its note is that of {other.label} with the names changed"
        cure = f"Write in {_note(town)} what is true of {town.name} only, or take both notes out."
        return Reason("E1.4", False, detail, partial(telling.same_note, other), cure=cure)

    def _cure(self, sight: Sight, other: Sight) -> str:
        if sight.town != other.town:
            town = sight.town_of(self.site)
            return f"Write in {_note(town)} what is true of {town.name} only: the way, the entrance, the bus."
        is_main = sight.treatment == self.site.config.main_treatment
        spare = (other if is_main else sight).treatment  # every town has the main one
        return f"One of the two is enough: take {spare} out of the town's treatments, or leave it unlisted."

    def _figures(self, at: int) -> str:
        """The share of its runs of words that no other page has, and how well it compresses."""
        lone, packing = self._pages.lone(at), self._measured[at].packing
        return f"{lone:.0%} of it is on no other page; compressed, it is {packing:.1f} times smaller"


def _percent(likeness: float) -> str:
    """Whole percent, never rounded up to a limit that was not reached."""
    return f"{math.floor(likeness * 100)}%"


def _with_padding(reason: Reason, packing: float) -> Reason:
    """Rule E12: a text that says little in many words deserves a look."""
    if packing < PACKED:
        return reason
    told = f"{reason.detail}; it repeats itself: compressed, it is {packing:.1f} times smaller"
    return replace(reason, detail=told, is_close=True)


def _named(other: Sight, town: Town, sight: Sight) -> str:
    """The other page, about a town, as marketers know it, with its path."""
    name = "this town's other page" if other.town == sight.town else f"the page about {town.name}"
    return f"{name} ({other.path})"


def _note(town: Town) -> str:
    return f"its note (content/towns/{'/'.join(town.key)}.md)"


def _same_notes(site: Site, mask: Mask) -> dict[tuple[str, str], tuple[str, str]]:
    """Each town whose note is another town's with the names changed, and that town: both lose."""
    keys = sorted(site.notes.keys() & site.towns_by_key.keys())
    texts = [_note_runs(site.notes[key].body_html, mask) for key in keys]
    same: dict[tuple[str, str], tuple[str, str]] = {}
    notes = Crowd(texts)
    for at, key in enumerate(keys):
        closest = notes.closest(at)
        if closest and closest[0] >= site.config.verdict.likeness:
            same[key] = keys[closest[1]]
            same.setdefault(keys[closest[1]], key)
        notes.admit(at)
    return same


def _note_runs(body_html: str, mask: Mask) -> Shingles:
    return shingles(word_numbers(mask.masked(Markup(body_html).striptags())))
