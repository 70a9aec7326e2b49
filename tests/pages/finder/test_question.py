"""A question as fields: read leniently, written in one way, a position never in an address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.pages.finder.question import Question, parse_position, parse_question, radius_km
from locator.site.filters import Facet

if TYPE_CHECKING:
    from locator.site.snapshot import Site

PARAMETERS = ("q", *Facet, "radius", "order", "page", "lat", "lon", "utm_source")
VALUES = ("Lake Mary", "acupuncture", "spanish", "Haitian Creole", "now", "yes", "25", "distance", "2")

pairs = st.lists(
    st.tuples(st.sampled_from(PARAMETERS), st.one_of(st.sampled_from(VALUES), st.text(max_size=30)))
)


@given(pairs)
def test_an_address_reads_back_as_the_question_that_wrote_it(
    example: Site, given: list[tuple[str, str]]
) -> None:
    question = parse_question(example, given)
    again = parse_question(example, parse_qsl(urlsplit(question.path).query))
    assert again.fields == question.fields
    assert again.path == question.path


@given(pairs)
def test_a_position_comes_from_no_address(example: Site, given: list[tuple[str, str]]) -> None:
    assert parse_question(example, given).position is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_position_is_cut_to_two_decimals_and_left_out_of_the_address(lat: float, lon: float) -> None:
    """Rule C7."""
    point = parse_position([("lat", f"{lat:.7f}"), ("lon", f"{lon:.7f}")])
    assert point
    assert (point.lat, point.lon) == (round(point.lat, 2), round(point.lon, 2))
    question = Question(radius=10).at(point)
    assert question.path == "/find?radius=10"
    assert {name for name, _ in question.fields} == {"lat", "lon", "radius"}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"lat": "28.7"},
        {"lat": "28.7", "lon": ""},
        {"lat": "91", "lon": "0"},
        {"lat": "nan", "lon": "0"},
        {"lat": "1e1", "lon": "0"},
        {"lat": "2٨", "lon": "0"},
        {"lat": "1_0", "lon": "0"},
        {"lat": " 1", "lon": "0"},
        {"lat": "1" * 5000, "lon": "0"},
    ],
)
def test_what_is_no_position_is_none(fields: dict[str, str]) -> None:
    assert parse_position(fields.items()) is None


@pytest.mark.parametrize("radius", ["0", "-5", "5.5", "501", "1e2", "٢٥", "", "25 miles", "9" * 5000])
def test_a_radius_that_makes_no_sense_is_the_sites_own(example: Site, radius: str) -> None:
    question = parse_question(example, [("radius", radius)])
    assert question.radius is None
    assert radius_km(example, question) == example.config.service_radius_km


def test_a_choice_may_be_written_as_its_name(example: Site) -> None:
    question = parse_question(example, [("language", "Haitian Creole"), ("language", "spanish")])
    assert question.wanted == {Facet.LANGUAGE: frozenset({"haitian-creole", "spanish"})}


def test_what_no_clinic_has_is_left_out_and_remembered(example: Site) -> None:
    question = parse_question(example, [("insurance", "Acme"), ("open", "later"), ("insurance", "")])
    assert (question.wanted, question.unknown) == ({}, ("Acme", "later"))


def test_another_choice_begins_at_the_first_page() -> None:
    question = Question("Lake Mary", page=3)
    assert question.with_choice(Facet.OPEN, ["now"]).path == "/find?q=Lake%20Mary&open=now"
    assert question.with_choice(Facet.OPEN, []).page == 1
