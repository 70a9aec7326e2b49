"""Chords on the ellipsoid: what geo/nearest.py proves with, held against PROJ and against geodesics."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from locator.geo.distance import distance_km
from locator.geo.nearest import cartesian_km, cartesians_km, chord_reach, degrees_of
from locator.model.point import Point

# PROJ's own conversion, so that the bounds are not tested with the formula they serve.
TO_CARTESIAN = Transformer.from_pipeline(
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=WGS84"
)
ELLIPSOID_A_KM, ELLIPSOID_B_KM = 6378.137, 6356.752314245
R_KM = ELLIPSOID_B_KM**2 / ELLIPSOID_A_KM
FLOAT_ERROR_KM = 1e-10

places = st.builds(
    Point,
    st.sampled_from([-90.0, -45.0, 0.0, 45.0, 90.0]) | st.floats(-90, 90),
    st.sampled_from([-180.0, -90.0, 0.0, 90.0, 180.0]) | st.floats(-180, 180),
)


def anywhere(rng: random.Random) -> Point:
    return Point(math.degrees(math.asin(rng.uniform(-1, 1))), rng.uniform(-180, 180))


def proj_cartesian_km(point: Point) -> list[float]:
    return [metres / 1e3 for metres in TO_CARTESIAN.transform(point.lon, point.lat, 0.0)]


def chord_km(a: Point, b: Point) -> float:
    return math.dist(proj_cartesian_km(a), proj_cartesian_km(b))


@settings(deadline=None)
@given(places)
def test_cartesian_coordinates_equal_those_of_proj(point: Point) -> None:
    expected = proj_cartesian_km(point)
    assert cartesian_km(point) == pytest.approx(expected, rel=0, abs=FLOAT_ERROR_KM)
    [one] = cartesians_km(degrees_of([point])).tolist()
    assert one == pytest.approx(expected, rel=0, abs=FLOAT_ERROR_KM)


def assert_bounds_hold(a: Point, b: Point) -> None:
    chord, geodesic_km = chord_km(a, b), distance_km(a, b)
    slack = FLOAT_ERROR_KM + 1e-9  # the last is what distance_km rounds to
    assert chord <= geodesic_km + slack
    assert chord <= chord_reach(geodesic_km) <= geodesic_km + slack
    if chord < 2 * R_KM:
        # asin is steep at 1: carry the chord's own error through it.
        longest = 2 * R_KM * math.asin(min(1.0, (chord + FLOAT_ERROR_KM) / (2 * R_KM)))
        assert geodesic_km <= longest + slack


@settings(deadline=None, max_examples=500)
@given(places, places)
def test_the_chord_bounds_the_geodesic_on_both_sides(a: Point, b: Point) -> None:
    assert_bounds_hold(a, b)


def test_the_chord_bounds_the_geodesic_of_random_pairs() -> None:
    rng = random.Random(7)
    for _ in range(5_000):
        a = anywhere(rng)
        assert_bounds_hold(a, anywhere(rng))
        stretch = 10 ** rng.uniform(-6, 1)
        lat = min(90.0, max(-90.0, a.lat + rng.uniform(-stretch, stretch)))
        lon = min(180.0, max(-180.0, a.lon + rng.uniform(-stretch, stretch)))
        assert_bounds_hold(a, Point(lat, lon))


def test_the_chord_bounds_the_geodesic_near_the_antipode() -> None:
    rng = random.Random(8)
    for _ in range(2_000):
        a = anywhere(rng)
        lat = min(90.0, max(-90.0, -a.lat + rng.uniform(-12, 12)))
        lon = (a.lon + 180 + rng.uniform(-12, 12) + 180) % 360 - 180
        assert_bounds_hold(a, Point(lat, lon))
