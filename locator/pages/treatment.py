"""The hubs: a treatment with its regions, and a treatment's towns in one region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from markupsafe import Markup

from locator.pages.article import related_articles
from locator.pages.byline import Byline, build_byline
from locator.pages.cards.kinds import region_card, treatment_card
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.structured.lists import describe_pages
from locator.pages.structured.medical import describe_treatment
from locator.site.slugs import slug

if TYPE_CHECKING:
    from locator.model.document import Card, Heading, Treatment
    from locator.model.region import Region
    from locator.model.town import Town
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class RegionLink:
    """A region with the number of its towns."""

    name: str
    path: str
    count: str


@dataclass(frozen=True, slots=True)
class TreatmentPage:
    """Everything that the template of a treatment's page shows."""

    template: ClassVar[str] = "treatment.html"

    frame: Frame
    name: str
    slug: str
    byline: Byline
    emergency: Card
    urgent: Card | None
    headings: tuple[Heading, ...]
    body: Markup
    articles: tuple[Link, ...]
    regions: tuple[RegionLink, ...]


@dataclass(frozen=True, slots=True)
class TownLink:
    """A town in a hub: its page, and its nearest clinic with the distance."""

    name: str
    path: str
    clinic: str
    distance: str


@dataclass(frozen=True, slots=True)
class County:
    """A county with its towns, to be linked to by its anchor; the name is empty where nobody knows it."""

    name: str
    anchor: str
    towns: tuple[TownLink, ...]


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Everything that the template of a region's page shows."""

    template: ClassVar[str] = "region.html"

    frame: Frame
    heading: str
    lead: str
    notice: str
    treatment_slug: str
    counties: tuple[County, ...]


def treatment_page(site: Site, treatment: Treatment) -> TreatmentPage:
    """The honest page about a treatment, then where to have it."""
    regions = tuple(_region_link(site, treatment, region) for region in site.regions(treatment.slug))
    return TreatmentPage(
        frame=build_frame(
            site,
            title=treatment.name,
            description=treatment.description,
            path=site.urls.treatment(treatment.slug),
            card=treatment_card(site, treatment),
            breadcrumb=[Link(treatment.name)],
            described=describe_treatment(site, treatment, [(r.name, r.path) for r in regions]),
        ),
        name=treatment.name,
        slug=treatment.slug,
        byline=build_byline(treatment.editorial, site.today, site.say),
        emergency=treatment.emergency,
        urgent=treatment.urgent,
        headings=treatment.headings,
        body=Markup(treatment.body_html),  # rendered Markdown without raw HTML
        articles=related_articles(site, treatment),
        regions=regions,
    )


def _region_link(site: Site, treatment: Treatment, region: Region) -> RegionLink:
    count = len(site.towns_in(region, treatment.slug))
    return RegionLink(
        region.name,
        site.urls.region(treatment.slug, region),
        site.say.plural("{count} town", "{count} towns", count),
    )


def region_page(site: Site, treatment: Treatment, region: Region) -> RegionPage:
    """The towns of a region under their counties, each with its nearest clinic."""
    counties, path = _counties(site, treatment, region), site.urls.region(treatment.slug, region)
    blanks = {"treatment": treatment.name, "region": region.name, "noun": site.config.clinic_noun}
    heading = site.say("{treatment} in {region}", **blanks)
    links = [(town.name, town.path) for county in counties for town in county.towns]
    return RegionPage(
        frame=build_frame(
            site,
            title=heading,
            description=site.say("{treatment}: towns in {region}, each with its nearest {noun}.", **blanks),
            path=path,
            card=region_card(site, treatment, region),
            breadcrumb=[Link(treatment.name, site.urls.treatment(treatment.slug)), Link(region.name)],
            described=describe_pages(site, path, links),
        ),
        heading=heading,
        lead=_lead(site, towns=len(links), counties=len(counties)),
        notice=treatment.notice,
        treatment_slug=treatment.slug,
        counties=counties,
    )


def _lead(site: Site, *, towns: int, counties: int) -> str:
    say = site.say
    return say(
        "{towns} in {counties}, each with its nearest {noun}. "
        "Distances are straight lines from the center of town.",
        towns=say.plural("{count} town", "{count} towns", towns),
        counties=say.plural("{count} county", "{count} counties", counties),
        noun=site.config.clinic_noun,
    )


def _counties(site: Site, treatment: Treatment, region: Region) -> tuple[County, ...]:
    """The counties by name, and in each its towns by theirs."""
    towns: dict[str, list[Town]] = {}
    for town in sorted(site.towns_in(region, treatment.slug), key=lambda town: town.name):
        towns.setdefault(town.county, []).append(town)
    return tuple(
        County(
            name,
            f"county-{slug(name) or 'unknown'}",
            tuple(_town_link(site, treatment, town) for town in towns[name]),
        )
        for name in sorted(towns)
    )


def _town_link(site: Site, treatment: Treatment, town: Town) -> TownLink:
    nearest = site.nearest_clinics(town.point, 1, treatment=treatment.slug)
    clinic, distance = "", ""
    if nearest:
        clinic = nearest[0].clinic.name
        distance = site.say.distance(nearest[0].distance_km)
    return TownLink(site.called(town), site.urls.landing(treatment.slug, town), clinic, distance)
