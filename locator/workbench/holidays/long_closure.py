"""Rule F12: many days closed in a row, and what they mean to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.closure import LONG_CLOSURE, longest_closure
from locator.site.words import date_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from locator.model.clinic import Clinic

HINT = (
    f"To Google, {LONG_CLOSURE} and more days closed in a row mean that a place is temporarily closed: "
    "rather use “Close for a time”."
)


def closure_text(clinics: Iterable[Clinic], today: date) -> str:
    """Rule F12: what a long run of closed days ahead means elsewhere; empty if there is none."""
    days = [day for clinic in clinics if clinic.hours for day in clinic.hours.special if day.day >= today]
    run = longest_closure(days)
    if len(run) < LONG_CLOSURE:
        return ""
    return f"Closed from {date_text(run[0].day)} to {date_text(run[-1].day)}. {HINT}"
