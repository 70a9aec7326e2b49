"""What a clinic's row does not say yet, and how long ago somebody checked what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.site.words import counted

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

SOON_DAYS = 14


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old a row's check is: in words, and whether it costs town pages their place (rule E1.5)."""

    text: str
    is_stale: bool
    is_soon: bool = False


def gaps(clinic: Clinic) -> tuple[str, ...]:
    """What patients look for and the row leaves blank, the most missed first."""
    if clinic.status is ClinicStatus.CLOSED:
        return ()
    said = {
        "treatments": clinic.treatments,
        "phone": clinic.phone,
        "hours": clinic.hours,
        "insurance": clinic.insurance,
        "languages": clinic.languages,
        "accessibility": clinic.accessibility,
        "parking": clinic.parking,
        "public transit": clinic.transit,
        "new patients": clinic.accepting_new_patients is not None,
    }
    return tuple(name for name, value in said.items() if not value)


def freshness(site: Site, clinic: Clinic) -> Freshness:
    """Whether somebody has checked the row lately enough for the pages that show it."""
    if clinic.status is ClinicStatus.CLOSED:
        return Freshness("no longer checked", is_stale=False)
    if clinic.verified_on is None:
        return Freshness("never checked", is_stale=True)
    limits = site.config.verdict
    most = min(limits.fresh_hours_days, limits.fresh_facts_days) if clinic.hours else limits.fresh_facts_days
    age = (site.today - clinic.verified_on).days
    text = "checked today" if age <= 0 else f"checked {counted(age, 'day')} ago"
    if age > most:
        return Freshness(f"{text}, {most} are the most", is_stale=True)
    if age > most - SOON_DAYS:
        return Freshness(
            f"{text}, goes stale in {counted(most - age + 1, 'day')}", is_stale=False, is_soon=True
        )
    return Freshness(text, is_stale=False)
