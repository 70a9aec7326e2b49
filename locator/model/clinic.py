"""A place that patients visit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from locator.model.address import Address
    from locator.model.hours import Hours
    from locator.model.phone import Phone
    from locator.model.point import Point

# What people write of an entrance that a wheelchair passes; the finder's filter knows no other words.
STEP_FREE = frozenset(
    {"step-free entrance", "step-free access", "wheelchair accessible", "wheelchair-accessible"}
)


class ClinicStatus(StrEnum):
    """Whether a clinic sees patients."""

    OPEN = "open"
    TEMPORARILY_CLOSED = "temporarily_closed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Clinic:
    """One row of clinics.csv; what the row leaves blank is None or empty, and no page speaks of it."""

    id: str
    name: str
    address: Address
    point: Point
    timezone: str
    phone: Phone | None = None
    website: str = ""
    booking_url: str = ""
    hours: Hours | None = None
    treatments: tuple[str, ...] = ()
    insurance: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    parking: str = ""
    transit: str = ""
    accepting_new_patients: bool | None = None
    status: ClinicStatus = ClinicStatus.OPEN
    replaced_by: str | None = None
    verified_on: date | None = None

    def __hash__(self) -> int:
        return hash(self.id)  # of all fields it would cost more than what is kept by it

    @property
    def is_open_for_patients(self) -> bool:
        """Tells whether finders and landing pages may send people here."""
        return self.status is ClinicStatus.OPEN

    @property
    def is_step_free(self) -> bool:
        """Tells whether the row says that one gets in without a step; a ramp at a side door does not."""
        return any(feature.casefold() in STEP_FREE for feature in self.accessibility)
