"""What a geocoder says is believed only as far as it can be true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.services.hit import CENTROIDS, Hit, is_nowhere, parse_hits, shares_word
from locator.model.point import Point

LAKE_MARY = ("12 Main Street, Lake Mary, Florida", 28.7589, -81.3178)


def parsed(raw: object, query: str = "12 main st, lake mary") -> tuple[Hit, ...]:
    return parse_hits(query, [(*LAKE_MARY, raw)])


def test_a_position_is_a_hit() -> None:
    assert parsed({}) == (Hit(Point(28.7589, -81.3178)),)


@pytest.mark.parametrize(
    "raw",
    [
        {"addresstype": "state"},
        {"addresstype": "country"},
        {"types": ["administrative_area_level_1", "political"]},
        {"place_type": ["region"]},
        {"properties": {"type": "state"}},
        {"properties": {"layer": "region"}},
        {"components": {"_type": "country"}},
        {"resultType": "administrativeArea"},
    ],
)
def test_a_whole_state_is_no_address(raw: object) -> None:
    assert not parsed(raw)


@pytest.mark.parametrize("raw", [{"partial_match": True}, {"properties": {"match_type": "fallback"}}])
def test_what_left_words_out_says_so(raw: object) -> None:
    assert parsed(raw)[0].is_partial


@pytest.mark.parametrize("raw", [None, 7, [], {"types": 7, "properties": [], "place_type": [None]}])
def test_a_raw_answer_of_any_shape_is_read(raw: object) -> None:
    assert parsed(raw)


@pytest.mark.parametrize("point", [Point(0, 0), Point(0.0001, -0.0001), *CENTROIDS])
def test_nowhere_is_no_result(point: Point) -> None:
    assert is_nowhere(point)
    assert not parse_hits("main st", [("Main St", point.lat, point.lon, {})])


@pytest.mark.parametrize(("lat", "lon"), [(91, 0), (0, 181), (float("nan"), 0), (float("inf"), 0)])
def test_a_position_off_the_globe_raises(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="itude"):
        parse_hits("main", [("Main", lat, lon, {})])


@pytest.mark.parametrize(
    ("query", "address", "shares"),
    [
        ("scobie", "Scobey, Montana", False),
        ("scobie florida", "Florida City, Florida", False),
        ("123 main st, lake mary", "Main Street, Lake Mary", True),
        ("12 mayn st lake mary", "12 Main Street, Lake Mary", True),
        ("José Martí Park", "Jose Marti Park, Miami", True),
        ("100 us 1", "US Highway 1", True),  # nothing to compare
    ],
)
def test_an_address_without_a_word_of_the_question_is_another(query: str, address: str, shares: bool) -> None:
    assert shares_word(query, address) is shares


@given(st.text(), st.text())
def test_a_longer_address_shares_no_fewer_words(query: str, address: str) -> None:
    assert shares_word(query, f"{query} , {address}")
    assert shares_word(query, f"{address} , x") >= shares_word(query, address)


def test_the_same_place_twice_is_one() -> None:
    assert len(parse_hits("lake", [(*LAKE_MARY, {}), (*LAKE_MARY, {})])) == 1
