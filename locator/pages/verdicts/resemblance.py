"""Which candidates say the same in other names: rules E1.4, E12 and E13."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from locator.pages.landing.page import LandingPage, page_of
from locator.pages.verdicts import telling
from locator.pages.verdicts.likeness import Crowd, Shingles, jaccard, shingles, word_numbers
from locator.pages.verdicts.measured import Measured
from locator.pages.verdicts.text import Mask, mask_of, own_text, tokens
from locator.pages.verdicts.verdict import Reason, Standing, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from locator.model.town import Town
    from locator.pages.verdicts.candidate import Candidate
    from locator.pages.verdicts.recollection import Sight
    from locator.site.snapshot import Site

    Render = Callable[[LandingPage], bytes]

PACKED = 4.0  # times smaller when compressed: rule E12 asks for a look at such a text
_UNJUDGED = Verdict(Standing.NOINDEX, ())  # what a page says of its standing is not its own text


@dataclass(frozen=True, slots=True)
class Twin:
    """The candidate that another is most like, and how much: from 0 to 1."""

    likeness: float
    other: int


class Resemblance:
    """Compares candidates of one Site; pages are let in one after another, the best first."""

    def __init__(self, site: Site, sights: Sequence[Sight], render: Render) -> None:
        self.site = site
        mask = mask_of(site)
        self._candidates = [sight.candidate for sight in sights]
        self._measured = [each.measured or _measure(each.candidate, mask, render) for each in sights]
        self._at = {each.path: at for at, each in enumerate(self._candidates)}
        #: By path, each with what was measured.
        self.sights = {
            sight.candidate.path: replace(sight, measured=measured)
            for sight, measured in zip(sights, self._measured, strict=True)
        }
        self._pages = Crowd([each.masked for each in self._measured])
        self._same_note = _same_notes(site, mask)

    def admit(self, candidate: Candidate) -> None:
        """Lets a page in; those that come later must differ from it."""
        self._pages.admit(self._at[candidate.path])

    def reason(self, candidate: Candidate) -> Reason:
        """Rule E1.4: how like the page is to those let in before it."""
        if key := self._same_note.get(candidate.town.key):
            return self._swapped(key)
        at = self._at[candidate.path]
        closest = self._pages.closest(at)
        if closest is None:
            return Reason("E1.4", True, f"nothing to compare with yet; {self._figures(at)}")
        return self._compared(at, Twin(*closest))

    def _compared(self, at: int, twin: Twin) -> Reason:
        limits, candidate, other = (
            self.site.config.verdict,
            self._candidates[at],
            self._candidates[twin.other],
        )
        own = self._measured[at]
        plain = jaccard(shingles(own.words), shingles(self._measured[twin.other].words))
        detail = f"{_percent(twin.likeness)} like {other.path} but for names and numbers"
        figures = f"{_percent(plain)} with them; {self._figures(at)}"
        if twin.likeness >= limits.likeness:
            detail += f"; {limits.likeness:.0%} is the limit: {_cure(candidate.town, other.town)} ({figures})"
            return Reason("E1.4", False, detail, telling.much_alike(other.town))
        if twin.likeness < limits.likeness_warning:
            return Reason("E1.4", True, f"{detail} ({figures})", is_close=own.packing >= PACKED)
        differing = candidate.differing(other)
        if differing >= limits.facts_instead:
            detail += f"; {differing} facts differ ({figures})"
            return Reason("E1.4", True, detail, is_close=own.packing >= PACKED)
        detail += f"; only {differing} facts differ, {limits.facts_instead} would make up for it ({figures})"
        return Reason("E1.4", True, detail, is_close=True)

    def _swapped(self, key: tuple[str, str]) -> Reason:
        other = self.site.towns_by_key[key]
        detail = f"its note is that of {other.label} with the names changed: write what is true here alone"
        return Reason("E1.4", False, detail, telling.same_note(other))

    def _figures(self, at: int) -> str:
        """The share of its runs of words that no other page has, and how well it compresses."""
        lone, packing = self._pages.lone(at), self._measured[at].packing
        return f"{lone:.0%} of it is on no other page; it packs {packing:.1f} times"


def _percent(likeness: float) -> str:
    """Whole percent, never rounded up to a limit that was not reached."""
    return f"{math.floor(likeness * 100)}%"


def _cure(town: Town, other: Town) -> str:
    if town.key == other.key:
        return "take the treatment out of the row, or let this page be unlisted"
    return f"write what is true here alone in content/towns/{'/'.join(town.key)}.md"


def _measure(candidate: Candidate, mask: Mask, render: Render) -> Measured:
    """Renders the page as if it had no standing yet, and takes its own words."""
    page = page_of(candidate.outlook, {candidate.path: _UNJUDGED}, with_map=False)
    text = own_text(render(page))
    data = text.encode()
    packing = len(data) / len(zlib.compress(data)) if data else 1.0
    return Measured(shingles(word_numbers(mask.masked(text))), word_numbers(tokens(text)), packing)


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
