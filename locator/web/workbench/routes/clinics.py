"""/workbench/clinics/: the list, the form of one clinic, its status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.answer import Done, missing
from locator.workbench.clinics.book import Book
from locator.workbench.clinics.clinic import SAVED, clinic_page, save_clinic
from locator.workbench.clinics.directory import clinics_page
from locator.workbench.clinics.fields import COLUMNS, sent_fields
from locator.workbench.clinics.standing import (
    check_today,
    close_clinic,
    closing_page,
    pause_clinic,
    reopen_clinic,
)
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
    return clinics_page(desk, asked.query.one("q"), asked.query.one("show"), asked.query.one("page"))


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
    was = {column: asked.form.one(f"was-{column}", cells[column]) for column in COLUMNS}
    again = save_clinic(desk, book, cells, typed=sent_fields(asked.form), was=was)
    return again or Done(clinic_path(cells["id"]), SAVED)


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
    act(f"{ONE}check", of_clinic(check)),
    show(f"{ONE}close/", of_clinic(ask_closing)),
    act(f"{ONE}close", of_clinic(close)),
    act(f"{ONE}pause", of_clinic(pause)),
    act(f"{ONE}reopen", of_clinic(reopen)),
)
