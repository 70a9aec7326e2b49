"""The draft: what waits in it, what it would do to the site, and the one click that publishes it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.editing.difference.alteration import label
from locator.editing.difference.compared import Span, compared
from locator.editing.difference.difference import difference
from locator.editing.difference.pages import Turn
from locator.editing.difference.telling import summary
from locator.editing.edited_folder import EditedFolder
from locator.editing.edits import edited
from locator.editing.notes.note_edit import NoteEdit
from locator.errors import LocatorError, UsageError
from locator.pages.verdicts.scale import MOST_NEW, newly_listed
from locator.site.words import counted, upper_first
from locator.workbench.drafting import rehearsed
from locator.workbench.frame import DRAFT, DeskFrame, build_frame
from locator.workbench.history import Entry, entries
from locator.workbench.moments import Moment, moment_at
from locator.workbench.page_turns import PageTurn, page_turns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.editing.difference.difference import Difference
    from locator.editing.draft import DraftEdit
    from locator.editing.rehearsal import Rehearsal
    from locator.model.conflict import Conflict
    from locator.model.problem import Problem
    from locator.workbench.desk import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """One edit of the draft in words.

    `cells` are column, before and after of a row that changes, `spans` the words of a note. Of special hours
    only the days that differ are told: a clinic may have dozens.
    """

    number: int
    what: str
    who: str
    when: Moment
    cells: tuple[tuple[str, str, str], ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing would do, in a sentence and page by page; `problems` are those that it would bring.

    `others` counts the pages in further languages, which turn with those of the main one; `unseen` the new
    town pages if they are too many to be listed before somebody has looked at them (rule E15), else 0.
    """

    told: str
    turns: tuple[PageTurn, ...]
    others: int
    problems: tuple[Problem, ...]
    unseen: int


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The draft at `revision`; `outcome` is None if it cannot be published, and `refused` says why.

    `last` is the newest version, which can be undone if nothing waits: `undone` is the one before.
    """

    template: ClassVar[str] = "workbench/history/draft.html"

    frame: DeskFrame
    revision: int
    waiting: tuple[Waiting, ...]
    outcome: Outcome | None
    refused: str
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]
    last: Entry | None
    undone: int


def draft_page(desk: Desk, refused: str = "") -> DraftPage:
    """The draft as it is now, tried on the files as they are now; `refused` is why nothing was done."""
    draft = desk.draft
    outcome, problems, conflicts = None, (), ()
    try:
        outcome = _outcome(desk, draft.edits) if draft.edits else None
    except LocatorError as error:
        problems = getattr(error, "problems", ())
        conflicts = getattr(error, "conflicts", ())
        refused = refused or upper_first(str(error).partition("\n")[0])
    versions = desk.versions.list()[:2] if not draft.edits else ()
    return DraftPage(
        frame=build_frame(desk, "Draft", section=DRAFT, is_mistaken=bool(refused)),
        revision=draft.revision,
        waiting=tuple(_waiting(desk, draft.edits)),
        outcome=outcome,
        refused=refused,
        problems=tuple(problems),
        conflicts=tuple(conflicts),
        last=entries(desk, versions[:1])[0] if versions else None,
        undone=versions[1].number if len(versions) > 1 else 0,
    )


def publish(desk: Desk, revision: int, *, is_reviewed: bool = False) -> str:
    """Publishes the draft that the editor has looked at, and tells what became of it.

    Raises ConflictError if it is another one by now, SiteFolderError if it would bring an error, UsageError
    if it lists many new pages and nobody has said `is_reviewed` (rule E15).
    """
    draft = desk.draft
    draft.to_change(revision=revision)
    waiting = draft.edits
    edits = [each.edit for each in waiting]
    rehearsal = rehearsed(desk, edits)
    if not is_reviewed and (unseen := _unseen(desk, rehearsal)):
        msg = f"{unseen} town pages would be listed for the first time; look at each, then tick the box"
        raise UsageError(msg)
    found = difference(desk.catalogue, rehearsal.catalogue)
    publication = desk.publish(edited(desk.folder, edits))
    draft.finish(waiting)
    return f"Published. {_pages_told(found)}" if publication.is_served else publication.told


def take_out(desk: Desk, number: int) -> None:
    """Takes one edit out of the draft; raises UsageError if others build upon it."""
    desk.draft.remove(number)


def _outcome(desk: Desk, edits: Sequence[DraftEdit]) -> Outcome:
    rehearsal = rehearsed(desk, [each.edit for each in edits])
    found = difference(desk.catalogue, rehearsal.catalogue)
    turns, others = page_turns(found.pages or (), rehearsal.catalogue, desk.catalogue)
    unseen = _unseen(desk, rehearsal)
    return Outcome(upper_first(summary(found)), turns, others, rehearsal.problems, unseen)


def _unseen(desk: Desk, rehearsal: Rehearsal) -> int:
    known = {path for path, verdict in desk.catalogue.verdicts.items() if verdict.is_indexed}
    count = len(newly_listed(rehearsal.catalogue.verdicts, known))
    return count if count > MOST_NEW else 0


def _pages_told(found: Difference) -> str:
    """What became of pages: "4 pages are new, 2 are gone, 7 changed."."""
    turns = Counter(page.turn for page in found.pages or ())
    told = []
    if turns[Turn.APPEARS]:
        told.append(f"{counted(turns[Turn.APPEARS], 'page is', 'pages are')} new")
    if turns[Turn.GOES]:
        told.append(f"{counted(turns[Turn.GOES], 'page is', 'pages are')} gone")
    if turns[Turn.CHANGES]:
        told.append(f"{counted(turns[Turn.CHANGES], 'page', 'pages')} changed")
    return f"{', '.join(told)}." if told else "No page looks different."


def _waiting(desk: Desk, edits: Sequence[DraftEdit]) -> Iterator[Waiting]:
    files = EditedFolder(desk.folder)
    for each in edits:
        edit, what = each.edit, files.told(each.edit)
        files.apply(edit)
        spans: tuple[Span, ...] = ()
        cells: tuple[tuple[str, str, str], ...] = ()
        if isinstance(edit, NoteEdit):
            spans = compared(edit.before, edit.after)
        else:
            cells = tuple(_cell(column, *pair) for column, pair in edit.cells.items() if any(pair))
        yield Waiting(each.number, what, each.who, moment_at(desk.catalogue.site, each.when), cells, spans)


def _cell(column: str, before: str, after: str) -> tuple[str, str, str]:
    if column != "special_hours" or not (before and after):
        return label(column), before, after
    then, now = (re.split(r";\s*(?=\d{4}-)", cell) for cell in (before, after))
    goes = "; ".join(day for day in then if day not in now)
    comes = "; ".join(day for day in now if day not in then)
    return f"{label(column)}, the days that differ", goes, comes
