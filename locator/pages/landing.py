"""A landing page: the nearest clinics for one treatment, seen from one town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from locator.model.clinic import ClinicStatus
from locator.pages.card import ClinicCard, build_cards
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.outlook import is_in_town, look_around, oldest_check
from locator.pages.facts.town_facts import town_facts
from locator.pages.frame import Frame, Link, build_frame, counted_clinics
from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.stop import Stop
from locator.pages.structured.medical import describe_landing
from locator.site.words import lower_first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.document import Card, Treatment
    from locator.model.town import Town
    from locator.pages.facts.outlook import Outlook
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import NearClinic, Site

NEIGHBOURS = 8  # rule A3: more is a block of links, not help


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A town nearby with its own page, its distance and its own nearest clinic."""

    name: str
    path: str
    distance: str
    clinic: str
    clinic_distance: str


@dataclass(frozen=True, slots=True)
class LandingPage:
    """Everything that the template of a landing page shows."""

    template: ClassVar[str] = "landing.html"

    frame: Frame
    treatment_name: str
    treatment_slug: str
    town: str
    heading: str
    lead: str
    notice: str
    nearest: ClinicCard | None
    others: tuple[ClinicCard, ...]
    beyond_radius: bool
    map: Map | None
    facts: tuple[Fact, ...]
    note: Markup
    summary: Markup
    articles: tuple[Link, ...]
    emergency: Card
    urgent: Card | None
    neighbours: tuple[Neighbour, ...]
    region: Link
    checked: str


def landing_page(
    site: Site, treatment: Treatment, town: Town, *, verdicts: Mapping[str, Verdict]
) -> LandingPage:
    """Measures from the town's centre and puts what it finds into words; `verdicts` go by path."""
    outlook = look_around(site, treatment, town)
    shown = list(outlook.shown)
    cards = build_cards(site, shown)
    heading, lead = _opening(site, treatment, town, shown)
    path = site.urls.landing(treatment.slug, town)
    region = Link(town.region.name, site.urls.region(treatment.slug, town.region))
    return LandingPage(
        frame=build_frame(
            site,
            title=f"{heading}, {town.region.code}",
            description=_description(site, treatment, town, shown),
            path=path,
            is_indexed=verdicts[path].is_indexed,
            breadcrumb=[
                Link(treatment.name, site.urls.treatment(treatment.slug)),
                region,
                Link(site.called(town)),
            ],
            heading=heading,
            described=describe_landing(site, path, treatment, [near.clinic for near in shown]),
        ),
        treatment_name=treatment.name,
        treatment_slug=treatment.slug,
        town=town.name,
        heading=heading,
        lead=lead,
        notice=treatment.notice,
        nearest=cards[0] if cards else None,
        others=cards[1:],
        beyond_radius=bool(shown) and shown[0].distance_km > town.radius_km,
        map=_map(site, town, cards, shown, treatment.slug),
        facts=_listed(outlook),
        note=Markup(site.notes[town.key].body_html if town.key in site.notes else ""),
        summary=Markup(treatment.summary_html),  # rendered Markdown without raw HTML
        articles=_articles(site, treatment),
        emergency=treatment.emergency,
        urgent=treatment.urgent,
        neighbours=_neighbours(site, treatment, town),
        region=region,
        checked=_checked(site, outlook),
    )


def _opening(site: Site, treatment: Treatment, town: Town, shown: list[NearClinic]) -> tuple[str, str]:
    """The heading and first sentence: "in" a town only if a clinic's address is there (rule E4)."""
    if not shown:
        return (
            f"{treatment.clinics} near {site.called(town)}",
            f"No {site.config.clinic_noun} offers {lower_first(treatment.name)} now.",
        )
    here = sum(is_in_town(near.clinic, town) for near in shown)
    if here:
        others = len(shown) - here
        more = f", {others} more nearby" if others else ""
        return f"{treatment.name} in {site.called(town)}", f"{counted_clinics(site, here)} in town{more}."
    near = shown[0]
    away = f"{site.say.distance(near.distance_km)} {site.say.direction(near.bearing)}"
    lead = (
        f"{_none_here(site, treatment, town)} is in {near.clinic.address.locality}, {away} (straight line)."
    )
    return f"{treatment.clinics} near {site.called(town)}", lead


def _none_here(site: Site, treatment: Treatment, town: Town) -> str:
    """Why nobody can be sent to a clinic in town, up to the subject of what follows."""
    noun = site.config.clinic_noun
    if any(
        clinic.status is ClinicStatus.TEMPORARILY_CLOSED
        and treatment.slug in clinic.treatments
        and is_in_town(clinic, town)
        for clinic in site.clinics
    ):
        return f"The {noun} in {town.name} is closed for the time being. The nearest open one"
    return f"We {'have' if site.config.affiliated else 'list'} no {noun} in {town.name}. The nearest"


def _description(site: Site, treatment: Treatment, town: Town, shown: list[NearClinic]) -> str:
    if not shown:
        return f"No {site.config.clinic_noun} near {town.label} offers {lower_first(treatment.name)} now."
    near = shown[0]
    away = site.say.distance(near.distance_km)
    phone = f" Call {near.clinic.phone}." if near.clinic.phone else ""
    nearest = f"{treatment.name}, nearest to {town.label}: {near.clinic.name}, {away} away (straight line)."
    return f"{nearest} Hours, directions, map.{phone}"


def _map(
    site: Site, town: Town, cards: tuple[ClinicCard, ...], shown: list[NearClinic], treatment: str
) -> Map | None:
    if not shown:
        return None
    around = site.nearest_towns(town.point, NEIGHBOURS, treatment=treatment, but=town)
    return draw_map(
        site.outlines,
        origin=(town.name, town.point),
        clinics=[
            Stop(str(card.number), card.name, near.clinic.point, card.path)
            for card, near in zip(cards, shown, strict=True)
        ],
        towns=[(near.town.name, near.town.point) for near in around],
        say=site.say,
    )


def _articles(site: Site, treatment: Treatment) -> tuple[Link, ...]:
    related = (article for article in site.articles.values() if article.treatment == treatment.slug)
    return tuple(Link(article.title, site.urls.article(article.slug)) for article in related)


def _neighbours(site: Site, treatment: Treatment, town: Town) -> tuple[Neighbour, ...]:
    neighbours = []
    for near in site.nearest_towns(town.point, NEIGHBOURS, treatment=treatment.slug, but=town):
        for clinic in site.nearest_clinics(near.town.point, 1, treatment=treatment.slug):
            neighbours.append(
                Neighbour(
                    name=site.called(near.town),
                    path=site.urls.landing(treatment.slug, near.town),
                    distance=site.say.distance(near.distance_km),
                    clinic=clinic.clinic.name,
                    clinic_distance=site.say.distance(clinic.distance_km),
                )
            )
    return tuple(neighbours)


def _listed(outlook: Outlook) -> tuple[Fact, ...]:
    """The facts that no other part of the page tells; ZIP codes only where they differ."""
    return tuple(
        fact
        for fact in town_facts(outlook.site, outlook.treatment, outlook.town)
        if fact.kind is not FactKind.NEAREST and (fact.kind is not FactKind.POSTCODES or len(fact.lines) > 1)
    )


def _checked(site: Site, outlook: Outlook) -> str:
    """The oldest day on which the shown clinics were verified; empty if one never was (rule E8)."""
    day = oldest_check(near.clinic for near in outlook.shown)
    return site.say.date(day) if day else ""
