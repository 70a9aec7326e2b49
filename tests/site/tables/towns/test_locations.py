from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from locator.geo.distance import distance_km
from locator.geo.gazetteer import Gazetteer
from locator.model.point import Point
from locator.model.problem import Problem, Severity
from locator.model.town import Town
from locator.site.settings.config import Config
from locator.site.tables.towns.known_towns import POSTCODE_KM
from locator.site.tables.towns.locations import load_locations

TODAY = date(2026, 11, 22)
CONFIG = Config("Example", "https://clinics.example", "back-pain-treatment")
TREATMENTS = ("back-pain-treatment", "acupuncture")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.fixture
def load(tmp_path: Path, gazetteer: Gazetteer) -> Load:
    return Load(tmp_path / "locations.csv", gazetteer)


class Load:
    """Writes lines to locations.csv and loads it."""

    def __init__(self, path: Path, gazetteer: Gazetteer) -> None:
        self.path, self.gazetteer = path, gazetteer

    def __call__(self, *lines: str, config: Config = CONFIG) -> tuple[tuple[Town, ...], list[Problem]]:
        self.path.write_text("\n".join(lines), encoding="utf-8")
        return load_locations(
            self.path,
            config=config,
            gazetteer=self.gazetteer,
            today=TODAY,
            treatments=TREATMENTS,
        )


def test_a_name_and_a_state_are_a_complete_row(load: Load) -> None:
    (town,), problems = load("town,region", "DeLand,FL")
    assert problems == []
    assert (town.name, town.region.code, town.slug) == ("DeLand", "FL", "deland")
    assert town.county.startswith("Volusia")
    assert distance_km(town.point, Point(29.0283, -81.3031)) < 5
    assert town.population > 10_000
    assert town.treatments == ("back-pain-treatment",)
    assert town.radius_km == CONFIG.service_radius_km
    assert (town.aliases, town.approved_by, town.approved_on, town.updated) == ((), "", None, None)
    assert town.row == 2


def test_the_postcodes_are_the_towns_and_near_it(load: Load, gazetteer: Gazetteer) -> None:
    (town,), _ = load("town,region", "Daytona Beach,FL")
    assert {"32114", "32118"} <= set(town.postcodes)
    assert list(town.postcodes) == sorted(town.postcodes)
    for code in town.postcodes:
        place = gazetteer.zip(code)
        assert place is not None
        assert distance_km(place.point, town.point) <= POSTCODE_KM


def test_everything_that_a_row_may_say(load: Load) -> None:
    (town,), problems = load(
        "town,region,county,slug,lat,lon,treatments,aliases,radius,approved_by,approved_on,updated",
        "Daytona Beach,Florida,Volusia,daytona,29.2,-81.05,"
        "acupuncture; back-pain-treatment;acupuncture,Daytona;World's Most Famous Beach,40 km,"
        "Alex Example,2026-11-01,2026-11-20",
    )
    assert problems == []
    assert town.slug == "daytona"
    assert town.point == Point(29.2, -81.05)
    assert town.treatments == ("back-pain-treatment", "acupuncture")
    assert town.aliases == ("Daytona", "World's Most Famous Beach")
    assert town.radius_km == 40
    assert town.approved_by == "Alex Example"
    assert (town.approved_on, town.updated) == (date(2026, 11, 1), date(2026, 11, 20))
    assert town.population > 0


def test_a_bare_radius_is_in_the_units_of_the_site(load: Load) -> None:
    lines = ("town,region,radius", "DeLand,FL,30")
    km = Config("Example", "https://clinics.example", "back-pain-treatment", units="km")
    assert load(*lines)[0][0].radius_km == pytest.approx(48.28, abs=0.01)
    assert load(*lines, config=km)[0][0].radius_km == 30


@pytest.mark.parametrize("written", ["deland", "De Land", "DELAND", "de  land"])
def test_only_case_and_spaces_are_taken_from_the_gazetteer(load: Load, written: str) -> None:
    (town,), problems = load("town,region", f"{written},FL")
    assert (town.name, town.slug) == ("DeLand", "deland")
    assert [problem.severity for problem in problems] == [Severity.NOTICE]


def test_another_name_of_a_town_is_kept_as_written(load: Load) -> None:
    (town,), problems = load("town,region", "Daytona,FL")
    assert (town.name, town.slug) == ("Daytona", "daytona")
    assert town.postcodes
    assert [problem.severity for problem in problems] == [Severity.NOTICE]
    assert "Daytona Beach" in problems[0].message


@pytest.mark.parametrize("written", ["St Augustine", "St. Augustine", "Saint Augustine"])
def test_a_saint_is_written_as_the_marketer_likes(load: Load, written: str) -> None:
    (town,), problems = load("town,region", f"{written},FL")
    assert (town.name, problems) == (written, [])


@pytest.mark.parametrize("county", ["Seminole", "seminole county", "SEMINOLE COUNTY "])
def test_the_county_chooses_among_towns_of_one_name(load: Load, county: str) -> None:
    (town,), problems = load("town,region,county", f"Midway,FL,{county}")
    assert problems == []
    assert town.county.startswith("Seminole")
    assert distance_km(town.point, Point(28.7903, -81.2309)) < 5


def test_coordinates_choose_too_and_a_county_that_contradicts_them_is_a_warning(
    load: Load,
) -> None:
    (town,), problems = load("town,region,county,lat,lon", "Midway,FL,Gadsden,28.79,-81.23")
    assert town.county.startswith("Seminole")
    assert [(p.severity, p.column) for p in problems] == [(Severity.WARNING, "county")]


def test_towns_of_one_name_live_side_by_side_with_slugs_of_their_own(load: Load) -> None:
    towns, problems = load(
        "town,region,county,slug",
        "Midway,FL,Santa Rosa,",
        "Midway,FL,Seminole,midway-seminole",
    )
    assert problems == []
    assert [town.slug for town in towns] == ["midway", "midway-seminole"]


def test_one_slug_in_two_states_is_no_conflict(load: Load) -> None:
    towns, problems = load("town,region", "Sanford,FL", "Sanford,NC")
    assert problems == []
    assert [town.key for town in towns] == [("fl", "sanford"), ("nc", "sanford")]


def test_the_earlier_of_two_rows_with_one_slug_stays(load: Load) -> None:
    towns, problems = load("town,region,county", "Midway,FL,Gadsden", "Midway,FL,Seminole")
    assert [town.row for town in towns] == [2]
    (problem,) = problems
    assert (problem.row, problem.column, problem.severity) == (3, "slug", Severity.ERROR)
    assert "row 2" in problem.message
    assert '"midway-seminole"' in problem.cure


@pytest.mark.parametrize(
    ("row", "cure"),
    [
        ("Midway,FL", "add a county column value: Santa Rosa, Gadsden or Seminole"),
        ("Vincent,CA", "add lat and lon"),
        ("Gunpowder Springs,GA", "write Powder Springs or Indian Springs"),
    ],
)
def test_a_name_that_may_be_several_places_is_never_guessed(load: Load, row: str, cure: str) -> None:
    towns, problems = load("town,region", row)
    assert towns == ()
    assert [(p.severity, p.column, p.cure) for p in problems] == [(Severity.ERROR, "town", cure)]


def test_one_place_under_two_names_is_a_warning(load: Load) -> None:
    towns, problems = load("town,region", "Daytona Beach,FL", "Daytona,FL")
    assert len(towns) == 2
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING]
    assert [problem.row for problem in warnings] == [3]
    assert "aliases" in warnings[0].cure


def test_an_alias_that_is_another_towns_name_is_a_warning(load: Load) -> None:
    towns, problems = load(
        "town,region,aliases", "DeLand,FL,", "Deltona,FL,De Land", "Orange City,FL,Deltona"
    )
    assert len(towns) == 3
    assert [(p.severity, p.row, p.column) for p in problems] == [
        (Severity.WARNING, 4, "aliases"),
    ]
    assert "row 3 (Deltona)" in problems[0].message


def test_a_town_that_nobody_knows_needs_coordinates_and_nothing_else(load: Load) -> None:
    lines = ("town,region,county,lat,lon", "Nowhere Springs,FL,Volusia,29.1,-81.2")
    (town,), problems = load(*lines)
    assert problems == []
    assert (town.slug, town.county, town.population) == ("nowhere-springs", "Volusia", 0)
    assert town.postcodes == ()


@pytest.mark.parametrize(
    ("lat", "lon", "severity", "cure"),
    [
        ("29.2108", "-81.0228", None, ""),
        ("29.6", "-81.1", Severity.WARNING, "correct"),
        ("31.2", "-81.1", Severity.ERROR, "correct"),
        ("-81.0228", "29.2108", Severity.ERROR, "write lat 29.2108, lon -81.0228"),
        ("29.2108", "81.0228", Severity.ERROR, "write lat 29.2108, lon -81.0228"),
    ],
)
def test_a_point_is_compared_with_the_gazetteers_town(
    load: Load, lat: str, lon: str, severity: Severity | None, cure: str
) -> None:
    towns, problems = load("town,region,lat,lon", f"Daytona Beach,FL,{lat},{lon}")
    assert [problem.severity for problem in problems] == ([severity] if severity else [])
    assert len(towns) == (severity is not Severity.ERROR)
    assert all(cure in problem.cure for problem in problems)


@pytest.mark.parametrize(
    ("lat", "lon", "severity", "cure"),
    [
        ("29.1", "81.2", Severity.ERROR, "write lat 29.1, lon -81.2"),
        ("81.2", "29.1", Severity.ERROR, "write lat 29.1, lon -81.2"),
        ("48.1", "11.6", Severity.ERROR, "correct lat and lon"),
        ("33.75", "-84.39", Severity.WARNING, "or region"),
    ],
)
def test_a_point_of_an_unknown_town_must_lie_in_its_state(
    load: Load, lat: str, lon: str, severity: Severity, cure: str
) -> None:
    _, problems = load("town,region,lat,lon", f"Nowhere Springs,FL,{lat},{lon}")
    assert [problem.severity for problem in problems] == [severity]
    assert cure in problems[0].cure


def test_dates_to_come_are_a_warning(load: Load) -> None:
    towns, problems = load("town,region,updated", "DeLand,FL,2026-11-24")
    assert len(towns) == 1
    assert [(p.severity, p.column) for p in problems] == [(Severity.WARNING, "updated")]


def test_a_name_of_another_script_needs_a_slug(load: Load) -> None:
    header = "town,region,slug,lat,lon"
    towns, problems = load(header, "東京,FL,,29.1,-81.2", "東京,FL,tokyo,29.1,-81.2")
    assert [town.slug for town in towns] == ["tokyo"]
    assert [(p.row, p.column) for p in problems] == [(2, "slug")]


def test_a_file_that_cannot_be_used_gives_no_town_and_an_error_without_a_row(load: Load) -> None:
    towns, problems = load("town,county", "DeLand,Volusia")
    assert towns == ()
    assert [(p.severity, p.row, p.column) for p in problems] == [(Severity.ERROR, None, "region")]


def test_problems_come_in_the_order_of_the_rows(load: Load) -> None:
    _, problems = load(
        "town,region,extra", "Midway,FL", "deland,FL", '"Broken,FL', "Too,many,cells,here", "X,FL"
    )
    assert [problem.row for problem in problems] == [1, 2, 3, 4, 5, 6]
