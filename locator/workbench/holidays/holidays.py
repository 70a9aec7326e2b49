"""Holiday hours: the calendar of one clinic or of all, and days set for many at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from locator.model.closure import LONG_CLOSURE, longest_closure
from locator.model.special_hours import SpecialDay, render_special_day
from locator.site.words import counted, date_text, listing
from locator.workbench.answer import Done, Shown
from locator.workbench.clinics.book import Book
from locator.workbench.frame import CLINICS, DeskFrame, build_frame, clinic_path
from locator.workbench.holidays.holiday_form import CLOSED, HOURS, USUAL, HolidayForm, typed_days
from locator.workbench.hours.calendar import build_months, clinic_notes, shared_notes, span_of
from locator.workbench.hours.special_days import (
    past_days,
    with_days,
    without_days,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.clinic import Clinic
    from locator.workbench.clinics.book import Cells
    from locator.workbench.desk import Desk
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
    today, clinics = desk.catalogue.source.today, _clinics(book, only)
    first, last = span_of(today)
    every = [clinic.hours for clinic in clinics if clinic.hours]
    notes = clinic_notes(every[0], first, last) if only and every else shared_notes(every, first, last)
    name = only["name"] if only else "all clinics"
    heading = f"Holiday hours of {name}"
    ticks = () if only or len(clinics) > MOST_TICKS else clinics
    return HolidaysPage(
        frame=build_frame(desk, heading, section=CLINICS, is_mistaken=bool(mistakes or taken)),
        heading=heading,
        path=_path(only),
        back=clinic_path(only["id"]) if only else CLINICS,
        back_text=f"Back to {only['name']}" if only else "All clinics",
        only=only["id"] if only else "",
        months=build_months(today, notes),
        form=form,
        ticks=tuple(Tick(each.id, each.name, each.id in form.ids) for each in ticks),
        count=len(clinics),
        mistakes=mistakes or {},
        taken=taken,
        past=sum(
            bool(clinic.hours and any(day.day < today for day in clinic.hours.special)) for clinic in clinics
        ),
        closure=_closure(clinics, today) if only else "",
        silent=len(clinics) - len(every),
    )


def set_days(desk: Desk, book: Book, only: Cells | None, form: HolidayForm) -> Done | Shown:
    """Puts special days into the draft: for one clinic or many, all or none."""
    days, mistakes = typed_days(form.typed, desk.catalogue.source.today)
    clinics = [each for each in _clinics(book, only) if not form.ids or each.id in form.ids]
    if not clinics:
        mistakes["clinic"] = "Choose at least one clinic."
    if not mistakes:
        taken = _taken(clinics, days)
        if taken and not form.replaces:
            return Shown(holidays_page(desk, book, only, form, taken=taken), 409)
        changes, mistakes = _changes(book, clinics, days, is_usual=form.typed["what"] == USUAL)
    if mistakes:
        return Shown(holidays_page(desk, book, only, form, mistakes=mistakes), 422)
    book.save_all(changes)
    return Done(_path(only), _told(clinics, days, form, changed=len(changes)))


def clean_past(desk: Desk, book: Book, only: Cells | None) -> Done:
    """Takes days that are over out of the draft's special_hours: only when somebody asks."""
    today = desk.catalogue.source.today
    changes: list[tuple[Cells, dict[str, str]]] = []
    for clinic in _clinics(book, only):
        cells = book.cells(clinic.id) if clinic.hours and clinic.hours.special else None
        if cells and (past := past_days(cells["special_hours"], today)):
            changes.append((cells, {"special_hours": without_days(cells["special_hours"], past)}))
    book.save_all(list(changes))
    return Done(_path(only), f"Past days taken out for {counted(len(changes), 'clinic')}, in the draft.")


def _path(only: Cells | None) -> str:
    return f"{clinic_path(only['id'])}holidays/" if only else HOLIDAYS


def _clinics(book: Book, only: Cells | None) -> tuple[Clinic, ...]:
    if only:
        clinic = book.clinic(only["id"])
        return (clinic,) if clinic else ()
    return tuple(clinic for clinic in book.clinics if clinic.status != "closed")


def _taken(clinics: list[Clinic], days: list[SpecialDay]) -> tuple[str, ...]:
    """Where other special hours stand already, in words."""
    wanted = {special.day: special for special in days}
    found = []
    for clinic in clinics:
        for special in clinic.hours.special if clinic.hours else ():
            new = wanted.get(special.day)
            if new and (new.intervals, new.note or special.note) != (special.intervals, special.note):
                found.append(f"{clinic.name}: {render_special_day(special)}")
    return tuple(found)


def _changes(
    book: Book, clinics: list[Clinic], days: list[SpecialDay], *, is_usual: bool
) -> tuple[list[tuple[Mapping[str, str], Mapping[str, str]]], dict[str, str]]:
    changes: list[tuple[Mapping[str, str], Mapping[str, str]]] = []
    unread = []
    for clinic in clinics:
        cells = book.cells(clinic.id)
        if cells is None:
            continue
        before = cells["special_hours"]
        try:
            after = without_days(before, {d.day for d in days}) if is_usual else with_days(before, days)
        except ValueError:
            unread.append(clinic.name)
            continue
        if after != before:
            changes.append((cells, {"special_hours": after}))
    if unread:
        text = f"The special hours of {listing(unread[:5])} cannot be read. Mend clinics.csv first."
        return [], {"clinic": text}
    return changes, {}


def _told(clinics: list[Clinic], days: list[SpecialDay], form: HolidayForm, *, changed: int) -> str:
    what = {CLOSED: "closed", HOURS: "hours set", USUAL: "as usual again"}[form.typed["what"]]
    span = date_text(days[0].day) + (f" to {date_text(days[-1].day)}" if len(days) > 1 else "")
    told = f"{span}: {what}, for {counted(changed, 'clinic')}, in the draft."
    silent = sum(clinic.hours is None for clinic in clinics)
    if silent:
        told += f" {counted(silent, 'clinic')} without regular hours will not show it."
    if form.typed["what"] == CLOSED and len(days) >= LONG_CLOSURE:
        told += f" {_HINT}"
    return told


_HINT = (
    f"To Google, {LONG_CLOSURE} and more days closed in a row mean that a place is temporarily closed: "
    "rather use “Close for a time”."
)


def _closure(clinics: tuple[Clinic, ...], today: date) -> str:
    """Rule F12: what a long run of closed days means elsewhere."""
    days = [day for clinic in clinics if clinic.hours for day in clinic.hours.special if day.day >= today]
    run = longest_closure(days)
    if len(run) < LONG_CLOSURE:
        return ""
    return f"Closed from {date_text(run[0].day)} to {date_text(run[-1].day)}. {_HINT}"
