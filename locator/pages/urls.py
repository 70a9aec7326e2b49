"""Every address of the site is spelled here; all are paths from the root, ending in a slash."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from locator.model.point import Point
    from locator.model.region import Region
    from locator.model.town import Town

HOME = "/"
FIND = "/find"
CLINICS = "/clinics/"
ARTICLES = "/articles/"
ABOUT = "/about/"
PRIVACY = "/privacy/"
ACCESSIBILITY = "/accessibility/"
EDITORIAL_POLICY = "/editorial-policy/"
CREDITS = "/credits/"
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


def treatment(slug: str) -> str:
    """A treatment: /back-pain-treatment/."""
    return f"/{slug}/"


def region(treatment_slug: str, region: Region) -> str:
    """A treatment's towns in a region: /back-pain-treatment/fl/."""
    return f"/{treatment_slug}/{region.slug}/"


def landing(treatment_slug: str, town: Town) -> str:
    """A landing page: /back-pain-treatment/fl/lake-mary/."""
    return f"/{treatment_slug}/{town.region.slug}/{town.slug}/"


def clinic(id_: str) -> str:
    """A clinic: /clinics/lake-mary/."""
    return f"{CLINICS}{id_}/"


def article(slug: str) -> str:
    """An article: /articles/first-visit/."""
    return f"{ARTICLES}{slug}/"


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
