"""The note of a town for its editor: why it matters here, and what may not stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.notes.note_edit import NOTE
from locator.editing.notes.note_file import LONGEST, note_path
from locator.model.problem import Severity
from locator.pages.verdicts.verdict import Standing
from locator.site.claims.check import check_note
from locator.site.content.front_matter import FrontMatter
from locator.site.words import upper_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.problem import Problem
    from locator.model.town import Town
    from locator.site.snapshot import Site
    from locator.workbench.towns.form import TownForm
    from locator.workbench.towns.judged_pages import JudgedPage

BY_NOTE = {"E1.4", "E3"}  # the rules that a text of a town's own can meet
HELPS = "A note of two or three sentences that are true of this town only usually brings it over."


def note_mistakes(site: Site, town: Town, form: TownForm) -> str:
    """What keeps a changed note out of the draft, with its cures; empty if nothing does."""
    if NOTE not in form.changes:
        return ""
    text = form.changes[NOTE]
    if len(text) > LONGEST:
        return (
            f"The note has {len(text):,} characters, and {LONGEST:,} are the most. "
            "Two or three paragraphs do; longer texts are articles."
        )
    return " ".join(note_told(each) for each in _found(site, town, text) if each.severity is Severity.ERROR)


def note_warnings(site: Site, town: Town, text: str) -> tuple[str, ...]:
    """What deserves a look in a note, each with its cure."""
    return tuple(note_told(each) for each in _found(site, town, text))


def note_told(problem: Problem) -> str:
    """A problem of a note in a sentence, with its line and its cure."""
    line = f"line {problem.row}: " if problem.row else ""
    return f"{upper_first(line + problem.message)}. {upper_first(problem.cure)}."


def note_need(pages: Sequence[JudgedPage], note: str) -> tuple[str, ...]:
    """What the note does for each of the town's pages, in a sentence or two."""
    return tuple(_need(page, has_note=bool(note)) for page in pages)


def _need(page: JudgedPage, *, has_note: bool) -> str:
    judgement, failing = page.judgement, page.judgement.failing
    if judgement.mark == Standing.INDEX:
        helped = "It has words of its own." if has_note else "A note would still help whoever reads it."
        return f"{page.treatment}: listed. {helped}"
    told = "; ".join(reason.detail for reason in failing)
    if not all(reason.rule in BY_NOTE for reason in failing):
        return f"{page.treatment}: {told}. A note alone does not change that; what helps stands at the rule."
    more = "Its note does not say enough of its own yet. " if has_note else ""
    return f"{page.treatment}: {told}. {more}{HELPS}"


def _found(site: Site, town: Town, text: str) -> tuple[Problem, ...]:
    return check_note(FrontMatter(note_path(town.id), {}, text), site) if text else ()
