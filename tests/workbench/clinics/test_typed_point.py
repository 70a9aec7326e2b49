"""Points as people copy them from maps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.workbench.clinics.form.typed_point import parse_typed_point, read_typed_point

DAYTONA = ("29.2108", "-81.0228")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "29.2108, -81.0228",
            "(29.2108,-81.0228)",
            "29.2108 -81.0228",
            "29.2108;\u2212 81.0228".replace(" ", ""),
        ),
        *(
            "29.2108\u00b0 N, 81.0228\u00b0 W",
            "29.2108N 81.0228W",
            "N 29.2108, W 81.0228",
            "n29.2108 w81.0228",
        ),
        *("81.0228\u00b0 W, 29.2108\u00b0 N", "29.2108 N, -81.0228", "lat 29.2108, lon -81.0228"),
        *("Latitude: 29.2108 Longitude: -81.0228", "lng=-81.0228, lat=29.2108", "29.2108/-81.0228"),
        *(
            "geo:29.2108,-81.0228",
            "geo:29.2108,-81.0228,7;u=35",
            "geo:29.2108,-81.0228?z=17",
            "29.2108-81.0228",
        ),
    ],
)
def test_one_point_in_many_hands(text: str) -> None:
    assert parse_typed_point(text) == DAYTONA


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("29\u00b012'38.9\"N 81\u00b001'22.1\"W", "29.210806", "-81.022806"),
        ("29\u00b0 12\u2032 38.9\u2033 N, 81\u00b0 1\u2032 22.1\u2033 W", "29.210806", "-81.022806"),
        ("29\u00b012.648' N 81\u00b01.368' W", "29.210800", "-81.022800"),
        ("29.21081512345678, -81.02283112345678", "29.2108151", "-81.0228311"),
        ("29.5, -81", "29.5", "-81"),
    ],
)
def test_minutes_and_many_decimals(text: str, lat: str, lon: str) -> None:
    assert parse_typed_point(text) == (lat, lon)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write latitude, then longitude"),
        ("29.2108", "one number"),
        ("29,2108 -81,0228", "write 29.2108, -81.0228"),
        ("29,2108; -81,0228", "write 29.2108, -81.0228"),
        ("53,8", "Whole degrees"),
        ("29, -81", "Whole degrees"),
        ("-118.2437, 34.0522", "write 34.0522, -118.2437"),
        ("29.2108 N, 81.0228 N", "Both numbers are latitudes"),
        ("29.2108, -81.0228 W", "say it twice"),
        ("29\u00b072'0\"N 81\u00b01'0\"W", "cannot be"),
        ("29.2108, -81.0228, 12", "not a point that can be read"),
        ("29.2108, 281.0228", "between -180 and 180"),
        ("29 12 38.9 81 1 22.1", "not a point that can be read"),
        ("1e2, 3e1", "not a point that can be read"),
        ("\u0662\u0669.2, \u0668\u0661.0", "not a point that can be read"),
        ("nan, inf", "not a point that can be read"),
        ("76R6+QX Daytona Beach", "plus code"),
        ("https://www.google.com/maps/@29.21,-81.02,15z", "where its middle is"),
        ("geo:29.2,-81.0;crs=moon", "another globe"),
        ("1" * 5000, "too much"),
    ],
)
def test_what_may_be_two_points_or_none_is_refused_with_a_cure(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_typed_point(text)
    assert read_typed_point(text) is None


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_read(lat: float, lon: float) -> None:
    point = read_typed_point(f"{lat:.6f}, {lon:.6f}")
    assert point is not None
    assert (round(lat, 6), round(lon, 6)) == (point.lat, point.lon)


@given(st.text(alphabet="0123456789.,;-+°'\"NSEWlaton: ", max_size=40))
def test_any_text_is_a_point_on_the_globe_or_refused(text: str) -> None:
    point = read_typed_point(text)
    assert point is None or (abs(point.lat) <= 90 and abs(point.lon) <= 180)
