"""Whether a clinic is open at a moment, in its own zone; unknown hours are never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime

    from locator.model.clinic import Clinic


class Openness(NamedTuple):
    """`is_open` is None where nobody knows; the times are the next change, in the clinic's zone."""

    is_open: bool | None
    opens_at: datetime | None
    closes_at: datetime | None


def openness(clinic: Clinic, now: datetime) -> Openness:
    """Evaluates the hours at `now`, an aware time in any zone."""
    if clinic.hours is None or not clinic.timezone or not clinic.is_open_for_patients:
        return Openness(None, None, None)
    status = clinic.hours.status(now.astimezone(ZoneInfo(clinic.timezone)))
    if status.is_open:
        return Openness(True, None, status.changes_at)
    return Openness(False, status.changes_at, None)
