"""Which candidates say the same in other names: rules E1.4, E12 and E13."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from locator.pages.landing.page import LandingPage, page_of
from locator.pages.verdicts import telling
from locator.pages.verdicts.likeness import Shingles, gather, jaccard, shingles
from locator.pages.verdicts.text import Mask, mask_of, own_text, tokens
from locator.pages.verdicts.verdict import Reason, Standing, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from locator.model.town import Town
    from locator.pages.verdicts.candidate import Candidate
    from locator.site.snapshot import Site

    Render = Callable[[LandingPage], bytes]

PACKED = 4.0  # times smaller when compressed: rule E12 asks for a look at such a text
_UNJUDGED = Verdict(Standing.NOINDEX, ())  # what a page says of its standing is not its own text


@dataclass(frozen=True, slots=True)
class Measured:
    """The words of one candidate: `masked` without names and numbers, `plain` as they stand."""

    candidate: Candidate
    masked: Shingles
    plain: Shingles
    packing: float


@dataclass(frozen=True, slots=True)
class Twin:
    """The page that another is most like, and how much: from 0 to 1."""

    likeness: float
    other: Measured


class Resemblance:
    """Compares candidates of one Site; pages are let in one after another, the best first."""

    def __init__(self, site: Site, candidates: Sequence[Candidate], render: Render) -> None:
        self.site = site
        mask = mask_of(site)
        self._measured = [_measure(candidate, mask, render) for candidate in candidates]
        self._at = {each.candidate.path: at for at, each in enumerate(self._measured)}
        self._pages = gather([each.masked for each in self._measured])
        self._counts = Counter(shingle for each in self._measured for shingle in each.masked)
        self._same_note = _same_notes(site, mask)

    def admit(self, candidate: Candidate) -> None:
        """Lets a page in; those that come later must differ from it."""
        self._pages.admit(self._at[candidate.path])

    def reason(self, candidate: Candidate) -> Reason:
        """Rule E1.4: how like the page is to those let in before it."""
        if key := self._same_note.get(candidate.town.key):
            return self._swapped(key)
        own = self._measured[self._at[candidate.path]]
        closest = self._pages.closest(self._at[candidate.path])
        if closest is None:
            return Reason("E1.4", True, f"nothing to compare with yet; {self._figures(own)}")
        return self._compared(own, Twin(closest[0], self._measured[closest[1]]))

    def _compared(self, own: Measured, twin: Twin) -> Reason:
        limits, other = self.site.config.verdict, twin.other.candidate
        plain = jaccard(own.plain, twin.other.plain)
        detail = f"{_percent(twin.likeness)} like {other.path} but for names and numbers"
        figures = f"{_percent(plain)} with them; {self._figures(own)}"
        if twin.likeness >= limits.likeness:
            detail += (
                f"; {limits.likeness:.0%} is the limit: {_cure(own.candidate.town, other.town)} ({figures})"
            )
            return Reason("E1.4", False, detail, telling.much_alike(other.town))
        if twin.likeness < limits.likeness_warning:
            return Reason("E1.4", True, f"{detail} ({figures})", is_close=own.packing >= PACKED)
        differing = own.candidate.differing(other)
        if differing >= limits.facts_instead:
            detail += f"; {differing} facts differ ({figures})"
            return Reason("E1.4", True, detail, is_close=own.packing >= PACKED)
        detail += f"; only {differing} facts differ, {limits.facts_instead} would make up for it ({figures})"
        return Reason("E1.4", True, detail, is_close=True)

    def _swapped(self, key: tuple[str, str]) -> Reason:
        other = self.site.towns_by_key[key]
        detail = f"its note is that of {other.label} with the names changed: write what is true here alone"
        return Reason("E1.4", False, detail, telling.same_note(other))

    def _figures(self, own: Measured) -> str:
        """The share of its runs of words that no other page has, and how well it compresses."""
        unique = sum(self._counts[shingle] == 1 for shingle in own.masked) / len(own.masked)
        return f"{unique:.0%} of it is on no other page; it packs {own.packing:.1f} times"


def _percent(likeness: float) -> str:
    """Whole percent, never rounded up to a limit that was not reached."""
    return f"{math.floor(likeness * 100)}%"


def _cure(town: Town, other: Town) -> str:
    if town.key == other.key:
        return "take the treatment out of the row, or let this page be unlisted"
    return f"write what is true here alone in content/towns/{'/'.join(town.key)}.md"


def _measure(candidate: Candidate, mask: Mask, render: Render) -> Measured:
    page = page_of(candidate.outlook, {candidate.path: _UNJUDGED}, with_map=False)
    text = own_text(render(page))
    data = text.encode()
    packing = len(data) / len(zlib.compress(data)) if data else 1.0
    return Measured(candidate, shingles(mask.masked(text)), shingles(tokens(text)), packing)


def _same_notes(site: Site, mask: Mask) -> dict[tuple[str, str], tuple[str, str]]:
    """Each town whose note is another town's with the names changed, and that town: both lose."""
    keys = sorted(site.notes.keys() & site.towns_by_key.keys())
    texts = [shingles(mask.masked(Markup(site.notes[key].body_html).striptags())) for key in keys]
    same: dict[tuple[str, str], tuple[str, str]] = {}
    notes = gather(texts)
    for at, key in enumerate(keys):
        closest = notes.closest(at)
        if closest and closest[0] >= site.config.verdict.likeness:
            same[key] = keys[closest[1]]
            same.setdefault(keys[closest[1]], key)
        notes.admit(at)
    return same
