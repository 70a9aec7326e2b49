"""Addresses: one spelling of each, and none that a form or a reader could break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import strategies as st

from locator.model.point import Point
from locator.site import urls
from locator.site.urls import RESERVED, Urls

if TYPE_CHECKING:
    from locator.site.snapshot import Site

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_addresses_are_spelled_as_the_design_says(example: Site) -> None:
    town = example.towns_by_key["fl", "lake-mary"]
    assert Urls().treatment("acupuncture") == "/acupuncture/"
    assert Urls().region("acupuncture", town.region) == "/acupuncture/fl/"
    assert Urls().landing("acupuncture", town) == "/acupuncture/fl/lake-mary/"
    assert Urls().clinic("lake-mary") == "/clinics/lake-mary/"
    assert Urls().article("first-visit") == "/articles/first-visit/"
    assert urls.sitemap_part("towns-fl") == "/sitemaps/towns-fl.xml"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/", "home"),
        ("/back-pain-treatment/", "treatment"),
        ("/back-pain-treatment/fl/", "region"),
        ("/back-pain-treatment/fl/lake-mary/", "landing"),
        ("/clinics/", "clinics"),
        ("/clinics/lake-mary/", "clinic"),
        ("/articles/", "articles"),
        ("/articles/first-visit/", "article"),
        ("/about/", "about"),
        ("/find", "find"),
    ],
)
def test_an_address_says_what_kind_of_page_it_is(example: Site, path: str, page: str) -> None:
    assert example.urls.subject(path).page == page


def test_no_treatment_can_take_an_address_of_the_site_itself() -> None:
    """Rule A32: what stands at the first step of an address is not free for a treatment."""
    own = {value for name, value in vars(urls).items() if re.match("[A-Z]", name) and isinstance(value, str)}
    pages = Urls()
    own |= {getattr(pages, name) for name, kind in vars(Urls).items() if isinstance(kind, property)}
    own |= {urls.sitemap_part("x"), pages.clinic("x"), pages.article("x"), "/api/", "/static/", "/healthz"}
    steps = {path.split("/")[1] for path in own}
    assert {step for step in steps if step and "." not in step} <= RESERVED


def test_directions_lead_to_the_door_from_a_place_in_words_or_from_wherever_the_device_is() -> None:
    point = Point(28.75624, -81.34475)
    query = parse_qs(urlsplit(urls.directions(point)).query)
    assert query == {"api": ["1"], "destination": ["28.756240,-81.344750"]}
    with_origin = parse_qs(urlsplit(urls.directions(point, "1 Main St & Oak, Lake Mary, FL")).query)
    assert with_origin["origin"] == ["1 Main St & Oak, Lake Mary, FL"]


def test_the_canonical_address_is_the_configured_one() -> None:
    assert urls.absolute("https://clinics.example", "/about/") == "https://clinics.example/about/"
