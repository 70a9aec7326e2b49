"""The home page: what we do in one sentence, the finder, treatments, regions, the newest articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages.article import ArticleLink, newest_articles
from locator.pages.frame import Frame, Link, build_frame
from locator.pages.structured.organization import describe_home

if TYPE_CHECKING:
    from locator.site.snapshot import Site

NEWEST = 3


@dataclass(frozen=True, slots=True)
class TreatmentLink:
    """A treatment with its description and the regions where it has towns."""

    name: str
    path: str
    description: str
    regions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that the template of the home page shows."""

    template: ClassVar[str] = "home.html"

    frame: Frame
    name: str
    description: str
    notice: str
    publisher: str
    email: str
    phone: str
    treatments: tuple[TreatmentLink, ...]
    articles: tuple[ArticleLink, ...]


def home_page(site: Site) -> HomePage:
    """The front door."""
    config = site.config
    return HomePage(
        frame=build_frame(
            site,
            title=config.name,
            description=config.description,
            path=site.urls.home,
            described=describe_home(site),
        ),
        name=config.name,
        description=config.description,
        notice=site.main_treatment.notice,
        publisher=config.publisher if config.affiliated else "",
        email=config.email,
        phone=config.phone,
        treatments=tuple(
            TreatmentLink(
                treatment.name,
                site.urls.treatment(treatment.slug),
                treatment.description,
                tuple(
                    Link(r.name, site.urls.region(treatment.slug, r)) for r in site.regions(treatment.slug)
                ),
            )
            for treatment in sorted(site.treatments.values(), key=lambda t: t.slug != config.main_treatment)
        ),
        articles=newest_articles(site, NEWEST),
    )
