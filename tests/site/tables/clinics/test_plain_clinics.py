"""What is read by columns is what is read row by row, whatever stands in the table."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.geo.gazetteer import Gazetteer, open_gazetteer
from locator.model.clinic import Clinic
from locator.model.problem import Problem
from locator.model.region import REGIONS
from locator.site.settings.config import Config
from locator.site.tables import records
from locator.site.tables.clinics.addresses import AddressReader
from locator.site.tables.clinics.clinic_reader import ClinicReader
from locator.site.tables.clinics.clinics import COLUMNS, load_clinics
from locator.site.tables.clinics.plain_clinics import PlainClinics
from locator.site.tables.clinics.replacements import with_replacements
from locator.site.tables.clinics.twins import Twins
from locator.site.tables.table import gathered, open_table, parse_table

TODAY = date(2026, 11, 22)
TREATMENTS = ("back-pain-treatment", "acupuncture")
CONFIGS = (
    Config("Example", "https://clinics.example", "back-pain-treatment"),
    Config("Example", "https://clinics.example", "back-pain-treatment", demonstration=True),
)
EXAMPLES = Path(__file__).parents[4]
SPACES = ("", " ", "  ", "\t", "\u00a0", "\u2003", "\n", "\u200b")
GOOD = {
    "id": ("a", "b-2", "c-3", "d", "e-10", "f", "g", "h"),
    "name": ("Example Clinic", "Sunrise Back Care", "O'Neill & Daughters", "Clínica Peña", "Straße"),
    "street": ("1 Example Street", "22 Beach Road", "350 W. Main St. #4"),
    "locality": ("Daytona Beach",),
    "region": ("FL",),
    "postcode": ("32114",),
    "lat": ("29.20385", "29.2108", "29.2101001", "29.1999"),
    "lon": ("-81.03412", "-81.0228", "-81.02", "-81.0999"),
    "country": ("", "US"),
    "phone": ("", "(386) 252-1234", "386-252-1235", "+13862521236", "386.252.1237"),
    "website": ("", "https://www.example.org/daytona", "http://example.org:8000/?q=1#top"),
    "booking_url": ("", "https://book.example.org"),
    "hours": ("", "Mo-Fr 08:00-17:00", "Sa 09:00-12:00"),
    "special_hours": ("", '2026-12-25 off "Christmas Day"'),
    "treatments": ("back-pain-treatment", "back-pain-treatment;acupuncture"),
    "insurance": ("", "Plan A; Plan B"),
    "languages": ("English;Spanish", "English"),
    "accessibility": ("", "Step-free entrance"),
    "parking": ("", "Own lot"),
    "transit": ("", "Bus 4"),
    "accepting_new_patients": ("", "yes", "no"),
    "status": ("", "open", "temporarily_closed"),
    "replaced_by": ("",),
    "verified_on": ("2026-11-01", "2026-10-30"),
}
BAD = {
    "id": ("", "A", "a_b", "-a", "a--b", "ä", "x" * 81, "a b"),
    "name": ("", "Ã©", "â€™", "\x07", "=1+1", "'=1", "example  clinic", "STRASSE"),
    "street": ("", "1 EXAMPLE street", '1 "A" Street', "1\n2"),
    "locality": ("", "DAYTONA BEACH", "Daytona", "Orlando", "Nowhere", "Ormond Beach", "Boston", "Key West"),
    "region": ("", "fl", "Florida", "GA", "MA", "XX", "PR"),
    "postcode": (
        "",
        "32114-1234",
        "321141234",
        "32801",
        "2114",
        "02114",
        "99999",
        "x",
        "３２１１４",
        "00601",
    ),
    "lat": ("", "0", "29,2", "29.2", "-29.20385", "91", "-81.03412", "1e1", "29_1.1", "nan", "inf", "north"),
    "lon": (
        "",
        "0",
        "81.03412",
        "-81,0",
        "-181",
        "29.20385",
        "-80.7761",
        "-8.1e1",
        "٢٩",
        "-81.",
        "-.5",
        "180.00001",
    ),
    "country": ("USA", "U.S.", "Canada", "us"),
    "phone": (
        "386-555-0100",
        "800-555-0100",
        "123",
        "386-252-1234 x5",
        "+44 20 7946 0958",
        "call us",
        "(911) 911-9111",
    ),
    "website": (
        "example.org",
        "ftp://example.org",
        "https://a",
        "HTTP://EXAMPLE.ORG",
        "https://u@e.org",
        "https://ex.org/a b",
    ),
    "booking_url": ("javascript:alert(1)", "https://ex.org/\u00a0x", "https://éx.org/é"),
    "hours": ("8-5", "Mo-Fr 17:00-08:00", "PH off", "Mo-Fr 08:00-17:00;", "by appointment"),
    "special_hours": ("2026-01-01 off", "2026-12-25", "2026-12-25 off; 2026-12-25 off"),
    "treatments": ("", "Acupuncture", "massage", ";;"),
    "insurance": (";", "plan a;Plan A"),
    "languages": ("Español", ""),
    "accepting_new_patients": ("TRUE", "maybe"),
    "status": ("closed", "Temporarily Closed", "gone"),
    "replaced_by": ("a", "b-2", "c-3", "zz"),
    "verified_on": ("", "11/01/2026", "2026-13-01", "2027-01-01", "2026-01-01", "45000"),
}


@st.composite
def rows(draw: st.DrawFn) -> dict[str, str]:
    """A good row, of which a few cells may be wrong and a few have white space around them."""
    row = {column: draw(st.sampled_from(cells)) for column, cells in GOOD.items()}
    for column in draw(st.lists(st.sampled_from([*BAD]), max_size=2)):
        row[column] = draw(st.sampled_from(BAD[column]))
    for column in draw(st.lists(st.sampled_from([*row]), max_size=2)):
        row[column] = draw(st.sampled_from(SPACES)) + row[column] + draw(st.sampled_from(SPACES))
    return row


def table(rows: list[dict[str, str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS.all)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def row_by_row(
    data: bytes, config: Config, gazetteer: Gazetteer, treatments: tuple[str, ...] | None
) -> tuple[tuple[Clinic, ...], list[Problem]]:
    """What load_clinics does, with no look at columns."""
    rows, problems = parse_table(data, COLUMNS, name="clinics.csv")
    reader = ClinicReader(config, AddressReader(config.country, gazetteer), TODAY, treatments)
    twins, clinics = Twins(), []
    for row in rows:
        if clinic := reader.read(row):
            twins.check(row, clinic)
            clinics.append(clinic)
    return tuple(with_replacements(clinics, rows, reader.lines)), gathered(rows, problems)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plain") / "clinics.csv"


@settings(max_examples=100, deadline=None)
@given(st.lists(rows(), min_size=1, max_size=12), st.sampled_from(CONFIGS), st.integers(1, 20))
def test_dirt_of_every_sort(path: Path, rows: list[dict[str, str]], config: Config, at_once: int) -> None:
    path.write_bytes(data := table(rows))
    gazetteer, before = open_gazetteer(), records.BLOCK
    records.BLOCK = at_once
    read = load_clinics(path, config=config, gazetteer=gazetteer, today=TODAY, treatments=TREATMENTS)
    records.BLOCK = before
    assert read == row_by_row(data, config, gazetteer, TREATMENTS)


def test_what_the_gazetteer_leaves_blank_agrees_with_nothing(path: Path) -> None:
    codes = [f"{first:02}" for first in range(100)]
    gazetteer = open_gazetteer()
    zips = [zip_ for code in codes for zip_ in gazetteer.zips_beginning(code)]
    odd = [zip_ for zip_ in zips if not zip_.post_office or zip_.region not in REGIONS]
    cells = {column: kinds[-1] for column, kinds in GOOD.items()}
    rows = [
        cells
        | {"id": f"z-{zip_.name}", "name": zip_.name, "postcode": zip_.name, "locality": zip_.post_office}
        | {"region": zip_.region, "lat": f"{zip_.point.lat:.5f}1", "lon": f"{zip_.point.lon:.5f}1"}
        for zip_ in odd[:50]
    ]
    path.write_bytes(data := table(rows))
    read = load_clinics(path, config=CONFIGS[0], gazetteer=gazetteer, today=TODAY)
    assert read == row_by_row(data, CONFIGS[0], gazetteer, None)


@pytest.mark.parametrize("example", [".", "examples/florida"])
def test_real_clinics_and_invented_ones(example: str) -> None:
    path, gazetteer = EXAMPLES / example / "clinics.csv", open_gazetteer()
    read = load_clinics(path, config=CONFIGS[1], gazetteer=gazetteer, today=TODAY)
    assert read == row_by_row(path.read_bytes(), CONFIGS[1], gazetteer, None)
    assert all(type(clinic.point.lat) is float and type(clinic.timezone) is str for clinic in read[0])


def test_good_rows_are_read_by_columns(path: Path) -> None:
    cells = zip(GOOD["id"], *(cycle(GOOD[column]) for column in [*GOOD][1:]), strict=False)
    rows = [dict(zip(GOOD, row, strict=True)) | {"hours": "Mo-Fr 08:00-17:00"} for row in cells]
    for number, row in enumerate(rows):
        row |= {"name": f"Clinic {number}", "lat": f"29.2{number}385"}
    path.write_bytes(table(rows))
    reader = ClinicReader(CONFIGS[0], AddressReader("US", open_gazetteer()), TODAY, TREATMENTS)
    (block,) = open_table(path, COLUMNS).blocks()
    assert all(PlainClinics(reader, Twins()).read(block))
