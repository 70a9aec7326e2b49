"""What kind of page an address is: all that figures and logs ever tell of one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from locator.pages.languages import view_at
from locator.site import urls

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue

HEALTHZ, READYZ, METRICS = "/healthz", "/readyz", "/metrics"


class PageKind(StrEnum):
    """A closed list, so that nothing can be read from a label: neither a topic nor a town."""

    HOME = "home"
    TREATMENT = "treatment"  # with its regions
    LANDING = "landing"
    CLINICS = "clinics"
    CLINIC = "clinic"
    ARTICLE = "article"  # and the list of them
    FINDER = "finder"
    REPORT = "report"
    ABOUT = "about"  # privacy, credits and their like
    API = "api"
    MACHINE = "machine"  # sitemaps, robots.txt, feeds, pictures of pages
    STATIC = "static"
    COUNT = "count"  # the beacon
    WORKBENCH = "workbench"
    WATCH = "watch"  # /healthz, /readyz, /metrics
    ELSEWHERE = "elsewhere"  # no page: moved, misspelled or unknown


_NAMED = {urls.DEMAND: PageKind.COUNT, **dict.fromkeys((HEALTHZ, READYZ, METRICS), PageKind.WATCH)}
_OF_PAGES = {
    "home": PageKind.HOME,
    "treatment": PageKind.TREATMENT,
    "region": PageKind.TREATMENT,
    "landing": PageKind.LANDING,
    "clinics": PageKind.CLINICS,
    "clinic": PageKind.CLINIC,
    "articles": PageKind.ARTICLE,
    "article": PageKind.ARTICLE,
}
_OF_FOLDERS = {
    urls.API: PageKind.API,
    "/static/": PageKind.STATIC,
    "/workbench/": PageKind.WORKBENCH,
    "/sitemaps/": PageKind.MACHINE,
    f"{urls.CARDS}/": PageKind.MACHINE,
}
_FOR_PROGRAMS = (".xml", ".txt", urls.GEOJSON, urls.KML)


def kind_of(catalogue: Catalogue, path: str) -> PageKind:
    """The kind of page at a path as it stands in a request, whatever is answered."""
    if kind := _NAMED.get(path) or _below(path):
        return kind
    if path in catalogue.pages or path in catalogue.gone:
        return _OF_PAGES.get(view_at(catalogue.site, path).urls.subject(path).page, PageKind.ABOUT)
    if path in catalogue.finders:
        return PageKind.FINDER
    if path in catalogue.forms:
        return PageKind.REPORT
    return PageKind.MACHINE if path.endswith(_FOR_PROGRAMS) else PageKind.ELSEWHERE


def _below(path: str) -> PageKind | None:
    """The kind of what lies below a folder that has only such."""
    folder = next((each for each in _OF_FOLDERS if path.startswith(each)), "")
    return _OF_FOLDERS.get(folder)
