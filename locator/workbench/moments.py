"""Times as editors read them: by the clocks of their clinics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from locator.site.words import date_text

if TYPE_CHECKING:
    from datetime import datetime

    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Moment:
    """A time for people, "November 23, 2026, 12:00 PM EST", and for machines."""

    text: str
    iso: str


def moment_at(site: Site, when: datetime) -> Moment:
    """An aware time by the clock of most clinics."""
    zones = Counter(clinic.timezone for clinic in site.clinics).most_common(1)
    local = when.astimezone(ZoneInfo(zones[0][0] if zones else "UTC"))
    text = f"{date_text(local)}, {local:%I:%M %p %Z}".replace(", 0", ", ")
    return Moment(text, when.isoformat())
