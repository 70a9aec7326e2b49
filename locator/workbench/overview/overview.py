"""The first page of the workbench: what needs an editor today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.errors import LocatorError
from locator.model.problem import Severity
from locator.pages.verdicts.verdict import Standing
from locator.site.reports import ReportBook
from locator.site.words import counted
from locator.workbench.frame import HOME, TOWNS, DeskFrame, build_frame
from locator.workbench.history import Entry, entries
from locator.workbench.overview.findings import findings
from locator.workbench.overview.freshness import Stale, going_stale
from locator.workbench.verdict_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.problem import Problem
    from locator.pages.catalogue import Catalogue
    from locator.pages.verdicts.verdict import Verdict
    from locator.workbench.desk import Desk

LATEST = 5  # versions
MOST_PROBLEMS = 20
MOST_STALE = 20  # clinics
MEANINGS = {
    Standing.INDEX: "Search engines are told of these pages.",
    Standing.NOINDEX: "Visitors can read these; search engines are asked to leave them out.",
    Standing.MERGE: "These addresses lead to a larger town close by.",
    Standing.ABSENT: "No clinic is in reach of these towns.",
}


@dataclass(frozen=True, slots=True)
class Standings:
    """How many landing pages have one verdict, and the list of their towns."""

    word: str
    meaning: str
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What needs an editor today; `todo` says it in one sentence.

    `problems` are the worst of `problem_count`, `stale` the most urgent of `stale_count`; `reports` is None
    if they cannot be read.
    """

    template: ClassVar[str] = "workbench/overview.html"

    frame: DeskFrame
    todo: tuple[str, ...]
    standings: tuple[Standings, ...]
    pages: int
    problems: tuple[Problem, ...]
    problem_count: int
    stale: tuple[Stale, ...]
    stale_count: int
    latest: tuple[Entry, ...]
    newest: int
    by_hand: tuple[str, ...]
    drafted: int
    drafters: tuple[str, ...]
    reports: int | None


def overview_page(desk: Desk) -> OverviewPage:
    """The page as of now; of a large site it takes seconds the first time."""
    found, stale, versions = findings(desk), going_stale(desk.catalogue), desk.versions
    counts = Counter(verdict.standing for verdict in landing_verdicts(desk.catalogue))
    latest = versions.list()[:LATEST]
    reports, drafters = _reports(desk), _drafters(desk)
    return OverviewPage(
        frame=build_frame(desk, "Overview", section=HOME),
        todo=tuple(_todo(found, stale, reports, desk.drafted)),
        standings=tuple(
            Standings(
                WORDS[standing], MEANINGS[standing], counts[standing], f"{TOWNS}?verdict={standing.value}"
            )
            for standing in Standing
            if counts[standing] or standing in (Standing.INDEX, Standing.NOINDEX)
        ),
        pages=sum(counts.values()),
        problems=found[:MOST_PROBLEMS],
        problem_count=len(found),
        stale=stale[:MOST_STALE],
        stale_count=len(stale),
        latest=entries(desk, latest),
        newest=latest[0].number if latest else 0,
        by_hand=versions.edited_by_hand if latest else (),
        drafted=desk.drafted,
        drafters=drafters,
        reports=reports,
    )


def landing_verdicts(catalogue: Catalogue) -> Iterator[Verdict]:
    """The verdicts in the main language; a translation shares its page's fate, or waits to be checked."""
    site = catalogue.source
    for town in site.towns:
        for slug in town.treatments:
            if verdict := catalogue.verdicts.get(site.urls.landing(slug, town)):
                yield verdict


def _todo(
    found: tuple[Problem, ...], stale: tuple[Stale, ...], reports: int | None, drafted: int
) -> Iterator[str]:
    """What there is to do, the most urgent first."""
    counts = Counter(problem.severity for problem in found)
    if errors := counts[Severity.ERROR]:
        yield f"{counted(errors, 'error')} to mend"
    if warnings := counts[Severity.WARNING]:
        yield f"{counted(warnings, 'warning')} to look at"
    if late := sum(each.is_late for each in stale):
        yield f"{counted(late, 'clinic')} to verify now"
    if soon := sum(not each.is_late for each in stale):
        yield f"{counted(soon, 'clinic')} to verify this month"
    if reports:
        yield f"{counted(reports, 'report')} from readers"
    if drafted:
        yield f"{counted(drafted, 'edit')} to publish"


def _reports(desk: Desk) -> int | None:
    book = ReportBook(desk.cabinet)
    try:
        return len(book.reports())
    except LocatorError:
        return None
    finally:
        book.close()


def _drafters(desk: Desk) -> tuple[str, ...]:
    try:
        return tuple(dict.fromkeys(each.who for each in desk.draft.edits))
    except LocatorError as error:
        return (str(error),)
