"""A landing page: the nearest clinics for one treatment, seen from one town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.clinic import ClinicStatus
from locator.pages import structured
from locator.pages.card import ClinicCard, build_cards
from locator.pages.frame import Frame, Link, build_frame, counted_clinics
from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.stop import Stop
from locator.pages.verdicts import judge
from locator.site.words import lower_first

if TYPE_CHECKING:
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.model.document import Card, Treatment
    from locator.model.town import Town
    from locator.site.snapshot import NearClinic, Site

NEIGHBOURS = 8  # rule A3: more is a block of links, not help
IN_TOWN_KM = 25.0  # two towns of one name in one state lie further apart
MANY = 100  # clinics within a radius; nobody reads on after so many
MAX_SAME_NEAREST = 12  # ZIP codes worth a row


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A town nearby with its own page, its distance and its own nearest clinic."""

    name: str
    path: str
    distance: str
    clinic: str
    clinic_distance: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about this town: what, and the answer."""

    label: str
    text: str


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


def is_in_town(clinic: Clinic, town: Town) -> bool:
    """Tells whether the clinic's address names the town (rule E4)."""
    names = {fold_name(name) for name in (town.name, *town.aliases)}
    return (
        clinic.address.region == town.region.code
        and fold_name(clinic.address.locality) in names
        and distance_km(clinic.point, town.point) <= IN_TOWN_KM
    )


def landing_page(site: Site, treatment: Treatment, town: Town) -> LandingPage:
    """Measures from the town's centre and puts what it finds into words."""
    shown = shown_clinics(site, treatment, town)
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
            is_indexed=judge(site, town, treatment.slug).is_indexed,
            breadcrumb=[
                Link(treatment.name, site.urls.treatment(treatment.slug)),
                region,
                Link(site.called(town)),
            ],
            structured_data=[structured.clinic_list_data(site, [near.clinic for near in shown])]
            if shown
            else [],
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
        facts=_facts(site, treatment, town, shown),
        note=Markup(site.notes[town.key].body_html if town.key in site.notes else ""),
        summary=Markup(treatment.summary_html),  # rendered Markdown without raw HTML
        articles=_articles(site, treatment),
        emergency=treatment.emergency,
        urgent=treatment.urgent,
        neighbours=_neighbours(site, treatment, town),
        region=region,
        checked=_checked(site, shown),
    )


def shown_clinics(site: Site, treatment: Treatment, town: Town) -> list[NearClinic]:
    """The nearest within the radius, and one in town if it comes later; else the nearest of all."""
    count, slug = site.config.nearest_count, treatment.slug
    within = site.nearest_clinics(town.point, MANY, treatment=slug, within_km=town.radius_km)
    shown, further = within[:count], within[count:]
    if not any(is_in_town(near.clinic, town) for near in shown):
        shown += [near for near in further if is_in_town(near.clinic, town)][:1]
    return shown or site.nearest_clinics(town.point, 1, treatment=slug)


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
        units=site.config.units,
    )


def _facts(site: Site, treatment: Treatment, town: Town, shown: list[NearClinic]) -> tuple[Fact, ...]:
    """What is true of the clinics seen from here; a fact that is missing leaves no line (rule E6)."""
    saturday = [near.clinic.name for near in shown if _opens_on_saturday(near.clinic, site.today)]
    languages = sorted({language for near in shown for language in near.clinic.languages})
    within = site.nearest_clinics(town.point, MANY, treatment=treatment.slug, within_km=town.radius_km)
    radius = site.say.distance(town.radius_km)
    facts = [
        Fact(f"{site.config.clinics_noun.capitalize()} within {radius}", str(len(within)) if within else ""),
        Fact("Open on Saturday", site.say.listing(saturday)),
        Fact("Languages spoken", site.say.listing(languages)),
        *_postcode_facts(site, treatment, town),
    ]
    return tuple(fact for fact in facts if fact.text)


def _opens_on_saturday(clinic: Clinic, day: date) -> bool:
    saturday = clinic.hours.week(day)[5] if clinic.hours else ()
    return not all(interval.by_appointment for interval in saturday)


def _postcode_facts(site: Site, treatment: Treatment, town: Town) -> list[Fact]:
    """The nearest clinic for each ZIP code of the town, told only where they differ."""
    by_clinic: dict[str, list[str]] = {}
    for code in town.postcodes:
        place = site.gazetteer.zip(code)
        nearest = site.nearest_clinics(place.point, 1, treatment=treatment.slug) if place else []
        if nearest:
            by_clinic.setdefault(nearest[0].clinic.name, []).append(code)
    if len(by_clinic) < 2:  # noqa: PLR2004  # one clinic for all is what the page says already
        return []
    return [
        Fact(f"Nearest to ZIP {site.say.listing(codes[:MAX_SAME_NEAREST])}", name)
        for name, codes in sorted(by_clinic.items())
    ]


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


def _checked(site: Site, shown: list[NearClinic]) -> str:
    """The oldest day on which the shown clinics were verified; empty if one never was (rule E8)."""
    days = [near.clinic.verified_on for near in shown]
    known = [day for day in days if day]
    return site.say.date(min(known)) if known and len(known) == len(days) else ""
