"""examples/florida: real places, nothing invented, and made again byte for byte."""

from __future__ import annotations

import csv
import runpy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from locator.geo.gazetteer import GAZETTEER, Gazetteer
from locator.model.clinic import Clinic
from locator.model.hours import parse_hours
from locator.model.phone import parse_phone
from locator.model.problem import Problem, Severity
from locator.model.town import Town
from locator.site.content.documents import load_documents
from locator.site.settings.config import Config
from locator.site.settings.site_toml import load_config
from locator.site.slugs import is_slug, slug
from locator.site.tables.clinics.clinics import load_clinics
from locator.site.tables.towns.locations import load_locations

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "florida"
TODAY = date(2026, 11, 22)
PREFIXES = {"va-vast": "va", "hifld-hospitals": "hospital"}

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "make_florida.py"))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLINICS = read(EXAMPLE / "clinics.csv")
TOWNS = read(EXAMPLE / "locations.csv")
SOURCE = {
    f"{PREFIXES[row['source']]}-{row['source_id'].lower()}": row
    for row in read(ROOT / "sources" / "florida_facilities.csv")
}


@pytest.mark.parametrize("name", ["clinics.csv", "locations.csv"])
def test_the_script_writes_the_same_bytes_again(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SCRIPT["main"]([str(tmp_path)])
    assert (tmp_path / name).read_bytes() == (EXAMPLE / name).read_bytes()
    assert f"{len(CLINICS)} clinics, {len(TOWNS)} towns" in capsys.readouterr().out


def test_the_readme_counts_what_is_there() -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    assert f"{len(CLINICS)} hospitals and VA facilities, {len(TOWNS)} towns" in readme
    assert f"{len(SOURCE)} Florida rows" in readme


# Facilities


def test_every_clinic_is_a_florida_row_of_a_public_domain_source() -> None:
    assert {row["source"] for row in SOURCE.values()} == {"va-vast", "hifld-hospitals"}
    assert {row["state"] for row in SOURCE.values()} == {"FL"}
    assert {row["id"] for row in CLINICS} <= SOURCE.keys()


def test_ids_are_unique_and_can_stand_in_an_address() -> None:
    ids = [row["id"] for row in CLINICS]
    assert len(set(ids)) == len(ids)
    assert all(is_slug(id_) for id_ in ids)


def test_no_word_of_a_name_is_invented() -> None:
    for row in CLINICS:
        assert row["name"].upper() == SOURCE[row["id"]]["name"].upper()


def test_coordinates_are_those_of_the_source() -> None:
    for row in CLINICS:
        for axis in ("lat", "lon"):
            assert abs(Decimal(row[axis]) - Decimal(SOURCE[row["id"]][axis])) <= Decimal("5e-7")


def test_hours_are_those_of_the_source_and_can_be_read() -> None:
    with_hours = [row for row in CLINICS if row["hours"]]
    assert {SOURCE[row["id"]]["source"] for row in with_hours} == {"va-vast"}
    for row in with_hours:
        assert row["hours"] == SOURCE[row["id"]]["hours"]
        assert parse_hours(row["hours"]).text == row["hours"]


def test_phones_can_be_dialed_and_none_is_fictional() -> None:
    phones = {row["id"]: parse_phone(row["phone"], "US") for row in CLINICS if row["phone"]}
    assert not any(phone.is_fictional for phone in phones.values())
    assert phones["va-573qc"].extension == "161200"
    assert "hospital-0080132535" not in phones  # "NOT AVAILABLE"


def test_what_the_sources_do_not_say_stays_blank() -> None:
    said = {
        "id", "name", "street", "locality", "region", "postcode", "country", "lat", "lon", "phone",
        "hours", "treatments", "status",
    }  # fmt: skip
    for row in CLINICS:
        assert {column for column, cell in row.items() if cell} <= said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ADVENTHEALTH DELAND", "AdventHealth DeLand"),
        ("UF HEALTH JACKSONVILLE", "UF Health Jacksonville"),
        ("ST. VINCENT'S WAY", "St. Vincent's Way"),
        ("SACRED HEART HOSPITAL ON THE GULF", "Sacred Heart Hospital on the Gulf"),
        ("THE VILLAGES REGIONAL HOSPITAL, THE", "The Villages Regional Hospital, The"),
        ("540 THE RIALTO", "540 The Rialto"),
        ("96TH MEDICAL GROUP-EGLIN HOSPITAL", "96th Medical Group-Eglin Hospital"),
        ("2634B CAPITAL CIRCLE NE", "2634B Capital Circle NE"),
        ("Suites I and II", "Suites I and II"),
    ],
)
def test_only_texts_in_capitals_change_their_case(text: str, expected: str) -> None:
    assert SCRIPT["cased"](text) == expected


def test_nobody_is_sent_to_a_closed_or_mobile_or_locked_place() -> None:
    ids = {row["id"].partition("-")[2] for row in CLINICS}
    assert not ids & (SCRIPT["CLOSED_IN"].keys() | SCRIPT["NOT_FOR_VISITORS"])
    assert not any("Mobile" in row["name"] for row in CLINICS)
    assert SCRIPT["reason_to_leave_out"](
        {"source": "hifld-hospitals", "source_id": "1", "name": "GLENDALE - CLOSED"}, set()
    )


def test_each_place_of_va_has_one_row() -> None:
    va_at = {SCRIPT["door"](row) for id_, row in SOURCE.items() if id_.startswith("va-")}
    veterans = [row for row in CLINICS if row["id"].startswith("hospital-") and "VA" in row["name"]]
    assert not [row for row in veterans if SCRIPT["door"](SOURCE[row["id"]]) in va_at]


# Towns


def test_the_towns_are_many_and_reach_every_end_of_florida() -> None:
    names = {row["town"] for row in TOWNS}
    volusia_and_seminole = {"Daytona Beach", "DeLand", "Deltona", "Lake Mary", "New Smyrna Beach"}
    panhandle, keys = {"Pensacola", "Panama City", "Marianna"}, {"Key West", "Marathon"}
    assert 320 <= len(TOWNS) <= 400
    assert volusia_and_seminole | panhandle | keys <= names


def test_every_town_has_an_address_of_its_own() -> None:
    slugs = [row["slug"] or slug(row["town"]) for row in TOWNS]
    assert len(set(slugs)) == len(slugs)
    assert {"midway", "midway-gadsden", "midway-seminole"} <= set(slugs)


def test_a_county_is_given_where_towns_share_a_name_and_only_there() -> None:
    names = [row["town"] for row in TOWNS]
    for row in TOWNS:
        assert bool(row["county"]) == (names.count(row["town"]) > 1)


def test_a_part_of_a_town_is_left_out_only_if_the_town_is_there() -> None:
    names = {row["town"] for row in TOWNS}
    wholes = {whole for parts in SCRIPT["PARTS_OF_TOWNS"].values() for whole in parts.values()}
    assert wholes <= names


# The site


@pytest.fixture(scope="module")
def config() -> Config:
    config, problems = load_config(EXAMPLE / "site.toml", {})
    assert problems == []
    assert config is not None
    return config


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    if not GAZETTEER.exists():
        runpy.run_path(str(ROOT / "scripts" / "make_gazetteer.py"), run_name="__main__")
    return Gazetteer()


def test_the_settings_say_that_it_is_a_demonstration_and_whose_data_it_shows(
    config: Config,
) -> None:
    assert config.demonstration
    assert "not affiliated" in config.notice
    assert "Department of Veterans Affairs" in config.notice
    names = " ".join(source.name for source in config.sources)
    assert all(word in names for word in ("VA", "HIFLD"))


def test_the_treatment_is_plain_health_care() -> None:
    documents, problems = load_documents(EXAMPLE / "content", today=TODAY)
    assert problems == []
    assert documents.treatments.keys() == {"health-care"}
    assert documents.treatments["health-care"].emergency.heading == "Call 911 if:"


def loaded_clinics(
    path: Path, config: Config, gazetteer: Gazetteer
) -> tuple[tuple[Clinic, ...], list[Problem]]:
    return load_clinics(path, config=config, gazetteer=gazetteer, treatments={"health-care"}, today=TODAY)


def loaded_towns(config: Config, gazetteer: Gazetteer) -> tuple[tuple[Town, ...], list[Problem]]:
    path = EXAMPLE / "locations.csv"
    return load_locations(path, config=config, gazetteer=gazetteer, treatments={"health-care"}, today=TODAY)


def test_the_product_takes_every_clinic(config: Config, gazetteer: Gazetteer) -> None:
    clinics, problems = loaded_clinics(EXAMPLE / "clinics.csv", config, gazetteer)
    assert len(clinics) == len(CLINICS)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []


def test_the_product_reports_only_unchecked_rows_and_two_clinics_next_door(
    config: Config, gazetteer: Gazetteer
) -> None:
    """No coordinates contradict a ZIP; 4231 and 4237 South Pipkin Road share a point."""
    problems = loaded_clinics(EXAMPLE / "clinics.csv", config, gazetteer)[1]
    other = [problem for problem in problems if problem.column != "verified_on"]
    assert [(CLINICS[(problem.row or 0) - 2]["id"], problem.column) for problem in other] == [
        ("va-673qc", "lat")
    ]


def test_the_product_takes_every_town(config: Config, gazetteer: Gazetteer) -> None:
    towns, problems = loaded_towns(config, gazetteer)
    assert len(towns) == len(TOWNS)
    assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
    counties = {town.slug: town.county for town in towns}
    assert counties["midway"].startswith("Santa Rosa")
    assert counties["midway-seminole"].startswith("Seminole")


@pytest.mark.parametrize(("degrees_north", "severity"), [("0.5", Severity.WARNING), ("1.5", Severity.ERROR)])
def test_coordinates_that_contradict_the_zip_are_reported(
    degrees_north: str, severity: Severity, tmp_path: Path, config: Config, gazetteer: Gazetteer
) -> None:
    """No Florida row lies further than 22 km from its ZIP, so one is moved by 55 and by 166 km."""
    rows = [dict(row) for row in CLINICS]
    moved = next(row for row in rows if row["locality"] == "Daytona Beach")
    moved["lat"] = str(Decimal(moved["lat"]) + Decimal(degrees_north))
    SCRIPT["write_table"](tmp_path / "clinics.csv", SCRIPT["CLINIC_COLUMNS"], rows)

    before = {str(p) for p in loaded_clinics(EXAMPLE / "clinics.csv", config, gazetteer)[1]}
    clinics, problems = loaded_clinics(tmp_path / "clinics.csv", config, gazetteer)
    found = [problem for problem in problems if str(problem) not in before]
    assert [problem.severity for problem in found] == [severity]
    assert found[0].row == rows.index(moved) + 2
    is_used = moved["id"] in {clinic.id for clinic in clinics}
    assert is_used == (severity is Severity.WARNING)
