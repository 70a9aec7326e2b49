"""A clinic's own page, and what is left of one that closed for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages.card import ClinicCard, ClinicWords, build_cards, clinic_words
from locator.pages.cards.kinds import clinic_card
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.stop import Stop
from locator.pages.structured.clinic import describe_clinic

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import ServedTown, Site

SERVED_TOWNS = 12  # the nearest; more would be a list of cities (rule A3)


@dataclass(frozen=True, slots=True)
class TownLine:
    """A town for which this clinic is the nearest; `more` are its pages for further treatments."""

    name: str
    path: str
    distance: str
    more: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClinicPage:
    """Everything that the template of a clinic's page shows."""

    template: ClassVar[str] = "clinic.html"

    frame: Frame
    clinic: ClinicWords
    notice: str
    alternative: ClinicCard | None
    map: Map
    towns: tuple[TownLine, ...]


@dataclass(frozen=True, slots=True)
class GoneClinicPage:
    """What a clinic that closed for good leaves: the nearest open one (rule A31)."""

    template: ClassVar[str] = "gone.html"

    frame: Frame
    name: str
    notice: str
    alternatives: tuple[ClinicCard, ...]


def clinic_page(site: Site, clinic: Clinic) -> ClinicPage:
    """One clinic: all that its row says, the towns it serves, where else to go if it is closed."""
    served = served_towns(site, clinic)
    areas = tuple(site.called(each.town) for each in served)
    words = clinic_words(site, clinic)
    is_open = clinic.is_open_for_patients
    return ClinicPage(
        frame=build_frame(
            site,
            title=f"{clinic.name}, {clinic.address.locality}, {clinic.address.region}",
            description=_description(site, clinic, words),
            path=site.urls.clinic(clinic.id),
            card=clinic_card(site, clinic),
            breadcrumb=[Link(site.config.clinics_noun.capitalize(), site.urls.clinics), Link(clinic.name)],
            heading=clinic.name,
            described=describe_clinic(site, clinic, areas),
        ),
        clinic=words,
        notice=_notice(site, clinic),
        alternative=None if is_open else next(iter(_nearest_open(site, clinic, 1)), None),
        map=draw_map(
            site.outlines,
            origin=None,
            clinics=[Stop("", clinic.name, clinic.point, site.urls.clinic(clinic.id))],
            towns=[(each.town.name, each.town.point) for each in served],
            say=site.say,
        ),
        towns=tuple(_town_line(site, each) for each in served),
    )


def _town_line(site: Site, served: ServedTown) -> TownLine:
    first, *more = served.treatments
    return TownLine(
        site.called(served.town),
        site.urls.landing(first, served.town),
        site.say.distance(served.distance_km),
        tuple(Link(site.treatments[slug].name, site.urls.landing(slug, served.town)) for slug in more),
    )


def _notice(site: Site, clinic: Clinic) -> str:
    """The emergency line of the first treatment offered here, the main one before others."""
    offered = [slug for slug in (site.config.main_treatment, *clinic.treatments) if slug in clinic.treatments]
    return site.treatments[offered[0]].notice if offered else site.main_treatment.notice


def _description(site: Site, clinic: Clinic, words: ClinicWords) -> str:
    parts = [
        str(clinic.address),
        words.hours,
        site.say("Call {phone}", phone=words.phone) if words.phone else "",
    ]
    # Hours may end in "p.m.", and one point ends a sentence.
    return ". ".join(part.removesuffix(".") for part in parts if part) + "."


def served_towns(site: Site, clinic: Clinic) -> list[ServedTown]:
    """The towns that the clinic's page lists: those whose nearest clinic this is, nearest first."""
    return site.served.get(clinic.id, [])[:SERVED_TOWNS]


def _nearest_open(site: Site, clinic: Clinic, count: int) -> tuple[ClinicCard, ...]:
    return build_cards(site, site.nearest_clinics(clinic.point, count))


def gone_clinic_page(site: Site, clinic: Clinic) -> GoneClinicPage:
    """What answers 410 in a closed clinic's place."""
    return GoneClinicPage(
        frame=build_frame(site, title=site.say("{name} has closed", name=clinic.name), is_indexed=False),
        name=clinic.name,
        notice=site.main_treatment.notice,
        alternatives=_nearest_open(site, clinic, 2),
    )
