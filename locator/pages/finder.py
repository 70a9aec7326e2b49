"""The finder: a question about a place, answered with the nearest clinics, a choice, or a way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages import urls
from locator.pages.card import ClinicCard, build_cards
from locator.pages.frame import Frame, Link, build_frame, counted_clinics
from locator.pages.words import distance_text
from locator.site.search import find_place

if TYPE_CHECKING:
    from locator.model.place import Place
    from locator.site.answer import Answer
    from locator.site.snapshot import Site

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several places that the visitor may have meant."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class FinderPage:
    """Everything that the template of the finder shows."""

    template: ClassVar[str] = "find.html"

    frame: Frame
    query: str
    treatment_slug: str
    treatments: tuple[tuple[str, str], ...]
    regions: tuple[Link, ...]
    notice: str
    heading: str
    explanation: str
    choices: tuple[Choice, ...]
    clinics: tuple[ClinicCard, ...]


def finder_page(site: Site, query: str, treatment: str) -> FinderPage:
    """Answers `query`; an unknown treatment counts as none."""
    treatment = treatment if treatment in site.treatments else ""
    heading, explanation, choices, clinics = _answer(site, query.strip(), treatment)
    main = site.main_treatment
    return FinderPage(
        frame=build_frame(
            site,
            title=heading or f"Find your nearest {site.config.clinic_noun}",
            path=urls.FIND if not query else "",
            is_indexed=False,
            breadcrumb=[Link(f"Find a {site.config.clinic_noun}")],
        ),
        query=query,
        treatment_slug=treatment,
        treatments=tuple((slug, each.name) for slug, each in site.treatments.items()),
        regions=tuple(
            Link(region.name, urls.region(main.slug, region)) for region in site.regions(main.slug)
        ),
        notice=site.treatments[treatment].notice if treatment else main.notice,
        heading=heading,
        explanation=explanation,
        choices=choices,
        clinics=clinics,
    )


_Answered = tuple[str, str, tuple[Choice, ...], tuple[ClinicCard, ...]]


def _answer(site: Site, query: str, treatment: str) -> _Answered:
    if not query:
        return "", "", (), ()
    try:
        answer = find_place(site, query)
    except ValueError as error:
        return f"“{query}” is not on the globe", f"The {error}.", (), ()
    if answer.origin:
        return _found(site, answer.origin, treatment)
    if answer.candidates:
        choices = tuple(
            Choice(place.full_label, urls.find(place.full_label, treatment)) for place in answer.candidates
        )
        return f"Which {answer.candidates[0].name}?", "Several places have this name.", choices, ()
    return _not_found(answer, treatment)


def _found(site: Site, origin: Place, treatment: str) -> _Answered:
    units, radius_km = site.config.units, site.config.service_radius_km
    found = site.nearest_clinics(origin.point, SHOWN, treatment=treatment)
    within = [near for near in found if near.distance_km <= radius_km]
    radius = distance_text(radius_km, units)
    if within:
        more = " or more" if len(within) == SHOWN else ""
        heading = f"{counted_clinics(site, len(within))}{more} within {radius} of {origin.label}"
        return (
            heading,
            "Distances are straight lines; the drive is longer.",
            (),
            build_cards(site, within),
        )
    heading = f"No {site.config.clinic_noun} within {radius} of {origin.label}"
    if not found:
        return heading, "None offers this treatment now.", (), ()
    away = distance_text(found[0].distance_km, units)
    return (
        heading,
        f"The nearest is {away} away in a straight line.",
        (),
        build_cards(site, found[:1]),
    )


def _not_found(answer: Answer, treatment: str) -> _Answered:
    heading = f"We could not find “{answer.text}”"
    choices = tuple(Choice(label, urls.find(label, treatment)) for label in answer.suggestions)
    explanation = "Check the spelling, or use a ZIP code." + (" Did you mean:" if choices else "")
    return heading, explanation, choices, ()
