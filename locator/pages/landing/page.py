"""A landing page: the nearest clinics for one treatment, seen from one town."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from locator.pages.article import related_articles
from locator.pages.byline import Byline, build_short_byline
from locator.pages.card import ClinicCard, build_cards
from locator.pages.cards.kinds import seen_card
from locator.pages.facts.fact import Fact
from locator.pages.facts.outlook import look_around
from locator.pages.facts.town_facts import facts_seen
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.landing.good_to_know import ClinicDetails, clinic_details, comparison
from locator.pages.landing.headline import description, heading, lead
from locator.pages.landing.origins import Origin, origins
from locator.pages.maps.drawing import Map, draw_map
from locator.pages.maps.stop import Stop
from locator.pages.structured.medical import describe_landing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.document import Card, Treatment
    from locator.model.town import Town
    from locator.pages.facts.outlook import Outlook
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.snapshot import Site

KEPT_MAPS = 2048  # about 5 KB each
drawn = lru_cache(KEPT_MAPS)(draw_map)  # by all that is on it, so that maps outlive the snapshot


@dataclass(frozen=True, slots=True)
class NeighbourLink:
    """A town nearby with its own page; `text` says how far it is and which clinic is nearest to it."""

    name: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class LandingPage:
    """Everything that the template of a landing page shows, in its order (docs/explanation/town-facts.md)."""

    template: ClassVar[str] = "landing.html"

    frame: Frame
    notice: str
    heading: str
    lead: str
    nearest: ClinicCard | None
    is_far: bool
    others: tuple[ClinicCard, ...]
    map: Map | None
    town: str
    facts: tuple[Fact, ...]
    details: tuple[ClinicDetails, ...]
    note: Markup
    treatment_name: str
    treatment_slug: str
    summary: Markup
    byline: Byline
    articles: tuple[Link, ...]
    emergency: Card
    urgent: Card | None
    neighbours: tuple[NeighbourLink, ...]
    region: Link
    origins: tuple[Origin, ...]
    unlisted: str


def landing_page(
    site: Site, treatment: Treatment, town: Town, *, verdicts: Mapping[str, Verdict]
) -> LandingPage:
    """Measures from the town's center and puts what it finds into words; `verdicts` go by path."""
    return page_of(look_around(site, treatment, town), verdicts)


def page_of(
    outlook: Outlook,
    verdicts: Mapping[str, Verdict],
    *,
    facts: tuple[Fact, ...] | None = None,
    with_map: bool = True,
) -> LandingPage:
    """The page of what was seen from a town; `facts` are those seen, if somebody has gathered them already.

    Where only its words count, the map can be spared.
    """
    site, treatment, town = outlook.site, outlook.treatment, outlook.town
    cards, title = build_cards(site, outlook.shown), heading(outlook)
    facts = facts or facts_seen(outlook)
    region = Link(town.region.name, site.urls.region(treatment.slug, town.region))
    return LandingPage(
        frame=_frame(outlook, title, region, verdicts),
        notice=treatment.notice,
        heading=title,
        lead=lead(outlook),
        nearest=cards[0] if cards else None,
        is_far=not outlook.within,
        others=cards[1:],
        map=_map(outlook, cards) if with_map else None,
        town=town.name,
        facts=comparison(facts),
        details=clinic_details(cards, facts),
        note=Markup(site.notes[town.key].body_html if town.key in site.notes else ""),
        treatment_name=treatment.name,
        treatment_slug=treatment.slug,
        summary=Markup(treatment.summary_html),  # rendered Markdown without raw HTML
        byline=build_short_byline(treatment.editorial, site.today, site.say),
        articles=related_articles(site, treatment),
        emergency=treatment.emergency,
        urgent=treatment.urgent,
        neighbours=_neighbours(outlook),
        region=region,
        origins=origins(site, facts),
        unlisted=verdicts[site.urls.landing(treatment.slug, town)].told(site),
    )


def _frame(outlook: Outlook, title: str, region: Link, verdicts: Mapping[str, Verdict]) -> Frame:
    site, treatment, town = outlook.site, outlook.treatment, outlook.town
    path = site.urls.landing(treatment.slug, town)
    return build_frame(
        site,
        title=f"{title}, {town.region.code}",
        description=description(outlook),
        path=path,
        card=seen_card(site, treatment, town, outlook.shown, [each.town for each in outlook.neighbours]),
        is_indexed=verdicts[path].is_indexed,
        breadcrumb=[
            Link(treatment.name, site.urls.treatment(treatment.slug)),
            region,
            Link(site.called(town)),
        ],
        heading=title,
        described=describe_landing(site, path, treatment, outlook.clinics),
    )


def _map(outlook: Outlook, cards: tuple[ClinicCard, ...]) -> Map | None:
    """The shown clinics, numbered as in the list, between the towns nearby."""
    if not cards:
        return None
    return drawn(
        outlook.site.outlines,
        origin=(outlook.town.name, outlook.town.point),
        clinics=tuple(
            Stop(str(card.number), card.clinic.name, clinic.point, card.clinic.path)
            for card, clinic in zip(cards, outlook.clinics, strict=True)
        ),
        towns=tuple((each.town.name, each.town.point) for each in outlook.neighbours),
        say=outlook.site.say,
    )


def _neighbours(outlook: Outlook) -> tuple[NeighbourLink, ...]:
    site, slug = outlook.site, outlook.treatment.slug
    return tuple(
        NeighbourLink(each.name, site.urls.landing(slug, each.town), each.text) for each in outlook.neighbours
    )
