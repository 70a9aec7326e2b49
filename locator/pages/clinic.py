"""A clinic's own page, and the list of all clinics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages.card import ClinicCard, build_card, build_cards
from locator.pages.cards.kinds import clinic_card
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.stop import Stop
from locator.pages.structured.clinic import describe_clinic

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.site.snapshot import NearTown, Site

SERVED_TOWNS = 12


@dataclass(frozen=True, slots=True)
class ServedTown:
    """A town for which this clinic is the nearest, with its distance."""

    name: str
    path: str
    distance: str


@dataclass(frozen=True, slots=True)
class ClinicPage:
    """Everything that the template of a clinic's page shows."""

    template: ClassVar[str] = "clinic.html"

    frame: Frame
    clinic: ClinicCard
    notice: str
    alternative: ClinicCard | None
    map: Map
    towns: tuple[ServedTown, ...]


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
    areas = tuple(site.called(near.town) for _, near in served)
    card = build_card(site, clinic, number=1)
    is_open = clinic.is_open_for_patients
    return ClinicPage(
        frame=build_frame(
            site,
            title=f"{clinic.name}, {clinic.address.locality}, {clinic.address.region}",
            description=_description(clinic, card),
            path=site.urls.clinic(clinic.id),
            card=clinic_card(site, clinic),
            breadcrumb=[Link(site.config.clinics_noun.capitalize(), site.urls.clinics), Link(clinic.name)],
            heading=clinic.name,
            described=describe_clinic(site, clinic, areas),
        ),
        clinic=card,
        notice=_notice(site, clinic),
        alternative=None if is_open else next(iter(_nearest_open(site, clinic, 1)), None),
        map=draw_map(
            site.outlines,
            origin=None,
            clinics=[Stop("", clinic.name, clinic.point, site.urls.clinic(clinic.id))],
            towns=[(near.town.name, near.town.point) for _, near in served],
            units=site.config.units,
        ),
        towns=tuple(
            ServedTown(
                site.called(near.town),
                site.urls.landing(slug, near.town),
                site.say.distance(near.distance_km),
            )
            for slug, near in served
        ),
    )


def _notice(site: Site, clinic: Clinic) -> str:
    """The emergency line of the first treatment offered here, the main one before others."""
    offered = [slug for slug in (site.config.main_treatment, *clinic.treatments) if slug in clinic.treatments]
    return site.treatments[offered[0]].notice if offered else site.main_treatment.notice


def _description(clinic: Clinic, card: ClinicCard) -> str:
    parts = [str(clinic.address), card.hours, f"Call {card.phone}" if card.phone else ""]
    return ". ".join(part for part in parts if part) + "."


def served_towns(site: Site, clinic: Clinic) -> list[tuple[str, NearTown]]:
    """The towns whose nearest clinic this is, nearest first, with the treatment of the page to link to."""
    slug = site.config.main_treatment if site.config.main_treatment in clinic.treatments else ""
    slug = slug or next(iter(clinic.treatments), "")
    if not (slug and clinic.is_open_for_patients):
        return []
    reach = max((town.radius_km for town in site.towns), default=0.0)
    near = site.nearest_towns(clinic.point, len(site.towns), treatment=slug, within_km=reach)
    return [(slug, found) for found in near if _is_nearest(site, found.town, clinic, slug)][:SERVED_TOWNS]


def _is_nearest(site: Site, town: Town, clinic: Clinic, slug: str) -> bool:
    nearest = site.nearest_clinics(town.point, 1, treatment=slug)
    return bool(nearest) and nearest[0].clinic is clinic and nearest[0].distance_km <= town.radius_km


def _nearest_open(site: Site, clinic: Clinic, count: int) -> tuple[ClinicCard, ...]:
    return build_cards(site, site.nearest_clinics(clinic.point, count))


def gone_clinic_page(site: Site, clinic: Clinic) -> GoneClinicPage:
    """What answers 410 in a closed clinic's place."""
    return GoneClinicPage(
        frame=build_frame(site, title=f"{clinic.name} has closed", is_indexed=False),
        name=clinic.name,
        notice=site.main_treatment.notice,
        alternatives=_nearest_open(site, clinic, 2),
    )
