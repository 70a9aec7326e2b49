"""/workbench/holidays/, and the same for one clinic."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.answer import missing
from locator.workbench.clinics.book import Book
from locator.workbench.frame import CLINICS
from locator.workbench.holidays.holiday_form import HolidayForm, sent_form
from locator.workbench.holidays.holidays import HOLIDAYS, holidays_page
from locator.workbench.holidays.setting import clean_past, set_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.clinics.book import Cells
    from locator.workbench.desk import Desk

    OfClinics = Callable[[Desk, Book, Cells | None, Asked], Answer]
    Handler = Callable[[Desk, Asked], Answer]

ONE = f"{CLINICS}{{id}}/holidays/"


def of_clinics(answer: OfClinics) -> Handler:
    """Answers for one clinic or, where the address names none, for all; 404 if there is none of that id."""

    def answered(desk: Desk, asked: Asked) -> Answer:
        book, id_ = Book(desk), asked.path.get("id", "")
        only = book.cells(id_) if id_ else None
        if id_ and only is None:
            return missing(desk, f"There is no clinic {id_}.", section=CLINICS)
        return answer(desk, book, only, asked)

    return answered


def calendar(desk: Desk, book: Book, only: Cells | None, asked: Asked) -> Answer:
    """The calendar; `first` is the day that somebody has chosen in it."""
    blank = HolidayForm()
    form = replace(blank, typed={**blank.typed, "first": asked.query.one("first")[:10]})
    return holidays_page(desk, book, only, form)


def set_(desk: Desk, book: Book, only: Cells | None, asked: Asked) -> Answer:
    """Sets days."""
    return set_days(desk, book, only, sent_form(asked.form, only["id"] if only else ""))


def clean(desk: Desk, book: Book, only: Cells | None, _: Asked) -> Answer:
    """Takes past days out."""
    return clean_past(desk, book, only)


routes = tuple(
    route
    for path in (HOLIDAYS, ONE)
    for route in (
        show(path, of_clinics(calendar)),
        act(f"{path}set", of_clinics(set_)),
        act(f"{path}clean", of_clinics(clean)),
    )
)
