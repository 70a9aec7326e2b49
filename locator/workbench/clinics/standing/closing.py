"""Closing a clinic for good: what it would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from locator.editing.difference.pages import Turn, page_changes
from locator.editing.edits import edited
from locator.editing.rehearsal import rehearse
from locator.editing.rows.row_edit import change_row
from locator.model.clinic import ClinicStatus
from locator.model.problem import Severity
from locator.site.words import distance_text
from locator.workbench.answer import Done, Shown
from locator.workbench.clinics.book import FILE
from locator.workbench.clinics.standing.standing import differing
from locator.workbench.frame import CLINICS, DeskFrame, build_frame, clinic_path

if TYPE_CHECKING:
    from locator.editing.difference.pages import PageChange
    from locator.model.problem import Problem
    from locator.workbench.clinics.book import Book, Cells
    from locator.workbench.desk import Desk

NEAREST = 2  # open clinics that a page that has gone names
SHOWN = 200  # pages that the page of a closing lists


@dataclass(frozen=True, slots=True)
class Successor:
    """A clinic that may stand for one that closes."""

    id: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TownTurn:
    """What becomes of a page: its address and, in words, what it was and will be.

    It is plain if only its words change, as those of many pages around a clinic do.
    """

    path: str
    name: str
    text: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """Closing for good, before it is done: `address` says what its own address will answer.

    `turns` are the pages that change, the plain ones last, None until somebody has asked for the rehearsal,
    which takes seconds; `more` of them are not listed.
    """

    template: ClassVar[str] = "workbench/clinics/close-clinic.html"

    frame: DeskFrame
    id: str
    path: str
    name: str
    public: str
    successors: tuple[Successor, ...]
    replaced_by: str
    address: str
    turns: tuple[TownTurn, ...] | None
    more: int
    waiting: int
    problems: tuple[Problem, ...]
    mistake: str


def close_clinic(desk: Desk, book: Book, cells: Cells, replaced_by: str) -> Done | Shown:
    """Closes a clinic for good; `replaced_by` is the id of the clinic that its address leads to, or empty."""
    changes = _closing(cells, replaced_by)
    if replaced_by and replaced_by not in {each.id for each in _successors(desk, book, cells, "")}:
        mistake = f"No clinic {replaced_by} sees patients. Choose another, or none."
        return Shown(closing_page(desk, book, cells, "", mistake=mistake), 422)
    book.save(cells, changes)
    told = "Closed for good, in the draft. It happens once the draft is published."
    return Done(clinic_path(cells["id"]), told)


def closing_page(
    desk: Desk, book: Book, cells: Cells, replaced_by: str, *, is_tried: bool = False, mistake: str = ""
) -> ClosingPage:
    """What closing would do; `is_tried` rehearses it with all that waits in the draft."""
    site = desk.catalogue.source
    successors = _successors(desk, book, cells, replaced_by)
    turns: tuple[TownTurn, ...] | None = None
    problems: tuple[Problem, ...] = ()
    if is_tried and not mistake:
        turns, problems = _rehearsed(desk, book, cells, replaced_by)
    return ClosingPage(
        frame=build_frame(desk, f"Close {cells['name']}", section=CLINICS, is_mistaken=bool(mistake)),
        id=cells["id"],
        path=clinic_path(cells["id"]),
        name=cells["name"],
        public=site.urls.clinic(cells["id"]),
        successors=successors,
        replaced_by=replaced_by,
        address=_address(desk, book, cells, replaced_by),
        turns=turns[:SHOWN] if turns is not None else None,
        more=max(0, len(turns or ()) - SHOWN),
        waiting=len(book.draft.edits),
        problems=problems,
        mistake=mistake,
    )


def _closing(cells: Cells, replaced_by: str) -> dict[str, str]:
    return differing(cells, {"status": ClinicStatus.CLOSED, "replaced_by": replaced_by})


def _successors(desk: Desk, book: Book, cells: Cells, chosen: str) -> tuple[Successor, ...]:
    """The nearest clinics that see patients, as the draft leaves them."""
    site, clinic = desk.catalogue.source, book.clinic(cells["id"])
    if clinic is None:
        return ()
    near = [each for each in site.nearest_clinics(clinic.point, 21) if each.clinic.id != clinic.id][:20]
    return tuple(
        Successor(
            each.clinic.id,
            f"{each.clinic.name}, {distance_text(each.distance_km, site.config.units)} away",
            each.clinic.id == chosen,
        )
        for each in near
        if (now := book.clinic(each.clinic.id)) and now.is_open_for_patients
    )


def _address(desk: Desk, book: Book, cells: Cells, replaced_by: str) -> str:
    """What the address of the clinic's page will answer."""
    site = desk.catalogue.source
    path = site.urls.clinic(cells["id"])
    if replaced_by:
        return f"{path} will lead to {site.urls.clinic(replaced_by)} for good (301)."
    named = [each.text for each in _successors(desk, book, cells, "")[:NEAREST]]
    nearest = f" and name the nearest that sees patients: {'; '.join(named)}" if named else ""
    return f"{path} will say that the clinic has closed (410, gone){nearest}."


def _rehearsed(
    desk: Desk, book: Book, cells: Cells, replaced_by: str
) -> tuple[tuple[TownTurn, ...], tuple[Problem, ...]]:
    edits = [each.edit for each in book.draft.edits]
    if changes := _closing(cells, replaced_by):
        edits.append(change_row(FILE, cells, changes))
    change = edited(desk.folder, edits)
    rehearsal = rehearse(desk.folder, change, environ=desk.environ, clock=desk.clock)
    turns = sorted(map(_turn, page_changes(desk.catalogue, rehearsal.catalogue)), key=attrgetter("is_plain"))
    warnings = (each for each in rehearsal.problems if each.severity is not Severity.NOTICE)
    return tuple(turns), tuple(warnings)


def _turn(change: PageChange) -> TownTurn:
    is_plain = change.turn is Turn.CHANGES and change.before == change.after
    return TownTurn(change.path, change.name or change.path, _told(change), is_plain)


_TURNS = {Turn.APPEARS: "appears", Turn.CHANGES: "says something else", Turn.STANDS: "says the same"}
_VERDICTS = {
    "index": "is listed in search engines",
    "noindex": "is served, but not listed in search engines",
    "merge": "leads to a neighbouring town",
    "absent": "is not there",
}


def _told(turn: PageChange) -> str:
    if turn.turn is Turn.GOES:
        after = f"leads to {turn.leads_to}" if turn.leads_to else f"is gone ({turn.status})"
    else:
        after = _TURNS[turn.turn]
    if turn.before != turn.after and turn.after:
        before = f"{_VERDICTS[turn.before]} now; " if turn.before else ""
        return f"{before}after that it {_VERDICTS[turn.after]}"
    return after
