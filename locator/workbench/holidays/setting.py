"""Special days set for one clinic or for many, into the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.closure import LONG_CLOSURE
from locator.model.special_hours import SpecialDay, render_special_day
from locator.site.words import counted, date_text, listing
from locator.workbench.answer import Done, Shown
from locator.workbench.holidays.holiday_form import CLOSED, HOURS, USUAL, HolidayForm, typed_days
from locator.workbench.holidays.holidays import clinics_of, holidays_page, holidays_path
from locator.workbench.holidays.long_closure import HINT
from locator.workbench.hours.special_days import past_days, with_days, without_days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.clinic import Clinic
    from locator.workbench.clinics.book import Book, Cells
    from locator.workbench.desk import Desk


def set_days(desk: Desk, book: Book, only: Cells | None, form: HolidayForm) -> Done | Shown:
    """Puts special days into the draft: for one clinic or many, all or none."""
    days, mistakes = typed_days(form.typed, desk.catalogue.source.today)
    clinics = [each for each in clinics_of(book, only) if not form.ids or each.id in form.ids]
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
    return Done(holidays_path(only), _told(clinics, days, form, changed=len(changes)))


def clean_past(desk: Desk, book: Book, only: Cells | None) -> Done:
    """Takes days that are over out of the draft's special_hours: only when somebody asks."""
    today = desk.catalogue.source.today
    changes: list[tuple[Cells, dict[str, str]]] = []
    for clinic in clinics_of(book, only):
        cells = book.cells(clinic.id) if clinic.hours and clinic.hours.special else None
        if cells and (past := past_days(cells["special_hours"], today)):
            changes.append((cells, {"special_hours": without_days(cells["special_hours"], past)}))
    book.save_all(list(changes))
    return Done(
        holidays_path(only), f"Past days taken out for {counted(len(changes), 'clinic')}, in the draft."
    )


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
        told += f" {HINT}"
    return told
