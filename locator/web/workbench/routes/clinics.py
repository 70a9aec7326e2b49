"""/workbench/clinics/: the list, the form of one clinic, its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done, missing
from locator.workbench.clinics.book import Book
from locator.workbench.clinics.clinic import clinic_page
from locator.workbench.clinics.directory import clinics_page
from locator.workbench.clinics.form.fields import COLUMNS, POSITION, sent_fields
from locator.workbench.clinics.form.looking_up import look_up
from locator.workbench.clinics.saving import SAVED, looked_clinic, save_clinic
from locator.workbench.clinics.standing.closing import close_clinic, closing_page
from locator.workbench.clinics.standing.standing import check_today, pause_clinic, reopen_clinic
from locator.workbench.frame import CLINICS, clinic_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.clinics.book import Cells
    from locator.workbench.desk import Desk

    OfClinic = Callable[[Desk, Book, Cells, Asked], Answer]
    Handler = Callable[[Desk, Asked], Answer]

ONE = f"{CLINICS}{{id}}/"


def clinics(desk: Desk, asked: Asked) -> Answer:
    """The list."""
    return clinics_page(desk, asked.query.one("q"), asked.query.one("show"), asked.query.number("page", 1))


def of_clinic(answer: OfClinic) -> Handler:
    """Answers for one clinic; 404 if there is none of that id."""

    def answered(desk: Desk, asked: Asked) -> Answer:
        book, id_ = Book(desk), asked.path["id"]
        cells = book.cells(id_)
        if cells is None:
            return missing(desk, f"There is no clinic {id_}.", section=CLINICS)
        return answer(desk, book, cells, asked)

    return answered


def clinic(desk: Desk, book: Book, cells: Cells, _: Asked) -> Answer:
    """The form."""
    return clinic_page(desk, book, cells)


def save(desk: Desk, book: Book, cells: Cells, asked: Asked) -> Answer:
    """What somebody typed into it."""
    again = save_clinic(desk, book, cells, typed=sent_fields(asked.form), was=_was(cells, asked))
    return again or Done(clinic_path(cells["id"]), SAVED)


def _was(cells: Cells, asked: Asked) -> dict[str, str]:
    """The cells that the editor had before them."""
    return {column: asked.form.one(f"was-{column}", cells[column]) for column in COLUMNS}


def look(desk: Desk, book: Book, cells: Cells, asked: Asked) -> Answer:
    """The same form with its point on the map, or with what the geocoder proposes; nothing is saved."""
    typed = sent_fields(asked.form)
    if taken := asked.form.one("take"):
        typed[POSITION] = taken
    found = look_up(desk, typed) if "find" in asked.form else None
    return looked_clinic(desk, book, cells, typed=typed, was=_was(cells, asked), look_up=found)


def take_out(_: Desk, book: Book, cells: Cells, __: Asked) -> Answer:
    """Takes a clinic that only the draft has out of it."""
    if cells["id"] not in book.new:
        return Done(clinic_path(cells["id"]), "Visitors know this clinic. Close it instead.", is_good=False)
    book.take_out(cells["id"])
    return Done(CLINICS, f"{cells['name']} is no longer in the draft.")


def check(desk: Desk, book: Book, cells: Cells, _: Asked) -> Answer:
    """The button "I checked this today"."""
    return check_today(desk, book, cells)


def ask_closing(desk: Desk, book: Book, cells: Cells, asked: Asked) -> Answer:
    """What closing for good would do."""
    return closing_page(desk, book, cells, asked.query.one("replaced_by"), is_tried="try" in asked.query)


def close(desk: Desk, book: Book, cells: Cells, asked: Asked) -> Answer:
    """Closes it for good."""
    return close_clinic(desk, book, cells, asked.form.one("replaced_by"))


def pause(desk: Desk, book: Book, cells: Cells, _: Asked) -> Answer:
    """Closes it for a time."""
    return pause_clinic(desk, book, cells)


def reopen(desk: Desk, book: Book, cells: Cells, _: Asked) -> Answer:
    """Opens it again."""
    return reopen_clinic(desk, book, cells)


routes = (
    show(CLINICS, clinics),
    show(ONE, of_clinic(clinic)),
    act(f"{ONE}save", of_clinic(save)),
    act(f"{ONE}look", of_clinic(look)),
    act(f"{ONE}take-out", of_clinic(take_out)),
    act(f"{ONE}check", of_clinic(check)),
    show(f"{ONE}close/", of_clinic(ask_closing)),
    act(f"{ONE}close", of_clinic(close)),
    act(f"{ONE}pause", of_clinic(pause)),
    act(f"{ONE}reopen", of_clinic(reopen)),
)
