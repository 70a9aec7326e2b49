from __future__ import annotations

import math
import random

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.geo.distance import bearing_degrees, compass, distance_km
from locator.model.point import Point

DAYTONA_BEACH = Point(29.2108, -81.0228)
LAKE_MARY = Point(28.7589, -81.3178)
MILE_KM = 1.609344
MICROMETRE_KM = 1e-9

points = st.builds(
    Point,
    st.sampled_from([-90.0, 0.0, 90.0]) | st.floats(-90, 90),
    st.sampled_from([-180.0, 0.0, 180.0]) | st.floats(-180, 180),
)


def geopy_km(a: Point, b: Point) -> float:
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).km)


def test_a_known_pair_is_as_far_as_known() -> None:
    miles = distance_km(DAYTONA_BEACH, LAKE_MARY) / MILE_KM
    assert miles == pytest.approx(35.88, abs=0.005)


def test_random_pairs_equal_geopy_to_a_micrometre() -> None:
    rng = random.Random(1)
    for _ in range(2_000):
        a, b = (Point(rng.uniform(-90, 90), rng.uniform(-180, 180)) for _ in "ab")
        assert distance_km(a, b) == pytest.approx(geopy_km(a, b), rel=0, abs=MICROMETRE_KM)


def test_short_ways_equal_geopy_to_a_micrometre() -> None:
    rng = random.Random(2)
    for _ in range(1_000):
        a = Point(rng.uniform(25, 49), rng.uniform(-124, -67))
        b = Point(a.lat + rng.uniform(-0.1, 0.1), a.lon + rng.uniform(-0.1, 0.1))
        assert distance_km(a, b) == pytest.approx(geopy_km(a, b), rel=0, abs=MICROMETRE_KM)


@settings(deadline=None)
@given(points, points)
def test_poles_antimeridian_and_antipodes_equal_geopy(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(geopy_km(a, b), rel=0, abs=MICROMETRE_KM)


@settings(deadline=None)
@given(points)
def test_a_point_is_nowhere_from_itself(point: Point) -> None:
    assert distance_km(point, point) == 0
    assert bearing_degrees(point, point) == 0


@settings(deadline=None)
@given(points, points)
def test_distances_are_whole_micrometres(a: Point, b: Point) -> None:
    assert distance_km(a, b) == round(distance_km(a, b), 9)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Point(12, 180), Point(12, -180)),
        (Point(90, 0), Point(90, 77)),
        (Point(-90, -120), Point(-90, 33)),
    ],
)
def test_two_names_of_one_place_are_no_distance_apart(a: Point, b: Point) -> None:
    assert distance_km(a, b) == 0


def test_the_way_crosses_the_antimeridian() -> None:
    assert distance_km(Point(0, 179.5), Point(0, -179.5)) == pytest.approx(111.319, abs=0.001)


def test_the_antipode_of_the_equator_is_reached_over_a_pole() -> None:
    half_meridian_km = 20_003.931459
    assert distance_km(Point(0, 0), Point(0, 180)) == pytest.approx(half_meridian_km, abs=1e-6)


@pytest.mark.parametrize(
    ("to", "bearing", "word"),
    [
        (Point(1, 0), 0, "north"),
        (Point(0, 1), 90, "east"),
        (Point(-1, 0), 180, "south"),
        (Point(0, -1), 270, "west"),
    ],
)
def test_bearings_go_clockwise_from_north(to: Point, bearing: float, word: str) -> None:
    found = bearing_degrees(Point(0, 0), to)
    assert found == pytest.approx(bearing, abs=1e-9)
    assert compass(found) == word


def test_a_known_pair_lies_south_west() -> None:
    assert compass(bearing_degrees(DAYTONA_BEACH, LAKE_MARY)) == "south-west"
    assert compass(bearing_degrees(LAKE_MARY, DAYTONA_BEACH)) == "north-east"


@settings(deadline=None)
@given(points, points)
def test_a_bearing_is_at_least_0_and_less_than_360(a: Point, b: Point) -> None:
    assert 0 <= bearing_degrees(a, b) < 360


def test_a_bearing_a_hair_west_of_north_is_not_360() -> None:
    assert bearing_degrees(Point(0, 0), Point(1, -1e-16)) == 0


@pytest.mark.parametrize(
    ("bearing", "word"),
    [
        (0, "north"),
        (22.4, "north"),
        (22.5, "north-east"),
        (67.4, "north-east"),
        (67.5, "east"),
        (135, "south-east"),
        (180, "south"),
        (225, "south-west"),
        (270, "west"),
        (315, "north-west"),
        (337.4, "north-west"),
        (337.5, "north"),
        (math.nextafter(360, 0), "north"),
    ],
)
def test_compass_words_each_cover_an_eighth(bearing: float, word: str) -> None:
    assert compass(bearing) == word
