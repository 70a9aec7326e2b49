"""The list of all clinics: a directory to browse, a few words about each."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from locator.model.clinic import ClinicStatus
from locator.pages.card import hours_text
from locator.pages.frame import Frame, Link, build_frame, counted_clinics
from locator.pages.structured.lists import describe_clinics

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.model.hours import Hours
    from locator.site.snapshot import Site

_SHOWN = attrgetter("id", "name", "address", "phone", "status", "hours")


@dataclass(frozen=True, slots=True)
class ClinicLine:
    """What the directory says of one clinic."""

    id: str
    name: str
    path: str
    address: str
    phone: str
    phone_uri: str
    hours: str


@dataclass(frozen=True, slots=True)
class ClinicGroup:
    """The clinics of one town."""

    locality: str
    clinics: tuple[ClinicLine, ...]


@dataclass(frozen=True, slots=True)
class ClinicsPage:
    """Everything that the template of the list of clinics shows."""

    template: ClassVar[str] = "clinics.html"

    frame: Frame
    notice: str
    lead: str
    groups: tuple[ClinicGroup, ...]


def clinics_page(site: Site) -> ClinicsPage:
    """All clinics that have a page, by town."""
    groups: dict[str, list[Clinic]] = {}
    for clinic in listed_clinics(site):
        groups.setdefault(f"{clinic.address.locality}, {clinic.address.region}", []).append(clinic)
    count = counted_clinics(site, sum(map(len, groups.values())))
    shown = [clinic for name in sorted(groups) for clinic in groups[name]]
    hours: dict[tuple[Hours | None, ClinicStatus], str] = {}
    lead = site.say.plural(
        "{clinics} in {count} town.", "{clinics} in {count} towns.", len(groups), clinics=count
    )
    return ClinicsPage(
        frame=build_frame(
            site,
            title=site.say("All {nouns}", nouns=site.config.clinics_noun),
            description=site.say(
                "{site}: {lead} Addresses, opening hours and phone numbers.", site=site.config.name, lead=lead
            ),
            path=site.urls.clinics,
            breadcrumb=[Link(site.config.clinics_noun.capitalize())],
            described=describe_clinics(site, site.urls.clinics, shown),
        ),
        notice=site.main_treatment.notice,
        lead=lead,
        groups=tuple(
            ClinicGroup(name, tuple(_line(site, clinic, hours) for clinic in groups[name]))
            for name in sorted(groups)
        ),
    )


def listed_clinics(site: Site) -> list[Clinic]:
    """The clinics that have a page of their own, by name."""
    return sorted(
        (c for c in site.clinics if c.status is not ClinicStatus.CLOSED),
        key=lambda c: (c.name, c.id),
    )


def shown_rows(site: Site) -> list[object]:
    """What the list takes from the rows of clinics; nothing else of them has a part in it."""
    return [_SHOWN(clinic) for clinic in listed_clinics(site)]


def _line(site: Site, clinic: Clinic, hours: dict[tuple[Hours | None, ClinicStatus], str]) -> ClinicLine:
    """The line of one clinic; many keep the same `hours`, which are put into words once."""
    when = clinic.hours, clinic.status
    if when not in hours:
        hours[when] = hours_text(clinic, site.today, site.say)
    return ClinicLine(
        id=clinic.id,
        name=clinic.name,
        path=site.urls.clinic(clinic.id),
        address=str(clinic.address),
        phone=str(clinic.phone or ""),
        phone_uri=clinic.phone.uri if clinic.phone else "",
        hours=hours[when],
    )
