"""Whether a clinic is open at a moment, in its own zone; unknown hours are never guessed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from locator.model.hours import Access

if TYPE_CHECKING:
    from datetime import datetime

    from locator.model.clinic import Clinic
    from locator.model.hours import Hours


class Openness(NamedTuple):
    """`is_open` is None where nobody knows; the times are the next change, in the clinic's zone.

    Only a door that anyone may walk through is open. With `by_appointment` patients are seen, now or
    from `opens_at` on, but only those who have one. `caution` names a holiday that may change this.
    """

    is_open: bool | None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    by_appointment: bool = False
    caution: str = ""


def openness(clinic: Clinic, now: datetime) -> Openness:
    """Evaluates the hours at `now`, an aware time in any zone."""
    if clinic.hours is None or not clinic.timezone or not clinic.is_open_for_patients:
        return Openness(None)
    # Doors open and close on full minutes, so whoever asks within one may share the answer.
    return _openness(clinic.hours, clinic.timezone, now.replace(second=0, microsecond=0))


@lru_cache(maxsize=16384)
def _openness(hours: Hours, timezone: str, now: datetime) -> Openness:
    status = hours.status(now.astimezone(ZoneInfo(timezone)))
    by_appointment = Access.BY_APPOINTMENT in (status.access, status.then) and not status.is_open
    if status.then is Access.CLOSED or status.is_open:
        opens_at, closes_at = None, status.changes_at
    else:
        opens_at, closes_at = status.changes_at, None
    return Openness(status.is_open, opens_at, closes_at, by_appointment, status.caution)
