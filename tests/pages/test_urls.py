"""Addresses: one spelling of each, and none that a form or a reader could break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from hypothesis import given, settings
from hypothesis import strategies as st

from locator.model.point import Point
from locator.pages import urls
from locator.site.documents import RESERVED

if TYPE_CHECKING:
    from locator.site.snapshot import Site

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_addresses_are_spelled_as_the_design_says(example: Site) -> None:
    town = example.towns_by_key["fl", "lake-mary"]
    assert urls.treatment("acupuncture") == "/acupuncture/"
    assert urls.region("acupuncture", town.region) == "/acupuncture/fl/"
    assert urls.landing("acupuncture", town) == "/acupuncture/fl/lake-mary/"
    assert urls.clinic("lake-mary") == "/clinics/lake-mary/"
    assert urls.article("first-visit") == "/articles/first-visit/"
    assert urls.sitemap_part("towns-fl") == "/sitemaps/towns-fl.xml"


def test_no_treatment_can_take_an_address_of_the_site_itself() -> None:
    """Rule A32: what stands at the first step of an address is not free for a treatment."""
    own = {value for name, value in vars(urls).items() if name.isupper() and isinstance(value, str)}
    own |= {urls.sitemap_part("x"), urls.clinic("x"), urls.article("x"), "/api/", "/static/", "/healthz"}
    steps = {path.split("/")[1] for path in own}
    assert {step for step in steps if step and "." not in step} <= RESERVED


@settings(deadline=None)
@given(words, words)
def test_the_finder_reads_back_what_was_asked(query: str, treatment: str) -> None:
    parts = urlsplit(urls.find(query, treatment))
    assert parts.path == urls.FIND
    asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    assert asked.get("q", [""]) == [query]
    assert asked.get("treatment", [""]) == [treatment]
    assert re.fullmatch(r"[!-~]*", parts.query)


def test_the_finder_unasked_has_no_question_mark() -> None:
    assert urls.find() == "/find"


def test_directions_lead_to_the_door_and_tell_no_position_of_a_visitor() -> None:
    point = Point(28.75624, -81.34475)
    query = parse_qs(urlsplit(urls.directions(point)).query)
    assert query == {"api": ["1"], "destination": ["28.756240,-81.344750"]}
    with_origin = parse_qs(urlsplit(urls.directions(point, Point(28.123456, -81.98765))).query)
    assert with_origin["origin"] == ["28.12,-81.99"]


def test_the_canonical_address_is_the_configured_one() -> None:
    assert urls.absolute("https://clinics.example", "/about/") == "https://clinics.example/about/"
