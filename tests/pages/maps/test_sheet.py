"""The sheet of a map: degrees to units and back, and what it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.model.point import Point
from locator.pages.maps.sheet import HEIGHT, LEAST_KM, MOST_KM, WIDTH, Sheet, sheet_for

points = st.builds(Point, st.floats(24, 49), st.floats(-124, -67))
near = st.tuples(st.floats(-0.6, 0.6), st.floats(-0.6, 0.6))


@given(points, st.floats(LEAST_KM, MOST_KM), st.floats(0, WIDTH), st.floats(0, HEIGHT))
def test_projection_and_its_inverse_cancel(centre: Point, km: float, x: float, y: float) -> None:
    frame = Sheet(centre, km)
    assert frame.project(*frame.unproject(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(points, st.lists(near, min_size=1, max_size=8))
def test_a_frame_holds_its_points_away_from_the_edge(
    centre: Point, offsets: list[tuple[float, float]]
) -> None:
    around = [Point(centre.lat + lat, centre.lon + lon) for lat, lon in offsets]
    frame = sheet_for(around)
    assert frame.km >= LEAST_KM
    for x, y in map(frame.place, around):
        assert 40 <= x <= WIDTH - 40
        assert 40 <= y <= HEIGHT - 35


@given(points)
def test_the_corners_lie_within_the_radius(centre: Point) -> None:
    frame = sheet_for([centre])
    corner = frame.unproject(0, 0)
    assert distance_km(frame.centre, Point(corner[1], corner[0])) < frame.radius_km * 1.01


def test_a_frame_needs_a_point() -> None:
    with pytest.raises(ValueError, match="point"):
        sheet_for([])


def test_a_frame_leaves_out_what_is_too_far_away() -> None:
    miami, atlanta, boston = Point(25.77, -80.19), Point(33.75, -84.39), Point(42.36, -71.06)
    assert sheet_for([miami, boston]) == sheet_for([miami])
    assert sheet_for([miami, atlanta]).km <= MOST_KM


def test_a_frame_goes_the_short_way_across_the_date_line() -> None:
    frame = sheet_for([Point(52.0, 179.9), Point(52.1, -179.8)])
    assert frame.km == LEAST_KM
    assert abs(frame.centre.lon) > 179
