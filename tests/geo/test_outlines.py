"""Outlines: what lies where, and how it hangs together."""

from __future__ import annotations

import runpy
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.errors import DataFileError
from locator.geo.clipping import Box, Line
from locator.geo.outlines import OUTLINES, County, Outlines
from locator.model.point import Point
from locator.model.region import REGIONS_BY_FIPS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAKER = Path(__file__).parents[2] / "scripts" / "make_outlines.py"
DAYTONA_BEACH = (-81.6, 28.9, -80.8, 29.5)
KANSAS = (-98.4, 38.4, -98.2, 38.6)


@pytest.fixture(scope="module")
def outlines() -> Iterable[Outlines]:
    outlines = Outlines()
    yield outlines
    outlines.close()


def is_inside(position: tuple[float, float], shapes: Iterable[Line]) -> bool:
    return sum(County("", ring).contains(position) for ring in shapes) % 2 == 1


def is_within(line: Line, box: Box) -> bool:
    return all(
        box.west - 1e-9 <= lon <= box.east + 1e-9 and box.south - 1e-9 <= lat <= box.north + 1e-9
        for lon, lat in line
    )


@given(st.floats(-185, 185), st.floats(-15, 72), st.floats(0, 10), st.sampled_from((-360.0, 0.0, 360.0)))
def test_a_box_meets_what_the_index_of_the_file_says(
    outlines: Outlines, lon: float, lat: float, size: float, turn: float
) -> None:
    box = Box(lon, lat, lon + size, lat + size)
    with sqlite3.connect(f"{OUTLINES.as_uri()}?mode=ro", uri=True) as base:
        rows = base.execute(
            "SELECT id FROM boxes WHERE west <= ? AND east >= ? AND south <= ? AND north >= ? ORDER BY id",
            (box.east - turn, box.west - turn, box.north, box.south),
        ).fetchall()
    base.close()
    assert outlines._met(box, turn) == tuple(id_ for (id_,) in rows)


def test_inland_the_shore_is_the_box_itself(outlines: Outlines) -> None:
    west, south, east, north = KANSAS
    (shore,) = outlines.within(*KANSAS).shores
    assert set(shore) == {(west, south), (west, north), (east, south), (east, north)}


def test_a_coast_parts_land_from_sea(outlines: Outlines) -> None:
    shores = outlines.within(*DAYTONA_BEACH).shores
    assert is_inside((-81.3031, 29.0283), shores)  # DeLand
    assert not is_inside((-80.85, 29.3), shores)  # the Atlantic


def test_counties_bear_their_names_in_full(outlines: Outlines) -> None:
    assert "Volusia County" in {c.name for c in outlines.within(*DAYTONA_BEACH).counties}
    assert {c.name for c in outlines.within(-90.1, 29.9, -90.0, 30.0).counties} >= {"Orleans Parish"}


def test_borders_tell_states_from_counties(outlines: Outlines) -> None:
    kansas_city = outlines.within(-94.9, 38.9, -94.3, 39.3)
    assert kansas_city.state_lines
    assert kansas_city.county_lines
    assert outlines.within(*DAYTONA_BEACH).county_lines
    assert not outlines.within(*DAYTONA_BEACH).state_lines


@given(lon=st.floats(-125, -67), lat=st.floats(25, 49), size=st.floats(0.05, 2), at=st.data())
def test_land_is_where_a_county_is(
    outlines: Outlines, lon: float, lat: float, size: float, at: st.DataObject
) -> None:
    land = outlines.within(lon, lat, lon + size, lat + size)
    fractions = st.floats(0.01, 0.99)
    probe = (lon + size * at.draw(fractions), lat + size * at.draw(fractions))
    assert is_inside(probe, land.shores) == is_inside(probe, [c.ring for c in land.counties])


@given(lon=st.floats(-180, 180), lat=st.floats(-20, 75), size=st.floats(0.01, 9))
def test_all_that_is_found_lies_in_the_box(outlines: Outlines, lon: float, lat: float, size: float) -> None:
    box = Box(lon, lat, lon + size, lat + size)
    land = outlines.within(box.west, box.south, box.east, box.north)
    rings = (*land.shores, *(county.ring for county in land.counties))
    assert all(is_within(line, box) for line in (*rings, *land.county_lines, *land.state_lines))


def test_a_hole_in_a_county_has_an_area_below_zero(outlines: Outlines) -> None:
    around_fairfax = outlines.within(-77.6, 38.6, -77.0, 39.1).counties
    areas = [county.area for county in around_fairfax if county.name == "Fairfax County"]
    assert min(areas) < 0 < max(areas)


def test_a_county_knows_its_centre() -> None:
    square = County("Square", ((0, 0), (0, 2), (2, 2), (2, 0)))
    assert square.area == 4
    assert square.centre == (1, 1)
    assert square.holds(Box(0.5, 0.5, 1.5, 1.5))
    assert not any(square.holds(Box(x, y, x + 1, y + 1)) for x, y in ((-0.5, 0.5), (1.5, 0.5), (0.5, -0.5)))
    assert County("Line", ((3, 3), (4, 4), (5, 5))).centre == (3, 3)


def test_a_box_may_cross_the_date_line(outlines: Outlines) -> None:
    land = outlines.within(179.0, 51.0, 181.0, 53.0)
    lons = [lon for shore in land.shores for lon, _ in shore]
    assert min(lons) < 180 < max(lons)
    same = outlines.within(-181.0, 51.0, -179.0, 53.0)
    assert sorted(map(len, same.shores)) == sorted(map(len, land.shores))


def test_nothing_lies_in_the_open_sea(outlines: Outlines) -> None:
    land = outlines.within(-50, 30, -49, 31)
    assert (land.shores, land.county_lines, land.state_lines, land.counties) == ((), (), (), ())


def test_threads_share_one_file(outlines: Outlines) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: outlines.within(*DAYTONA_BEACH), range(64)))
    assert all(answer == answers[0] for answer in answers)


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="make_outlines"):
        Outlines(tmp_path / "outlines.sqlite")


@pytest.mark.parametrize("spoil", [lambda p: p.write_text("no database"), lambda p: p.touch()])
def test_a_damaged_file_is_reported(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    spoil(tmp_path / "outlines.sqlite")
    with pytest.raises(DataFileError, match="damaged"):
        Outlines(tmp_path / "outlines.sqlite")


def test_the_file_cannot_be_written_through_outlines(outlines: Outlines) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        outlines._base.execute("DELETE FROM arcs")


def test_the_maker_writes_the_same_bytes_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    main = runpy.run_path(str(MAKER))["main"]
    main(tmp_path / "a.sqlite")
    main(tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.sqlite", "b.sqlite"]


def test_the_shipped_file_is_small() -> None:
    assert OUTLINES.stat().st_size < 1_000_000


def test_without_counties_there_are_the_same_shores_and_states(outlines: Outlines) -> None:
    box = (-88.0, 29.0, -84.0, 32.0)
    whole, plain = outlines.within(*box), outlines.within(*box, with_counties=False)
    assert plain == replace(whole, county_lines=(), counties=())
    assert plain.state_lines


@pytest.mark.parametrize(
    ("lat", "lon", "codes"),
    [
        (29.2108, -81.0228, {"FL"}),
        (24.5551, -81.7800, {"FL"}),  # Key West
        (42.3314, -83.0458, {"MI"}),  # Detroit
        (42.3149, -83.0364, set()),  # Windsor, Ontario, across the river
        (32.5149, -117.0382, set()),  # Tijuana
        (30.7100, -83.2800, {"GA"}),
        (39.1000, -94.6080, {"KS", "MO"}),  # on the line, in Kansas City
        (13.4700, 144.7500, {"GU"}),
        (52.7200, 174.1000, {"AK"}),  # beyond the date line
        (29.0, -80.0, set()),  # at sea
        (0.0, 0.0, set()),
        (90.0, 180.0, set()),
    ],
)
def test_a_point_lies_in_states_or_in_none(
    outlines: Outlines, lat: float, lon: float, codes: set[str]
) -> None:
    assert {region.code for region in outlines.regions_near(Point(lat, lon))} == codes


def test_every_county_belongs_to_a_state(outlines: Outlines) -> None:
    counties = outlines._base.execute("SELECT id FROM counties").fetchall()
    assert {county // 1000 for (county,) in counties} == REGIONS_BY_FIPS.keys()
