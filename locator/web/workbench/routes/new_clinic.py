"""/workbench/new-clinic/: a clinic that is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.web.workbench.routing import act, show
from locator.workbench.clinics.adding.new_clinic import (
    add_clinic,
    blank_fields,
    new_clinic_page,
    sent_clinic,
    shown_clinic,
)
from locator.workbench.clinics.book import Book
from locator.workbench.clinics.form.fields import POSITION
from locator.workbench.clinics.form.looking_up import look_up
from locator.workbench.frame import NEW_CLINIC

if TYPE_CHECKING:
    from locator.web.workbench.asked import Asked
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk


def blank(desk: Desk, _: Asked) -> Answer:
    """The form."""
    return new_clinic_page(desk, blank_fields(desk))


def look(desk: Desk, asked: Asked) -> Answer:
    """The same form with its point on the map, or with what the geocoder proposes; nothing is saved."""
    typed = sent_clinic(asked.form)
    if taken := asked.form.one("take"):
        typed[POSITION] = taken
    found = look_up(desk, typed) if "find" in asked.form else None
    return shown_clinic(desk, Book(desk), typed, found)


def add(desk: Desk, asked: Asked) -> Answer:
    """Puts it into the draft."""
    return add_clinic(desk, Book(desk), sent_clinic(asked.form), asked.form.one("sure"))


routes = (
    show(NEW_CLINIC, blank),
    act(f"{NEW_CLINIC}look", look),
    act(f"{NEW_CLINIC}save", add),
)
