"""The finder: a question about a place, answered with the nearest clinics, a choice, or a way on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from locator.pages import urls
from locator.pages.card import ClinicCard, build_cards
from locator.pages.frame import Frame, Link, build_frame, counted_clinics
from locator.pages.understood import choice_reply, no_place_reply, notes
from locator.pages.words import distance_text
from locator.site.search import find_place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.data_source import DataSource
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
    notes: tuple[str, ...]
    choices: tuple[Choice, ...]
    clinics: tuple[ClinicCard, ...]
    others: tuple[Choice, ...]
    credit: DataSource | None


def finder_page(site: Site, query: str, treatment: str, understood: Answer | None = None) -> FinderPage:
    """Answers `query`; an unknown treatment counts as none, and then one that the query names is taken."""
    treatment = treatment if treatment in site.treatments else ""
    reply = _answer(site, query.strip(), treatment, understood)
    main = site.main_treatment
    return FinderPage(
        frame=build_frame(
            site,
            title=reply.heading or f"Find your nearest {site.config.clinic_noun}",
            path=urls.FIND if not query else "",
            is_indexed=False,
            breadcrumb=[Link(f"Find a {site.config.clinic_noun}")],
        ),
        query=query,
        treatment_slug=reply.treatment,
        treatments=tuple((slug, each.name) for slug, each in site.treatments.items()),
        regions=tuple(
            Link(region.name, urls.region(main.slug, region)) for region in site.regions(main.slug)
        ),
        notice=site.treatments[reply.treatment].notice if reply.treatment else main.notice,
        heading=reply.heading,
        explanation=reply.explanation,
        notes=reply.notes,
        choices=reply.choices,
        clinics=reply.clinics,
        others=reply.others,
        credit=reply.credit,
    )


@dataclass(frozen=True, slots=True)
class _Reply:
    """What stands under the form; without a heading, nothing does."""

    heading: str = ""
    explanation: str = ""
    treatment: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    clinics: tuple[ClinicCard, ...] = ()
    others: tuple[Choice, ...] = ()
    credit: DataSource | None = None


def _answer(site: Site, query: str, chosen: str, understood: Answer | None) -> _Reply:
    if not query:
        return _Reply(treatment=chosen)
    try:
        answer = understood or find_place(site, query)
    except ValueError as error:
        return _Reply(f"“{query}” is not on the globe", f"The {error}.", chosen)
    treatment = chosen or answer.treatment
    if answer.origin:
        return _found(site, answer, answer.origin, treatment, is_chosen=bool(chosen))
    return _not_one(site, answer, treatment)


def _not_one(site: Site, answer: Answer, treatment: str) -> _Reply:
    """Several places, or none: links to choose from, the towns that are suggested first."""
    labels = [*answer.suggestions, *(place.full_label for place in answer.candidates)]
    is_choice = answer.candidates and not answer.region
    reply = choice_reply(answer) if is_choice else no_place_reply(site, answer)
    return _Reply(
        reply.heading,
        reply.explanation,
        treatment,
        notes=notes(site, replace(answer, treatment="")),
        choices=_choices(labels, treatment),
        credit=answer.credit,
    )


def _choices(labels: Iterable[str], treatment: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, urls.find(label, treatment)) for label in dict.fromkeys(labels))


def _found(site: Site, answer: Answer, origin: Place, treatment: str, *, is_chosen: bool) -> _Reply:
    units, radius_km = site.config.units, site.config.service_radius_km
    found = site.nearest_clinics(origin.point, SHOWN, treatment=treatment)
    within = [near for near in found if near.distance_km <= radius_km]
    radius = distance_text(radius_km, units)
    if within:
        more = " or more" if len(within) == SHOWN else ""
        heading = f"{counted_clinics(site, len(within))}{more} within {radius} of {origin.label}"
        explanation = "Distances are straight lines; the drive is longer."
    else:
        heading = f"No {site.config.clinic_noun} within {radius} of {origin.label}"
        explanation = "None offers this treatment now."
    if found and not within:
        away = distance_text(found[0].distance_km, units)
        explanation = f"The nearest is {away} away in a straight line."
    return _Reply(
        heading,
        explanation,
        treatment,
        notes=notes(site, replace(answer, treatment="") if is_chosen else answer),
        clinics=build_cards(site, within or found[:1]),
        others=_choices((place.full_label for place in answer.candidates), treatment),
        credit=answer.credit,
    )
