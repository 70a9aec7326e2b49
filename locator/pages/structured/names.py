"""The names that things have in all graphs of a site: what a node's @id says, whichever page it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site import urls
from locator.site.urls import Urls

if TYPE_CHECKING:
    from locator.site.snapshot import Site

# A thing keeps its name in every language, so names are made of the main language's addresses.
_MAIN = Urls()


def site_id(site: Site) -> str:
    """The whole site."""
    return _named(site, _MAIN.home, "website")


def organization_id(site: Site) -> str:
    """Who runs the clinics and the site."""
    return _named(site, _MAIN.home, "organization")


def clinic_id(site: Site, clinic: str) -> str:
    """A clinic by its id in clinics.csv, for ever, whatever it is called (rule A12)."""
    return _named(site, _MAIN.clinic(clinic), "clinic")


def treatment_id(site: Site, treatment: str) -> str:
    """A treatment by the name that tables know it by."""
    return _named(site, _MAIN.treatment(treatment), "treatment")


def page_id(site: Site, path: str) -> str:
    """A page: its canonical address."""
    return urls.absolute(site.config.base_url, path)


def part_id(site: Site, path: str, part: str) -> str:
    """What belongs to one page alone, as its list or its trail."""
    return _named(site, path, part)


def _named(site: Site, path: str, part: str) -> str:
    return f"{urls.absolute(site.config.base_url, path)}#{part}"
