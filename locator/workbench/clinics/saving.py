"""What is done with the form of a clinic that is there: into the draft, or back with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.errors import ConflictError
from locator.model.problem import Severity
from locator.workbench.answer import Shown
from locator.workbench.clinics.book import Book
from locator.workbench.clinics.clinic import clinic_page
from locator.workbench.clinics.form.fields import (
    HOURS,
    POSITION,
    changed_cells,
    field_of,
    fields_of,
    names_of,
)
from locator.workbench.clinics.form.told import by_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.workbench.clinics.book import Cells
    from locator.workbench.clinics.clinic import ClinicPage
    from locator.workbench.clinics.form.fields import Typed
    from locator.workbench.clinics.form.whereabouts import LookUp
    from locator.workbench.desk import Desk

SAVED = "Saved in the draft. Visitors see it once the draft is published."
CLASH, MEND = 409, 422


def save_clinic(
    desk: Desk, book: Book, cells: Cells, *, typed: Typed, was: Mapping[str, str]
) -> Shown | None:
    """Puts what was typed into the draft; `was` are the cells that the editor had before them.

    Gives the form again if it must be mended, or if somebody else wrote a cell of it meanwhile.
    """
    seen = {column: _same_or(was.get(column, cell), cell) for column, cell in cells.items()}
    changes, mistakes = changed_cells(typed, seen)
    if wrong := mistakes | _errors(book, seen, changes, mistakes):
        return Shown(clinic_page(desk, book, seen, typed=typed, mistakes=wrong), MEND)
    try:
        book.save(seen, changes)
    except ConflictError as error:
        fresh = Book(desk)
        now = fresh.cells(cells["id"]) or cells
        # What the editor did not touch is shown as it is now, or a second attempt would undo it.
        mine = {name: typed[name] for column in changes for name in names_of(column)}
        page = clinic_page(desk, fresh, now, typed=fields_of(now) | mine, conflicts=error.conflicts)
        return Shown(page, CLASH)
    return None


def looked_clinic(
    desk: Desk, book: Book, cells: Cells, *, typed: Typed, was: Mapping[str, str], look_up: LookUp | None
) -> ClinicPage:
    """The form with its point on the map and what is wrong with what was typed; nothing is saved."""
    seen = {column: _same_or(was.get(column, cell), cell) for column, cell in cells.items()}
    changes, mistakes = changed_cells(typed, seen)
    wrong = mistakes | _errors(book, seen, changes, mistakes)
    return clinic_page(desk, book, seen, typed=typed, mistakes=wrong, look_up=look_up)


def _errors(book: Book, seen: Cells, changes: Mapping[str, str], mistakes: Mapping[str, str]) -> Typed:
    """The errors that the changes bring, by field, without those that are told beside it already."""
    known = set(map(str, book.read(seen)[1]))
    problems = book.read({**seen, **changes})[1]
    found = (each for each in problems if each.severity is Severity.ERROR and str(each) not in known)
    told = {*mistakes} | ({HOURS} if mistakes.keys() - {POSITION} else set())
    return by_field([each for each in found if field_of(each.column) not in told])


def _same_or(was: str, now: str) -> str:
    """The cell as it is, where a browser has only changed its line ends."""
    return now if was.split() == now.split() else was
