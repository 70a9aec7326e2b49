"""The pages that follow from settings and data: about, privacy, accessibility, editorial policy, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from locator import logs
from locator.demand import book as demand_book
from locator.demand.book import KEPT_MONTHS
from locator.demand.release import LEAST
from locator.geo.services.memory import keeps
from locator.model.data_source import DataSource
from locator.pages.frame import Frame, Link, build_frame, counted_clinics
from locator.pages.keeping import once_a_site
from locator.pages.structured.graph import PLAIN, Described
from locator.pages.structured.organization import describe_about
from locator.site import reports
from locator.site.reports import KEPT_DAYS

if TYPE_CHECKING:
    from locator.model.kept import Kept
    from locator.site.settings.config import Config
    from locator.site.snapshot import Site

P = TypeVar("P", bound="GeneratedPage")

# What the package itself ships; locator/data/LICENSES.md says the same at length.
GAZETTEER = DataSource(
    "Places and postal codes: GeoNames, modified", "CC BY 4.0", "https://www.geonames.org/"
)
CENSUS = DataSource(
    "ZIP Code Tabulation Areas, townships and small places, boundaries: U.S. Census Bureau",
    "public domain",
    "https://www.census.gov/",
)

FACE = DataSource(
    "Typeface of the pictures shown with shared links: Source Sans 3, Adobe",
    "OFL 1.1",
    "https://github.com/adobe-fonts/source-sans",
)

VIEWER = (
    DataSource("Interactive map: MapLibre GL JS", "BSD-3-Clause", "https://maplibre.org/"),
    DataSource("Reader of map archives: PMTiles", "BSD-3-Clause", "https://protomaps.com/"),
)


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """What the templates of these pages share; `figures` are counts in words."""

    template: ClassVar[str] = ""

    frame: Frame
    heading: str
    publisher: str
    email: str
    phone: str
    figures: str
    radius: str


@dataclass(frozen=True, slots=True)
class AboutPage(GeneratedPage):
    """Who runs the site and how its pages are made."""

    template: ClassVar[str] = "about.html"


@dataclass(frozen=True, slots=True)
class PrivacyPage(GeneratedPage):
    """What the site knows about its visitors."""

    template: ClassVar[str] = "privacy.html"

    geocoders: tuple[str, ...] = ()
    kept_days: int = 0
    report_days: int = 0
    count_months: int = 0
    least_shown: int = LEAST
    log_days: int = 0
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessibilityPage(GeneratedPage):
    """How the site can be used."""

    template: ClassVar[str] = "accessibility.html"


@dataclass(frozen=True, slots=True)
class EditorialPolicyPage(GeneratedPage):
    """How texts are written and reviewed."""

    template: ClassVar[str] = "editorial-policy.html"


@dataclass(frozen=True, slots=True)
class CreditsPage(GeneratedPage):
    """Where data comes from."""

    template: ClassVar[str] = "credits.html"

    sources: tuple[DataSource, ...] = ()


def about_page(site: Site) -> AboutPage:
    """About this site."""
    return _page(
        AboutPage, site, site.say("About this site"), site.urls.about, described=describe_about(site)
    )


def privacy_page(site: Site) -> PrivacyPage:
    """Privacy."""
    geocoder = site.config.geocoder
    return _page(
        PrivacyPage,
        site,
        site.say("Privacy"),
        site.urls.privacy,
        geocoders=tuple(service.title for service in geocoder.services) if geocoder else (),
        kept_days=geocoder.cache_days if geocoder else 0,
        report_days=KEPT_DAYS if site.config.reports else 0,
        count_months=KEPT_MONTHS if site.config.counted else 0,
        log_days=logs.KEEPS.days if site.config.access_log else 0,
        kept=tuple(_told(site, each) for each in _kept(site.config)),
    )


def _kept(config: Config) -> tuple[Kept, ...]:
    """Everything that is written down because somebody visits the site, as its stores say it themselves."""
    return (
        *((demand_book.KEEPS,) if config.counted else ()),
        *((reports.KEEPS,) if config.reports else ()),
        *(keeps(config.geocoder.cache_days) if config.geocoder else ()),
        *((logs.KEEPS,) if config.access_log else ()),
    )


def _told(site: Site, kept: Kept) -> str:
    parts = site.say.listing([site.say(part) for part in kept.parts.values()])
    if not kept.days:
        return site.say("{why} {parts}. Only the last one is kept.", why=site.say(kept.why), parts=parts)
    return site.say.plural(
        "{why} {parts}. Kept for {count} day at most.",
        "{why} {parts}. Kept for {count} days at most.",
        kept.days,
        why=site.say(kept.why),
        parts=parts,
    )


def accessibility_page(site: Site) -> AccessibilityPage:
    """Accessibility."""
    return _page(AccessibilityPage, site, site.say("Accessibility"), site.urls.accessibility)


def editorial_policy_page(site: Site) -> EditorialPolicyPage:
    """Editorial policy."""
    return _page(EditorialPolicyPage, site, site.say("Editorial policy"), site.urls.editorial_policy)


def credits_page(site: Site) -> CreditsPage:
    """Credits."""
    software = VIEWER if site.config.basemap else ()
    services = site.config.geocoder.services if site.config.geocoder else ()
    credits = [service.credit for service in services if service.credit]
    sources = tuple(dict.fromkeys((*site.config.sources, GAZETTEER, CENSUS, FACE, *credits, *software)))
    return _page(CreditsPage, site, site.say("Credits"), site.urls.credits, sources=sources)


@once_a_site
def _open_clinics(site: Site) -> int:
    return sum(clinic.is_open_for_patients for clinic in site.clinics)


def _page(
    kind: type[P], site: Site, heading: str, path: str, *, described: Described = PLAIN, **more: Any
) -> P:
    config = site.config
    clinics = counted_clinics(site, _open_clinics(site))
    towns = site.say.plural("{count} town", "{count} towns", len(site.towns))
    return kind(
        frame=build_frame(
            site,
            title=heading,
            description=f"{heading}: {config.name}.",
            path=path,
            breadcrumb=[Link(heading)],
            described=described,
        ),
        heading=heading,
        publisher=config.publisher or config.name,
        email=config.email,
        phone=config.phone,
        figures=site.say("{clinics} and {towns}", clinics=clinics, towns=towns),
        radius=site.say.distance(config.service_radius_km),
        **more,
    )
