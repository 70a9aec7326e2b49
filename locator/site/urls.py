"""Every address of the site is spelled here; all are paths from the root, pages end in a slash."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from locator.site.languages import NAMES

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
SECURITY = "/.well-known/security.txt"
GEOJSON = "/clinics.geojson"
KML = "/clinics.kml"
CARDS = "/cards"
DEMAND = "/demand"  # takes counts by POST; no page
# What answers for itself without being a page.
MACHINE = (SITEMAP, ROBOTS, SECURITY, GEOJSON, KML, "/feed.xml", "/healthz", "/readyz")
MACHINE_FOLDERS = ("/sitemaps/", "/static/", "/api/v1/", f"{CARDS}/")

_ARTICLES, _CLINICS, _FORMS = "articles", "clinics", ("find", "report")
_TREATMENT = "treatment"  # no word of an address: a treatment's page, or one below it
_WORDS = frozenset(
    {"about", "accessibility", _ARTICLES, _CLINICS, "credits", "editorial-policy", "privacy", *_FORMS}
)  # the first steps of addresses that are no treatments
#: What no treatment may be called: pages, languages, what programs read, and what may be there one day.
RESERVED = (
    _WORDS
    | set(NAMES)
    | {step for path in (*MACHINE, *MACHINE_FOLDERS) if "." not in (step := path.split("/")[1])}
    | {"demand", "metrics", "workbench"}
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about in any language: the English word of its address, "" for home.

    `name` is that of the treatment, article or clinic, `rest` the region and town of a treatment's page.
    """

    kind: str
    name: str = ""
    rest: str = ""

    @property
    def page(self) -> str:
        """What kind of page it is: "home", "treatment", "region", "landing", "clinics", "clinic" ..."""
        if self.treatment:
            return "landing" if "/" in self.rest else "region" if self.rest else "treatment"
        if self.name and self.kind in (_CLINICS, _ARTICLES):
            return self.kind.removesuffix("s")
        return self.kind or "home"

    @property
    def treatment(self) -> str:
        """The treatment that the page or the one above it is about, if any."""
        return self.name if self.kind == _TREATMENT else ""

    @property
    def article(self) -> str:
        """The article that the page is, if any."""
        return self.name if self.kind == _ARTICLES else ""


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of a site's pages in one language.

    `prefix` is what they begin with ("" or "/es"); `words` are a language's own words for the steps of an
    address, by the English ones; `slugs` those for its treatments and `titles` those for its articles, by
    the names that all languages know them by.
    """

    prefix: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

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
    def report(self) -> str:
        """Where a problem with a page is reported."""
        return self._page("report").rstrip("/")

    @property
    def clinics(self) -> str:
        """All clinics."""
        return self._page(_CLINICS)

    @property
    def articles(self) -> str:
        """All articles."""
        return self._page("articles")

    @property
    def feed(self) -> str:
        """The articles as a feed."""
        return f"{self.prefix}/feed.xml"

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

    @property
    def geojson(self) -> str:
        """The clinics as GeoJSON, the same in all languages."""
        return GEOJSON

    @property
    def kml(self) -> str:
        """The clinics as KML, the same in all languages."""
        return KML

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
        return f"{self.articles}{self.titles.get(slug, slug)}/"

    def holds(self, path: str) -> bool:
        """Tells whether an address is one of this language's."""
        return path.startswith(f"{self.prefix}/")

    def subject(self, path: str) -> Subject:
        """What the page at an address is about, by the names that all languages know."""
        first, _, rest = path.removeprefix(self.prefix).strip("/").partition("/")
        word = _key(self.words, first)
        if word in _WORDS or not word:
            return Subject(word, _key(self.titles, rest) if word == _ARTICLES else rest)
        return Subject(_TREATMENT, _key(self.slugs, first), rest)

    def of(self, subject: Subject) -> str:
        """The address of the page about a subject."""
        if subject.treatment:
            return self.treatment(subject.name) + (f"{subject.rest}/" if subject.rest else "")
        if subject.article:
            return self.article(subject.name)
        if subject.kind in _FORMS:
            return self._page(subject.kind).rstrip("/")
        page = self._page(subject.kind) if subject.kind else self.home
        return page + (f"{subject.name}/" if subject.name else "")


def _key(words: Mapping[str, str], word: str) -> str:
    return next((key for key, own in words.items() if own == word), word)


def sitemap_part(name: str) -> str:
    """A part of the sitemap: /sitemaps/towns-fl.xml."""
    return f"/sitemaps/{name}.xml"


def card(path: str, digest: str) -> str:
    """The picture of the page at `path`: /cards/clinics/lake-mary/0f1e2d3c4b.png."""
    return f"{CARDS}{path}{digest}.png"


def indexnow_key(key: str) -> str:
    """The file that proves to search engines whose key it is: /0f3c8a52.txt."""
    return f"/{key}.txt"


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
