from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locator.errors import DataFileError
from locator.geo.distance import distance_km
from locator.geo.gazetteer import GAZETTEER, Gazetteer
from locator.geo.names import fold_name
from locator.model.place import Place, PlaceKind
from locator.model.point import Point

FLORIDA_MIDWAYS = ["Santa Rosa County", "Gadsden County", "Seminole County"]

points = st.builds(Point, st.floats(24, 50), st.floats(-125, -66)) | st.builds(
    Point, st.floats(-90, 90), st.floats(-180, 180)
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@cache
def settlements() -> tuple[tuple[str, str, Point], ...]:
    with closing(sqlite3.connect(GAZETTEER)) as base:
        rows = base.execute("SELECT name, region, lat, lon FROM place WHERE kind = 0").fetchall()
    return tuple((name, region, Point(lat / 1e4, lon / 1e4)) for name, region, lat, lon in rows)


def test_a_town_comes_with_its_county_position_and_population(gazetteer: Gazetteer) -> None:
    assert gazetteer.towns("Lake Mary", "FL") == (
        Place(
            name="Lake Mary",
            region="FL",
            county="Seminole County",
            kind=PlaceKind.TOWN,
            point=Point(28.7589, -81.3178),
            population=16021,
        ),
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("St Augustine", "Saint Augustine"),
        ("St. Augustine", "Saint Augustine"),
        ("ft lauderdale", "Fort Lauderdale"),
        ("De Land", "DeLand"),
        ("DELAND", "DeLand"),
        ("Daytona", "Daytona Beach"),
        ("Port St. Lucie", "Port Saint Lucie"),
        ("Ocala", "Ocala"),
        ("Ormond by the Sea", "Ormond-by-the-Sea"),
        ("Land O' Lakes", "Land O' Lakes"),
        ("Land O’Lakes", "Land O' Lakes"),
        ("N Ft Myers", "North Fort Myers"),
        ("Lake Worth", "Lake Worth Beach"),
        ("Villages", "The Villages"),
    ],
)
def test_a_name_is_found_however_it_is_written(gazetteer: Gazetteer, typed: str, name: str) -> None:
    assert [place.name for place in gazetteer.towns(typed, "FL")] == [name]


def test_all_places_of_a_name_come_back_larger_first(gazetteer: Gazetteer) -> None:
    assert [place.county for place in gazetteer.towns("Midway", "FL")] == FLORIDA_MIDWAYS


def test_without_a_region_all_states_answer(gazetteer: Gazetteer) -> None:
    midways = gazetteer.towns("midway")
    assert set(gazetteer.towns("Midway", "FL")) < set(midways)
    assert len({place.region for place in midways}) > 5
    assert len(gazetteer.towns("Springfield")) >= 21


def test_the_largest_city_is_known_by_its_common_name(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.towns("New York", "NY")] == ["New York City"]


def test_a_region_may_be_in_small_letters(gazetteer: Gazetteer) -> None:
    assert gazetteer.towns("Ocala", "fl") == gazetteer.towns("Ocala", "FL") != ()


def test_a_postal_community_is_known_but_comes_after_a_settlement(gazetteer: Gazetteer) -> None:
    cassadagas = [(place.region, place.kind) for place in gazetteer.towns("Cassadaga")]
    assert cassadagas == [("NY", PlaceKind.TOWN), ("FL", PlaceKind.COMMUNITY)]
    (osteen,) = gazetteer.towns("Osteen", "FL")
    assert (osteen.county, osteen.population) == ("Volusia County", 0)


def test_townships_and_small_places_are_asked_for_apart(gazetteer: Gazetteer) -> None:
    assert gazetteer.towns("Woolwich", "NJ") == ()
    for name in ("Woolwich", "Woolwich Twp", "WOOLWICH TOWNSHIP"):
        (place,) = gazetteer.localities(name, "nj")
        assert (place.full_label, place.kind) == (
            "Woolwich Township, Gloucester County, NJ",
            PlaceKind.LOCALITY,
        )
    assert {place.region for place in gazetteer.localities("Manalapan")} == {"FL", "NJ"}
    assert gazetteer.localities("Lake Mary", "FL") == ()


@pytest.mark.parametrize("county", ["St. Johns County", "saint johns county", "St Johns county"])
def test_a_county_is_known_however_it_is_written(gazetteer: Gazetteer, county: str) -> None:
    towns = gazetteer.largest_towns(3, region="FL", county=county)
    assert {town.county for town in towns} == {"St. Johns County"}


def test_an_airport_code_finds_its_town_and_never_outranks_a_name(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.towns("DAB")] == ["Daytona Beach"]
    assert {place.name for place in gazetteer.towns("Ada")} == {"Ada"}


@pytest.mark.parametrize("name", ["Nowhereville", "", "  ", "!?", "32746", "\ud800", "'; --"])
def test_an_unknown_name_has_no_towns(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.towns(name, "FL") == ()


def test_every_500th_town_is_found_by_its_name_and_region(gazetteer: Gazetteer) -> None:
    for name, region, point in settlements()[::500]:
        assert point in {place.point for place in gazetteer.towns(name, region)}


def test_settlements_then_own_names_then_larger_ones_come_first(gazetteer: Gazetteer) -> None:
    for name, _, _ in settlements()[::50]:
        places = gazetteer.towns(name)
        ranks = [
            (p.kind is not PlaceKind.TOWN, fold_name(p.name) != fold_name(name), -p.population)
            for p in places
        ]
        assert ranks == sorted(ranks)


def test_a_zip_has_its_post_office(gazetteer: Gazetteer) -> None:
    place = gazetteer.zip("32746")
    assert place and place.label == "32746 Lake Mary, FL"
    assert (place.kind, place.county, place.population) == (PlaceKind.ZIP, "Seminole County", 0)


@pytest.mark.parametrize("code", ["32115", "32120", "32721", "32747", "32795"])
def test_po_box_zips_are_known(gazetteer: Gazetteer, code: str) -> None:
    place = gazetteer.zip(code)
    assert place and place.name == code and place.region == "FL" and place.post_office


def test_a_zip_keeps_its_leading_zero_and_the_name_that_people_write(gazetteer: Gazetteer) -> None:
    labels = [place.label for place in map(gazetteer.zip, ("02134", "10001", "00901")) if place]
    assert labels == ["02134 Allston, MA", "10001 New York, NY", "00901, PR"]


@pytest.mark.parametrize("code", ["00000", "3274", "327466", "+3274", "3_746", "٣٢٧٤٦", "abcde", ""])
def test_what_is_no_zip_is_none(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.zip(code) is None


def test_the_zips_of_a_post_office_come_by_code(gazetteer: Gazetteer) -> None:
    codes = [place.name for place in gazetteer.zips_of("Daytona Beach", "FL")]
    assert codes == sorted(codes)
    assert {"32114", "32115", "32118", "32120"} <= set(codes)
    assert [place.name for place in gazetteer.zips_of("Lake Mary", "FL")] == ["32746", "32795"]
    assert len(gazetteer.zips_of("New York", "NY")) > 100
    assert gazetteer.zips_of("Daytona Beach Shores", "FL") == ()
    assert gazetteer.zips_of("Lake Mary", "GA") == ()


@settings(deadline=None, max_examples=25)
@given(points, st.floats(0, 300))
@example(Point(52.0, 179.9), 2500.0)  # the Aleutians and Siberia, across the date line
@example(Point(90.0, 0.0), 3000.0)
@example(Point(0.0, -81.0), 25_000.0)
def test_a_circle_holds_exactly_the_settlements_within_it(
    gazetteer: Gazetteer, point: Point, radius_km: float
) -> None:
    distances = sorted(distance_km(point, town) for _, _, town in settlements())
    found = [distance_km(point, place.point) for place in gazetteer.towns_within(point, radius_km)]
    assert found == [distance for distance in distances if distance <= radius_km]


@settings(deadline=None, max_examples=25)
@given(points)
def test_the_nearest_town_is_the_nearest_of_all(gazetteer: Gazetteer, point: Point) -> None:
    least = min(distance_km(point, town) for _, _, town in settlements())
    nearest = gazetteer.nearest_town(point)
    assert (nearest is None) == (least > 320)
    assert nearest is None or distance_km(point, nearest.point) == least


def test_a_circle_without_extent_holds_only_its_centre(gazetteer: Gazetteer) -> None:
    (deland,) = gazetteer.towns("DeLand", "FL")
    assert gazetteer.towns_within(deland.point, 0.0) == (deland,)
    assert gazetteer.towns_within(deland.point, -1.0) == ()


def test_threads_may_share_a_gazetteer(gazetteer: Gazetteer) -> None:
    codes = [place.name for place in gazetteer.zips_of("New York", "NY")] * 40
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(gazetteer.zip, codes))
    assert [place and place.name for place in found] == codes


def test_a_missing_file_is_an_error_that_names_it_and_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "gone.sqlite"
    with pytest.raises(DataFileError, match=r"gone\.sqlite is missing.*make_gazetteer"):
        Gazetteer(path)
    assert not path.exists()


@pytest.mark.parametrize("size", [0, 10, 100, 50_000, 2_000_000])
def test_a_file_cut_short_is_an_error(tmp_path: Path, size: int) -> None:
    path = tmp_path / "short.sqlite"
    path.write_bytes(GAZETTEER.read_bytes()[:size])
    with pytest.raises(DataFileError, match="damaged"):
        Gazetteer(path)


def test_another_file_or_a_folder_in_its_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("not a table at all\n" * 1000, encoding="utf-8")
    for path in (tmp_path / "notes.sqlite", tmp_path):
        with pytest.raises(DataFileError, match="damaged"):
            Gazetteer(path)


def test_damage_further_in_is_an_error_when_it_is_met(tmp_path: Path) -> None:
    path, whole = tmp_path / "hole.sqlite", GAZETTEER.read_bytes()
    path.write_bytes(whole[:40_960] + b"\xff" * (len(whole) - 81_920) + whole[-40_960:])
    with pytest.raises(DataFileError, match="damaged"):
        Gazetteer(path).towns("Lake Mary", "FL")


def test_a_path_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "a ?#%41 name.sqlite"
    path.write_bytes(GAZETTEER.read_bytes())
    with closing(Gazetteer(path)) as gazetteer:
        assert gazetteer.zip("32746")


def test_a_closed_gazetteer_answers_no_more() -> None:
    gazetteer = Gazetteer()
    gazetteer.close()
    with pytest.raises(sqlite3.ProgrammingError):
        gazetteer.zip("32746")


def test_many_zips_are_found_as_one_is(gazetteer: Gazetteer) -> None:
    codes = ["32114", "00601", "99999", "x", "32114-1", "32801"]
    assert {*gazetteer.many_zips(codes)} == {place for code in codes if (place := gazetteer.zip(code))}
    assert gazetteer.many_zips([]) == ()
