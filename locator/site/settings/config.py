"""What the operator decides, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.model.holiday import FEDERAL_HOLIDAYS
from locator.model.limits import Limits
from locator.model.units import KM_PER_MILE
from locator.model.verdict_settings import VerdictSettings
from locator.site.languages import MAIN

if TYPE_CHECKING:
    from datetime import date
    from ipaddress import IPv4Network, IPv6Network

    from locator.model.basemap import Basemap
    from locator.model.data_source import DataSource
    from locator.model.geocoder_settings import GeocoderSettings
    from locator.model.indexnow import IndexNow
    from locator.site.settings.wording import Wording


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one site, checked; `base_url` has no trailing slash, radii are in km."""

    name: str
    base_url: str
    main_treatment: str
    description: str = ""
    publisher: str = ""
    email: str = ""
    phone: str = ""
    language: str = MAIN
    languages: tuple[str, ...] = (MAIN,)  # of the site, the main one first
    wordings: tuple[Wording, ...] = ()  # one for each further language
    country: str = "US"
    units: str = "miles"
    service_radius_km: float = 25 * KM_PER_MILE
    nearest_count: int = 4
    clinic_noun: str = "clinic"  # what the site calls a clinic, and several
    clinics_noun: str = "clinics"
    holidays: tuple[str, ...] = FEDERAL_HOLIDAYS
    affiliated: bool = True  # whether the clinics are the publisher's own
    demonstration: bool = False
    as_of: date | None = None
    store: str = ""  # the database that servers share; without it the site lies in its folder
    notice: str = ""
    reports: bool = True  # whether readers may report problems with a page
    counted: bool = True  # whether pages, searched places and presses are counted
    access_log: bool = False  # whether each answer leaves a line in the log
    metrics_readers: tuple[IPv4Network | IPv6Network, ...] = ()  # networks that may read the figures
    allow_ai_training: bool = False
    allow_ai_search: bool = True
    allow_ai_user_fetch: bool = True
    sources: tuple[DataSource, ...] = field(default=())
    verdict: VerdictSettings = field(default_factory=VerdictSettings)
    hosts: tuple[str, ...] = ()  # further names that the site may be asked by
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...] = ()  # whose word on visitors counts
    security_contact: str = ""  # who is told of a hole: an address of the web, or of mail after mailto:
    limits: Limits = field(default_factory=Limits)
    cdn_tags: bool = False  # whether answers bear tags by which a CDN drops them
    cors_origins: tuple[str, ...] = ()  # other sites whose scripts may read the API; "*" is all of them
    basemap: Basemap | None = None  # what an interactive map is drawn on; without it there is none
    indexnow: IndexNow | None = None  # who is told of changes when the operator says so; without it nobody
    geocoder: GeocoderSettings | None = None  # who is asked where an address is; without it nobody

    @property
    def is_https(self) -> bool:
        """Whether visitors come over a connection that nobody can read."""
        return self.base_url.startswith("https://")

    @property
    def wording(self) -> Wording | None:
        """The site's own words in the language that these settings speak; None for the main one."""
        return next((each for each in self.wordings if each.language == self.language), None)
