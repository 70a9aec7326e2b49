"""The dirt of real files: each kind is named with its row, its column, what is wrong and the cure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from locator.geo.gazetteer import Gazetteer
from locator.model.problem import Problem, Severity
from locator.site.settings.config import Config
from locator.site.tables.clinics.clinics import load_clinics
from locator.site.tables.practitioners import load_practitioners
from locator.site.tables.redirects import load_redirects
from locator.site.tables.towns.locations import load_locations

TODAY = date(2026, 11, 22)
CONFIG = Config("Example", "https://clinics.example", "back-pain-treatment")
TREATMENTS = ("back-pain-treatment", "acupuncture")
ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE

FIRST_CLINIC = {
    "id": "first",
    "name": "First Clinic",
    "street": "1 Example Street",
    "locality": "Daytona Beach",
    "region": "FL",
    "postcode": "32114",
    "country": "US",
    "lat": "29.20385",
    "lon": "-81.03412",
    "phone": "(386) 252-1234",
    "website": "https://www.example.org/",
    "hours": "Mo-Fr 08:00-17:00",
    "special_hours": "",
    "treatments": "back-pain-treatment",
    "languages": "English;Spanish",
    "accepting_new_patients": "yes",
    "status": "open",
    "replaced_by": "",
    "verified_on": "2026-11-01",
}
OTHER_CLINIC = FIRST_CLINIC | {
    "id": "other",
    "name": "Other Clinic",
    "lat": "29.21055",
    "lon": "-81.02333",
}
LAST_CLINIC = FIRST_CLINIC | {
    "id": "last",
    "name": "Last Clinic",
    "lat": "29.19001",
    "lon": "-81.05002",
}


@dataclass(frozen=True)
class Dirt:
    """A file whose line 3 is dirty, and what must be said of it."""

    file: str
    data: bytes
    column: str | None
    message: str
    cure: str
    severity: Severity = ERROR
    row: int | None = 3


def clinic(
    column: str,
    message: str,
    cure: str,
    *,
    severity: Severity = ERROR,
    **cells: str,
) -> Dirt:
    """A clinic with these cells between two good ones."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, FIRST_CLINIC)
    writer.writeheader()
    writer.writerows([FIRST_CLINIC, OTHER_CLINIC | cells, LAST_CLINIC])
    return Dirt("clinics.csv", text.getvalue().encode(), column, message, cure, severity)


def town(
    row: str,
    column: str | None,
    message: str,
    cure: str,
    *,
    header: str = "town,region,county,slug,lat,lon",
    severity: Severity = ERROR,
    line: int | None = 3,
    encoding: str = "utf-8",
) -> Dirt:
    """A row of locations.csv between two good ones."""
    data = f"{header}\nLake Mary,FL\n{row}\nOcala,FL\n".encode(encoding)
    return Dirt("locations.csv", data, column, message, cure, severity, line)


def redirect(row: str, column: str, message: str, cure: str) -> Dirt:
    """A row of redirects.csv between two good ones."""
    data = f"from,to,status\n/a/,/b/,\n{row}\n/y/,/z/,\n".encode()
    return Dirt("redirects.csv", data, column, message, cure)


def practitioner(row: str, column: str, message: str, cure: str) -> Dirt:
    """A row of practitioners.csv between two good ones."""
    data = f"name,clinic,days\nAlex,first,Mo\n{row}\nSam,last,Tu\n".encode()
    return Dirt("practitioners.csv", data, column, message, cure)


DIRT = {
    "a decimal comma": clinic("lat", '"29,21055" is not a number', "write 29.21055", lat="29,21055"),
    "degrees, minutes and seconds": clinic("lat", "is not a number", "write 29.21056", lat="29°12'38\"N"),
    "a compass letter": clinic("lon", "is not a number", "write -81.02333", lon="81.02333 W"),
    "a typographic minus": clinic("lon", "is not a number", "write -81.02333", lon="−81.02333"),
    "an exponent": clinic("lat", "is not a number", "latitude between -90 and 90", lat="2.9E+01"),
    "a lost decimal point": clinic("lat", "is not between -90 and 90", "degrees", lat="2921055"),
    "two numbers in one cell": clinic(
        "lat", "two numbers", "write 29.21055 in lat and -81.02333 in lon", lat="29.21055, -81.02333", lon=""
    ),
    "two numbers off the globe in one cell": clinic(
        "lat", "is not a number", "latitude", lat="229.2105, -81.0233"
    ),
    "only one coordinate": clinic("lon", "blank", "-81.0228", lon=""),
    "zero, zero": clinic("lat", "Atlantic", "coordinates", lat="0", lon="0.000"),
    "swapped coordinates": clinic(
        "lat",
        "from 32114 Daytona Beach, FL",
        "swapped: write lat 29.21055, lon -81.02333",
        lat="-81.02333",
        lon="29.21055",
    ),
    "swapped coordinates beyond the pole": clinic(
        "lat",
        "is not between",
        "write lat 37.77493, lon -122.41942",
        lat="-122.41942",
        lon="37.77493",
    ),
    "a lost minus": clinic(
        "lon", "from 32114 Daytona Beach, FL", "write lat 29.21055, lon -81.02333", lon="81.02333"
    ),
    "swapped coordinates and a lost minus": clinic(
        "lat", "from 32114", "write lat 29.21055, lon -81.02333", lat="81.02333", lon="29.21055"
    ),
    "a point far from its ZIP": clinic(
        "lat", "125 km (78 miles) from 32114", "correct lat and lon", lat="30.33218"
    ),
    "a point not near its ZIP": clinic(
        "lat", "51 km (32 miles) from 32114", "correct lat and lon", lat="29.66001", severity=WARNING
    ),
    "few decimals": clinic(
        "lat", "only 2 decimals: up to 1 km off", "4 decimals", lat="29.21", lon="-81.0", severity=NOTICE
    ),
    "a ZIP without its zero": clinic(
        "postcode",
        "read as 02134",
        "as text",
        severity=NOTICE,
        locality="Allston",
        region="MA",
        postcode="2134",
        lat="42.35351",
        lon="-71.13288",
    ),
    "a ZIP too short": clinic(
        "postcode", "too short for a ZIP code of Florida", "five digits", postcode="3211"
    ),
    "a ZIP with letters": clinic("postcode", "is not a ZIP code", "five digits", postcode="FL 32114"),
    "a ZIP that nobody knows": clinic(
        "postcode", "ZIP 00001 is not known", "compare", postcode="00001", severity=WARNING
    ),
    "a ZIP of another state": clinic(
        "postcode", "ZIP 32114 lies in FL, not in GA", "postcode or region", region="GA", locality="Nowhere"
    ),
    "a ZIP of another town": clinic(
        "postcode", "from Miami", "postcode or locality", locality="Miami", severity=WARNING
    ),
    "a state that is none": clinic("region", "is not a state", "write FL", region="Flordia"),
    "a foreign country": clinic("country", '"Canada"', "write US", country="Canada"),
    "an id in capitals": clinic(
        "id", "cannot stand in an address", "write daytona-beach", id="Daytona Beach"
    ),
    "an id twice": clinic("id", "already the id of row 2", "of its own", id="first"),
    "no name": clinic("name", "blank", "write the name", name=""),
    "an invented phone": clinic("phone", "examples", "own number", phone="(386) 555-0101"),
    "no phone but words": clinic("phone", "can be dialed", "leave the cell blank", phone="NOT AVAILABLE"),
    "a bare web address": clinic(
        "website", "is not a web address", "write https://www.example.org", website="www.example.org"
    ),
    "a script for a web address": clinic(
        "website", "is not a web address", "https://", website="javascript:alert(1)"
    ),
    "hours in words": clinic(
        "hours", "not in the form", 'write "Mo-Fr 08:00-17:00"', hours="Mon-Fri 8am-5pm"
    ),
    "school holidays": clinic("hours", "school holidays", "special_hours", hours="Mo-Fr 08:00-17:00; SH off"),
    "an American special day": clinic(
        "special_hours",
        "is not a special day",
        "2026-12-25 off",
        special_hours="12/25/2026 off",
    ),
    "a past special day": clinic(
        "special_hours", "2026-07-04 is past", "take it out", special_hours="2026-07-04 off", severity=NOTICE
    ),
    "many past special days": clinic(
        "special_hours",
        "2026-01-03 and 6 more are past",
        "take it out",
        special_hours="; ".join(f"2026-01-{day:02} off" for day in range(1, 10)),
        severity=NOTICE,
    ),
    "a treatment that nobody offers": clinic(
        "treatments",
        '"magic" is not a treatment',
        "acupuncture, back-pain-treatment",
        treatments="back-pain-treatment;magic",
    ),
    "neither yes nor no": clinic(
        "accepting_new_patients", "neither yes nor no", "write yes, no", accepting_new_patients="maybe"
    ),
    "a status that is none": clinic("status", "is not a status", "temporarily_closed", status="shut"),
    "a clinic replaced by nobody": clinic(
        "replaced_by",
        'no clinic has the id "nobody"',
        "another clinic",
        status="closed",
        replaced_by="nobody",
    ),
    "a clinic replaced by itself": clinic(
        "replaced_by", "cannot replace itself", "another", status="closed", replaced_by="other"
    ),
    "an American date": clinic(
        "verified_on", "was read as 2026-11-02", "if that is so", verified_on="11/2/2026", severity=NOTICE
    ),
    "a date as spreadsheets count": clinic(
        "verified_on", "is not a date", "write 2026-11-02", verified_on="46328"
    ),
    "a day of no calendar": clinic(
        "verified_on", "is not a date", "year-month-day", verified_on="2026-02-30"
    ),
    "a day in the future": clinic(
        "verified_on", "future", "correct", verified_on="2027-01-01", severity=WARNING
    ),
    "a row checked long ago": clinic(
        "verified_on", "113 days ago", "check", verified_on="2026-08-01", severity=WARNING
    ),
    "a row never checked": clinic("verified_on", "nobody", "write the day", verified_on="", severity=WARNING),
    "a clinic twice": clinic(
        "name", "row 2 has the same name and address", "take one out", name="First Clinic", severity=WARNING
    ),
    "two clinics at one point": clinic(
        "lat", "row 2 has the same coordinates", "measure", lat="29.20385", lon="-81.03412", severity=WARNING
    ),
    "a control character": clinic("name", "U+000B", "anew", name="Other\x0bClinic"),
    "letters that were lost": clinic("name", "lost", "UTF-8", name="ClÃ­nica", severity=WARNING),
    "Windows-1252": town(
        "Ca\u00f1on City,CO", None, "Windows-1252", "UTF-8", severity=NOTICE, line=None, encoding="cp1252"
    ),
    "an open quotation mark": town('"DeLand,FL', None, "quotation mark", "close it"),
    "an unquoted comma": town("DeLand,FL,Volusia,deland,29,03,-81,30", None, "8 cells", "comma"),
    "an unknown column": town(
        "DeLand,FL",
        "counties",
        "no column of this name",
        "county",
        header="town,region,counties",
        severity=WARNING,
        line=1,
    ),
    "three towns of one name": town(
        "Midway,FL", "town", "3 places", "a county column value: Santa Rosa, Gadsden or Seminole"
    ),
    "a county of another town": town(
        "Midway,FL,Orange", "county", '"Orange"', "Santa Rosa, Gadsden or Seminole"
    ),
    "a misspelt town": town(
        "Dayona Beach,FL", "town", "is not a known town of Florida", "write Daytona Beach"
    ),
    "a town of another state": town(
        "Daytona Beach,GA", "town", "is not a known town of Georgia", "known in FL"
    ),
    "a state in the town's cell": town('"DeLand, FL",FL', "town", "is not a known town", "write only DeLand"),
    "lost capitals": town("deland,FL", "town", "read as DeLand", "write DeLand", severity=NOTICE),
    "a slug that is none": town("DeLand,FL,,De Land!", "slug", "cannot stand in an address", "write de-land"),
    "one slug for two towns": town(
        "DeLand,FL,,lake-mary", "slug", "already the slug of row 2 (Lake Mary, FL)", '"lake-mary-volusia"'
    ),
    "a town twice": town("Lake Mary,FL", "town", "already in row 2", "take one of them out"),
    "a radius beyond sense": town(
        "DeLand,FL,500 miles", "radius", '"500 miles"', "60 miles", header="town,region,radius"
    ),
    "a redirect to another site": redirect(
        "/c/,https://evil.example/d/,", "to", "is not an address of this site", "write /d/"
    ),
    "a redirect to itself": redirect("/c/,/c/,301", "to", "leads to itself", "another"),
    "a redirect twice": redirect("/a/,/c/,", "from", "row 2 already", "take one"),
    "a redirect status that is none": redirect("/c/,/d/,200", "status", '"200"', "301, 302"),
    "a clinic that there is not": practitioner(
        "Kim,first-2,", "clinic", 'has the id "first-2"', "mend that row first"
    ),
    "days in words": practitioner("Kim,first,Mon to Fri", "days", "are not days", "write Mo-Fr"),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def load(path: Path, gazetteer: Gazetteer) -> tuple[int, list[Problem]]:
    """How many rows of any of the four files can be used, and the problems."""
    rows: tuple[object, ...]
    if path.name == "practitioners.csv":
        rows, problems = load_practitioners(path, clinic_ids=("first", "last"), today=TODAY)
    elif path.name == "redirects.csv":
        rows, problems = load_redirects(path)
    else:
        loader = load_clinics if path.name == "clinics.csv" else load_locations
        rows, problems = loader(path, config=CONFIG, gazetteer=gazetteer, today=TODAY, treatments=TREATMENTS)
    return len(rows), problems


# Columns without which a row can still be shown.
CELLS = {"hours", "special_hours", "phone", "website", "booking_url", "accepting_new_patients", "verified_on"}
CELLS |= {"approved_on", "updated"}


@pytest.mark.parametrize("dirt", DIRT.values(), ids=DIRT.keys())
def test_dirt_is_named_with_its_cure_and_costs_no_other_row(
    dirt: Dirt, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / dirt.file
    path.write_bytes(dirt.data)
    count, problems = load(path, gazetteer)
    assert [(problem.row, problem.column, problem.severity) for problem in problems] == [
        (dirt.row, dirt.column, dirt.severity)
    ]
    assert dirt.message in problems[0].message
    assert dirt.cure in problems[0].cure
    costs_row = dirt.severity is ERROR and dirt.column not in CELLS
    assert count == (2 if costs_row else 3)


def test_all_that_is_wrong_with_a_row_is_said_at_once(tmp_path: Path, gazetteer: Gazetteer) -> None:
    dirt = clinic("", "", "", name="", lat="29,2", phone="x", website="x", verified_on="x")
    path = tmp_path / "clinics.csv"
    path.write_bytes(dirt.data)
    count, problems = load(path, gazetteer)
    assert count == 2
    columns = {problem.column for problem in problems}
    assert columns == {"name", "lat", "phone", "website", "verified_on"}
    assert {problem.row for problem in problems} == {3}


def test_a_message_reads_as_the_marketer_needs_it(tmp_path: Path, gazetteer: Gazetteer) -> None:
    path = tmp_path / "locations.csv"
    path.write_text('town,region,lat,lon\nDeLand,FL,"29,03",-81.3031\n')
    _, (problem,) = load(path, gazetteer)
    assert str(problem) == 'locations.csv:2, column lat: "29,03" is not a number; write 29.03'
    assert problem.value == "29,03"
