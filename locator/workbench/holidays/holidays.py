"""Holiday hours: the calendar of one clinic or of all, and the form that sets days in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.workbench.frame import CLINICS, DeskFrame, build_frame, clinic_path
from locator.workbench.holidays.long_closure import closure_text
from locator.workbench.hours.calendar import build_months, clinic_notes, shared_notes, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.workbench.clinics.book import Book, Cells
    from locator.workbench.desk import Desk
    from locator.workbench.holidays.holiday_form import HolidayForm
    from locator.workbench.hours.calendar import Month

HOLIDAYS = "/workbench/holidays/"
MOST_TICKS = 200  # clinics that the form lists; of more, ids are typed


@dataclass(frozen=True, slots=True)
class Tick:
    """A clinic that the form may be for."""

    id: str
    name: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class HolidaysPage:
    """The calendar of `only` one clinic, or of all; `taken` are the days that already have hours."""

    template: ClassVar[str] = "workbench/clinics/holidays.html"

    frame: DeskFrame
    heading: str
    path: str
    back: str
    back_text: str
    only: str
    months: tuple[Month, ...]
    form: HolidayForm
    ticks: tuple[Tick, ...]
    count: int
    mistakes: Mapping[str, str]
    taken: tuple[str, ...]
    past: int
    closure: str
    silent: int


def holidays_page(
    desk: Desk,
    book: Book,
    only: Cells | None,
    form: HolidayForm,
    *,
    mistakes: Mapping[str, str] | None = None,
    taken: tuple[str, ...] = (),
) -> HolidaysPage:
    """The twelve months ahead, and the form that sets days in them."""
    today, clinics = desk.catalogue.source.today, clinics_of(book, only)
    heading = f"Holiday hours of {only['name'] if only else 'all clinics'}"
    return HolidaysPage(
        frame=build_frame(desk, heading, section=CLINICS, is_mistaken=bool(mistakes or taken)),
        heading=heading,
        path=holidays_path(only),
        back=clinic_path(only["id"]) if only else CLINICS,
        back_text=f"Back to {only['name']}" if only else "All clinics",
        only=only["id"] if only else "",
        months=_months(clinics, today, is_one=only is not None),
        form=form,
        ticks=() if only else _ticks(clinics, form),
        count=len(clinics),
        mistakes=mistakes or {},
        taken=taken,
        past=sum(_has_past(clinic, today) for clinic in clinics),
        closure=closure_text(clinics, today) if only else "",
        silent=sum(clinic.hours is None for clinic in clinics),
    )


def holidays_path(only: Cells | None) -> str:
    """Where the holiday hours of one clinic or of all are."""
    return f"{clinic_path(only['id'])}holidays/" if only else HOLIDAYS


def clinics_of(book: Book, only: Cells | None) -> tuple[Clinic, ...]:
    """The one clinic, or all that are not closed for good, as the draft leaves them."""
    if only:
        clinic = book.clinic(only["id"])
        return (clinic,) if clinic else ()
    return tuple(clinic for clinic in book.clinics if clinic.status != "closed")


def _months(clinics: tuple[Clinic, ...], today: date, *, is_one: bool) -> tuple[Month, ...]:
    first, last = span_of(today)
    every = [clinic.hours for clinic in clinics if clinic.hours]
    is_own = is_one and every
    notes = clinic_notes(every[0], first, last) if is_own else shared_notes(every, first, last)
    return build_months(today, notes)


def _ticks(clinics: tuple[Clinic, ...], form: HolidayForm) -> tuple[Tick, ...]:
    """The clinics that the form lists; none if they are too many."""
    listed = clinics if len(clinics) <= MOST_TICKS else ()
    return tuple(Tick(each.id, each.name, each.id in form.ids) for each in listed)


def _has_past(clinic: Clinic, today: date) -> bool:
    return clinic.hours is not None and any(day.day < today for day in clinic.hours.special)
