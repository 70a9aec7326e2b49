"""What is read once for all rows that say the same is what each row would be read as."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.model.point import Point
from locator.site.tables import row as rows
from locator.site.tables.position import LONGEST_DEGREE_KM
from locator.site.tables.row import Layout, Row
from locator.site.tables.strange import is_strange, report_strange

TODAY = date(2026, 11, 22)
CELLS = st.sampled_from(
    ("", "2026-11-01", "11/01/2026", "2027-01-01", "yesterday", "FL", "fla", "florida", "?")
)


def read_day(row: Row) -> date | None:
    return row.day("day", today=TODAY)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=12), st.integers(0, 3))
def test_what_is_known_is_what_would_be_read(cells: list[tuple[str, str]], most: int) -> None:
    places = {"day": 0, "region": 1}
    shared = Layout("clinics.csv", places)
    rows.MOST_KNOWN, before = most, rows.MOST_KNOWN
    for line, pair in enumerate(cells, 2):
        quick, slow = Row(shared, line, [*pair]), Row(Layout("clinics.csv", places), line, [*pair])
        assert quick.once(read_day, "day") == read_day(slow)
        assert quick.once(Row.region, "region") == slow.region()
        assert (quick.problems, quick.is_lost) == (slow.problems, slow.is_lost)
    rows.MOST_KNOWN = before


DEGREES = (st.floats(-90, 90), st.floats(-180, 180), st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))


@given(*DEGREES)
def test_a_way_along_both_is_never_shorter(lat: float, lon: float, north: float, east: float) -> None:
    point = Point(lat, lon)
    other = Point(max(-90, min(90, lat + north)), max(-180, min(180, lon + east)))
    most = (abs(point.lat - other.lat) + abs(point.lon - other.lon)) * LONGEST_DEGREE_KM
    assert distance_km(point, other) <= most + 1e-6


@given(st.text(alphabet=st.characters(max_codepoint=0x17F) | st.sampled_from("Ãâ€\ufffd\ud800"), max_size=8))
def test_what_would_be_reported_is_suspected(text: str) -> None:
    row = Row(Layout("clinics.csv", {"name": 0}), 2, [text])
    report_strange(row)
    assert is_strange(text) or not row.problems
