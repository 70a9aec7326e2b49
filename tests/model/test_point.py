from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.point import Point, parse_point

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(("lat", "lon"), [(0, 0), (90, 180), (-90, -180), (28.7589, -81.3178), (0.0, -0.0)])
def test_the_globe_has_an_edge_and_it_belongs_to_it(lat: float, lon: float) -> None:
    point = Point(lat, lon)
    assert (point.lat, point.lon) == (lat, lon)


@pytest.mark.parametrize("lat", [90.000001, -90.000001, 181, math.inf, -math.inf, math.nan])
def test_a_latitude_outside_the_globe_is_refused(lat: float) -> None:
    with pytest.raises(ValueError, match=r"latitude .* is not between -90 and 90"):
        Point(lat, 0)


@pytest.mark.parametrize("lon", [180.000001, -180.000001, 361, math.inf, -math.inf, math.nan])
def test_a_longitude_outside_the_globe_is_refused(lon: float) -> None:
    with pytest.raises(ValueError, match=r"longitude .* is not between -180 and 180"):
        Point(0, lon)


def test_points_are_equal_by_value_and_can_be_keys() -> None:
    assert {Point(28.5, -81.5): "here"}[Point(28.5, -81.5)] == "here"


@pytest.mark.parametrize(
    "text",
    [
        "28.7589,-81.3178",
        "28.7589, -81.3178",
        " 28.7589 , -81.3178 ",
        "28.7589 -81.3178",
        "28.7589;-81.3178",
        "(28.7589, -81.3178)",
        "( 28.7589, -81.3178 )",
        "+28.7589,-81.3178",
        "28.7589,\t-81.3178\n",
        "28.7589,\u00a0-81.3178",
        "28.75890000,-81.317800",
    ],
)
def test_a_pair_is_read_however_it_is_spaced(text: str) -> None:
    assert parse_point(text) == Point(28.7589, -81.3178)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", "28.7589", "28.7589,", ",-81.3178", "28.7589,,-81.3178", "28.7589,-81.3178,5"),
        *("1e1,2", "1_0,2", "0x1,2", "nan,nan", "inf,0", "--1,2", "1-,2", "1.2.3,4", ".5,.5", "1 000,2"),
        *(
            "２８.5,-81.5",
            "٢٨,٨١",
            "28.7589N,81.3178W",
            "32114",
            "32114,32115",
            "lat,lon",
            "28,7589 -81,3178",
        ),
    ],
)
def test_what_is_no_pair_of_plain_decimals_is_no_point(text: str) -> None:
    assert parse_point(text) is None


@pytest.mark.parametrize("text", ["91,0", "-90.5,0", "0,181", "0,-180.5", "999,999"])
def test_a_pair_outside_the_globe_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not between"):
        parse_point(text)


@given(points)
def test_a_point_is_read_again_from_how_it_is_shown(point: Point) -> None:
    again = parse_point(str(point))
    assert again
    assert again.lat == pytest.approx(point.lat, abs=0.000_006)
    assert again.lon == pytest.approx(point.lon, abs=0.000_006)
    assert str(again) == str(point)


@given(st.text(max_size=30) | st.text(alphabet="0123456789.,;- +()", max_size=20))
def test_any_text_is_a_point_or_none_or_outside_the_globe(text: str) -> None:
    try:
        point = parse_point(text)
    except ValueError as error:
        assert "is not between" in str(error)
    else:
        assert point is None or (abs(point.lat) <= 90 and abs(point.lon) <= 180)


@pytest.mark.parametrize(
    "text", [" " * 100_000, "1" + " " * 100_000 + "x", "1," + " " * 100_000 + "x", "(" * 100_000]
)
def test_a_long_text_takes_no_time(text: str) -> None:
    start = time.process_time()
    assert parse_point(text) is None
    assert time.process_time() - start < 1
