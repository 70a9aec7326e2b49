"""A clinic as pages show it: every fact as words, blanks left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from locator.model.clinic import ClinicStatus
from locator.model.sentence import to_say
from locator.pages import schedule
from locator.pages.facts.clinic_facts import clinic_facts
from locator.pages.facts.fact import FactKind
from locator.pages.facts.people import licensees
from locator.pages.hours_data import machine_week
from locator.pages.keeping import once_a_site
from locator.site.urls import directions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from locator.model.clinic import Clinic
    from locator.pages.facts.fact import Fact
    from locator.site.language import Language
    from locator.site.snapshot import NearClinic, Site

BRIEF = frozenset(
    {FactKind.ACCEPTING, FactKind.OFFERED, FactKind.INSURANCE, FactKind.LANGUAGES, FactKind.ACCESS}
)
PRACTICAL = frozenset(
    {FactKind.PEOPLE, FactKind.INSURANCE, FactKind.LANGUAGES}
    | {FactKind.ACCESS, FactKind.PARKING, FactKind.TRANSIT}
)
CALL_FOR_HOURS = to_say("Call for opening hours")
CLOSED_FOR_NOW = to_say("Closed for the time being")


@dataclass(frozen=True, slots=True)
class Offer:
    """A treatment and whether the clinic offers it."""

    name: str
    path: str
    is_offered: bool


@dataclass(frozen=True, slots=True, eq=False)
class ClinicWords:
    """What is said of a clinic wherever it stands: one for each, by which templates keep what they made."""

    id: str
    name: str
    path: str
    address_lines: tuple[str, ...]
    locality: str
    phone: str
    phone_uri: str
    directions_url: str
    booking_url: str
    website: str
    hours: str
    machine_hours: str
    week: tuple[schedule.WeekRow, ...]
    special_days: tuple[schedule.SpecialRow, ...]
    next_special: str
    is_temporarily_closed: bool
    offers: tuple[Offer, ...]
    facts: tuple[Fact, ...]
    licensees: str
    verified_on: str

    @property
    def accepting(self) -> str:
        """Whether it takes new patients; empty if nobody knows."""
        return self._text(FactKind.ACCEPTING)

    @property
    def offered(self) -> str:
        """The treatments that it offers; empty where a site has one."""
        return self._text(FactKind.OFFERED)

    def _text(self, kind: FactKind) -> str:
        return next((fact.text for fact in self.facts if fact.kind is kind), "")

    @property
    def brief(self) -> tuple[Fact, ...]:
        """The facts that help to choose one clinic of a list."""
        return tuple(fact for fact in self.facts if fact.kind in BRIEF)

    @property
    def practical(self) -> tuple[Fact, ...]:
        """The facts that help to prepare a visit."""
        return tuple(fact for fact in self.facts if fact.kind in PRACTICAL)


@dataclass(frozen=True, slots=True)
class ClinicCard:
    """A clinic in a list; `number` is its place there and on the map.

    `status` says whether it is open, on pages that are made for one request; `directions_url` may begin where
    the visitor asked from.
    """

    clinic: ClinicWords
    directions_url: str
    number: int = 0
    distance: str = ""
    direction: str = ""
    status: str = ""


def build_card(
    site: Site,
    near: NearClinic,
    *,
    number: int = 0,
    now: datetime | None = None,
    origin: str = "",
) -> ClinicCard:
    """Puts a clinic into words, how far it is and in which direction.

    `now` is given for pages that are made for one request: they say whether it is open. `origin` is
    where directions start, in words.
    """
    words = clinic_words(site, near.clinic)
    return ClinicCard(
        words,
        directions(near.clinic.point, origin) if origin else words.directions_url,
        number=number,
        distance=site.say.distance(near.distance_km),
        direction=site.say.direction(near.bearing) if near.distance_km else "",
        status=_status(near.clinic, now, site.say) if now else "",
    )


@once_a_site
def clinic_words(site: Site, clinic: Clinic) -> ClinicWords:
    """Puts all into words that does not depend on where the clinic is shown."""
    hours, today = clinic.hours, site.today
    special_days = schedule.special_rows(hours, today, site.say) if hours else ()
    return ClinicWords(
        id=clinic.id,
        name=clinic.name,
        path=site.urls.clinic(clinic.id),
        address_lines=clinic.address.lines,
        locality=clinic.address.locality,
        phone=str(clinic.phone or ""),
        phone_uri=clinic.phone.uri if clinic.phone else "",
        directions_url=directions(clinic.point),
        booking_url=clinic.booking_url,
        website=clinic.website,
        hours=hours_text(clinic, today, site.say),
        machine_hours=machine_week(hours, today, clinic.timezone) if hours and clinic.timezone else "",
        week=schedule.week_rows(hours, today, site.say) if hours else (),
        special_days=special_days,
        next_special=schedule.next_special(special_days, site.say),
        is_temporarily_closed=clinic.status is ClinicStatus.TEMPORARILY_CLOSED,
        offers=_offers(site, clinic),
        facts=clinic_facts(site, clinic),
        licensees=licensees(site, clinic),
        verified_on=site.say.date(clinic.verified_on) if clinic.verified_on else "",
    )


def hours_text(clinic: Clinic, today: date, say: Language) -> str:
    """The regular hours in one line, or what to do where they are not known or do not count."""
    if clinic.status is ClinicStatus.TEMPORARILY_CLOSED:
        return say(CLOSED_FOR_NOW)
    return schedule.summary(clinic.hours, today, say) if clinic.hours else say(CALL_FOR_HOURS)


def _status(clinic: Clinic, now: datetime, say: Language) -> str:
    if clinic.hours is None or not clinic.timezone or not clinic.is_open_for_patients:
        return ""
    local = now.astimezone(ZoneInfo(clinic.timezone))
    return schedule.status_text(clinic.hours.status(local), local, say)


def build_cards(site: Site, found: Sequence[NearClinic]) -> tuple[ClinicCard, ...]:
    """Numbers the clinics of a list from 1, in their order."""
    return tuple(build_card(site, near, number=n) for n, near in enumerate(found, start=1))


def _offers(site: Site, clinic: Clinic) -> tuple[Offer, ...]:
    """What is offered here and what is not; where a site has one treatment, that says nothing."""
    if len(site.treatments) == 1:
        return ()
    return tuple(
        Offer(treatment.name, site.urls.treatment(slug), slug in clinic.treatments)
        for slug, treatment in site.treatments.items()
    )
