"""The towns suggested on the page of coverage: why, what would become of a page, and into the draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.demand.book import DemandBook
from locator.editing.rows.row_edit import Kind
from locator.editing.towns.adding import adding
from locator.errors import LocatorError, UsageError
from locator.pages.keeping import once_a_site
from locator.suggestions.ranking import suggest
from locator.workbench.drafting import LOCATIONS, drafted_edits, rehearsed
from locator.workbench.towns.index import pages_of
from locator.workbench.verdict_words import Judgement, in_words

if TYPE_CHECKING:
    from datetime import date

    from locator.cabinet import Cabinet
    from locator.site.snapshot import Site
    from locator.suggestions.suggestion import Suggestion
    from locator.workbench.desk import Desk

SUGGESTED = 12


@dataclass(frozen=True, slots=True)
class TriedPage:
    """A page that the town would get, with its verdict."""

    treatment: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A town that should have a page: `key` names it in the form that adds it.

    `pages` are there once somebody asked for its verdict; `refused` says why it cannot be tried.
    """

    number: int
    key: str
    label: str
    reasons: tuple[str, ...]
    pages: tuple[TriedPage, ...]
    refused: str


def suggestions_left(desk: Desk, treatment: str) -> tuple[Suggestion, ...]:
    """The suggestions for one treatment, the main one if it is empty, that the draft has not taken up."""
    suggested = _suggested(desk.catalogue.source, desk.cabinet, treatment)
    edits = drafted_edits(desk)
    taken = {edit.key for edit in edits if edit.table == LOCATIONS and edit.kind is Kind.ADDED}
    return tuple(each for each in suggested if each.town.id not in taken)


def suggestion_row(desk: Desk, number: int, suggestion: Suggestion, *, is_tried: bool) -> SuggestionRow:
    """One suggestion in words; trying its page takes a second or two and leaves the draft as it is."""
    pages: tuple[TriedPage, ...] = ()
    refused = ""
    if is_tried:
        try:
            pages = _tried(desk, suggestion)
        except LocatorError as error:
            refused = f"Its verdict cannot be told: {error}."
    town, reasons = suggestion.town, suggestion.reasons(desk.catalogue.source)
    return SuggestionRow(number, town.id, town.label, reasons, pages, refused)


def add_suggestion(desk: Desk, key: str, treatment: str = "") -> str:
    """Puts a suggested town into the draft, and gives its name; UsageError if it is suggested no more."""
    found = next((each for each in suggestions_left(desk, treatment) if each.town.id == key), None)
    if found is None:
        msg = "this town is not suggested any more; it may be in the draft already"
        raise UsageError(msg)
    desk.draft.add(*adding(desk.folder, [found.new]), who=desk.editor, now=desk.now)
    return found.town.label


def _tried(desk: Desk, suggestion: Suggestion) -> tuple[TriedPage, ...]:
    """The town's pages as they would be beside what waits in the draft."""
    catalogue = rehearsed(desk, (*drafted_edits(desk), *adding(desk.folder, [suggestion.new]))).catalogue
    site = catalogue.source
    town = site.towns_by_key.get(suggestion.town.key)
    return tuple(
        TriedPage(site.treatments[page.treatment].name, in_words(page.verdict))
        for page in (pages_of(catalogue, town) if town else ())
    )


@once_a_site
def _suggested(site: Site, cabinet: Cabinet, treatment: str) -> tuple[Suggestion, ...]:
    return suggest(site, SUGGESTED, _searches(cabinet, site.today), treatment=treatment)


def _searches(cabinet: Cabinet, today: date) -> dict[str, int] | None:
    """How often places were searched for; None as well if that cannot be read."""
    book = DemandBook(cabinet)
    try:
        return book.searches(today)
    except LocatorError:
        return None
    finally:
        book.close()
