"""Every address of the site is spelled here; all are paths from the root, pages end in a slash."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.model.point import Point
    from locator.model.region import Region
    from locator.model.town import Town

# What programs read has one address in all languages.
API = "/api/"
API_NEAREST = "/api/v1/nearest"
API_PLACES = "/api/v1/places"
API_CLINICS = "/api/v1/clinics"
API_CLINIC = "/api/v1/clinics/{id}"
API_TOWNS = "/api/v1/towns"
API_DESCRIPTION = "/api/v1/openapi.json"
SITEMAP = "/sitemap.xml"
ROBOTS = "/robots.txt"
MACHINE = (SITEMAP, ROBOTS, "/healthz")  # what answers for itself without being a page
MACHINE_FOLDERS = ("/sitemaps/", "/static/", "/api/v1/")


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of a site's pages in one language.

    `prefix` is what they begin with ("" or "/es"); `words` are a language's own words for the steps of an
    address, by the English ones; `slugs` those for its treatments, by the names that tables know them by.
    """

    prefix: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)

    def _page(self, word: str) -> str:
        return f"{self.prefix}/{self.words.get(word, word)}/"

    @property
    def home(self) -> str:
        """The home page."""
        return f"{self.prefix}/"

    @property
    def find(self) -> str:
        """The finder."""
        return self._page("find").rstrip("/")

    @property
    def clinics(self) -> str:
        """All clinics."""
        return self._page("clinics")

    @property
    def articles(self) -> str:
        """All articles."""
        return self._page("articles")

    @property
    def about(self) -> str:
        """About the site."""
        return self._page("about")

    @property
    def privacy(self) -> str:
        """Privacy."""
        return self._page("privacy")

    @property
    def accessibility(self) -> str:
        """Accessibility."""
        return self._page("accessibility")

    @property
    def editorial_policy(self) -> str:
        """Editorial policy."""
        return self._page("editorial-policy")

    @property
    def credits(self) -> str:
        """Credits."""
        return self._page("credits")

    @property
    def api_description(self) -> str:
        """The API in OpenAPI, the same in all languages."""
        return API_DESCRIPTION

    def treatment(self, treatment: str) -> str:
        """A treatment, by the name that tables know it by: /back-pain-treatment/."""
        return f"{self.prefix}/{self.slugs.get(treatment, treatment)}/"

    def region(self, treatment: str, region: Region) -> str:
        """A treatment's towns in a region: /back-pain-treatment/fl/."""
        return f"{self.treatment(treatment)}{region.slug}/"

    def landing(self, treatment: str, town: Town) -> str:
        """A landing page: /back-pain-treatment/fl/lake-mary/."""
        return f"{self.region(treatment, town.region)}{town.slug}/"

    def clinic(self, id_: str) -> str:
        """A clinic: /clinics/lake-mary/."""
        return f"{self.clinics}{id_}/"

    def article(self, slug: str) -> str:
        """An article: /articles/first-visit/."""
        return f"{self.articles}{slug}/"


def sitemap_part(name: str) -> str:
    """A part of the sitemap: /sitemaps/landing-1.xml."""
    return f"/sitemaps/{name}.xml"


def directions(point: Point, origin: str = "") -> str:
    """Google Maps' documented link for directions; Google sees who follows it, and the page says so.

    `origin` is a place or address in words; without it, the visitor's own device says where it is.
    """
    fields = {"api": "1", "destination": f"{point.lat:.6f},{point.lon:.6f}"}
    if origin:
        fields["origin"] = origin
    return f"https://www.google.com/maps/dir/?{urlencode(fields, safe=',')}"


def absolute(base_url: str, path: str) -> str:
    """The canonical form of a path: always from the configuration, never from the request."""
    return base_url + path
