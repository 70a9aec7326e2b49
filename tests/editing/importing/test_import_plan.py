"""A file and a site -> what would be written, to the letter."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import fixed_clock, load

from locator.editing.edits import edited
from locator.editing.importing.plan import Plan, Planner
from locator.editing.rehearsal import rehearse
from locator.exchange.mapping.guessing import guess
from locator.exchange.reading.files import read_bytes
from locator.model.problem import Severity
from locator.site.folder import SiteFolder

NEW = {
    "id": "ocala",
    "name": "Example Back Care Ocala",
    "street": "1 Sample Street",
    "locality": "Ocala",
    "region": "FL",
    "postcode": "34471",
    "lat": "29.17540",
    "lon": "-82.12340",
    "phone": "386-555-0150",
    "treatments": "back-pain-treatment",
}


def csv_of(*rows: dict[str, str]) -> bytes:
    titles = [*dict.fromkeys(title for row in rows for title in row)]
    file = io.StringIO()
    writer = csv.DictWriter(file, titles, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def planned(folder: Path, data: bytes, **defaults: str) -> Plan:
    site = load(folder).site
    assert site
    sheet = read_bytes(data, "list.csv")
    return Planner(SiteFolder(folder), site, guess(sheet), defaults).plan(sheet)


def applied(folder: Path, plan: Plan) -> None:
    """Writes a plan into the folder."""
    change = edited(SiteFolder(folder), plan.edits)
    rehearse(SiteFolder(folder), change, environ={}, clock=fixed_clock)
    for name, data in change.files.items():
        assert data is not None
        (folder / name).write_bytes(data)


def rows(folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / "clinics.csv").read_text(encoding="utf-8")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


def told(plan: Plan, severity: Severity = Severity.ERROR) -> list[tuple[int | None, str | None, str]]:
    return [(each.row, each.column, each.message) for each in plan.problems if each.severity is severity]


def test_a_new_clinic_is_added_and_a_second_import_changes_nothing(folder: Path) -> None:
    """Rule F1: a stable key; importing again updates, and never duplicates."""
    plan = planned(folder, csv_of(NEW))
    assert [(edit.kind, edit.key) for edit in plan.edits] == [("added", "ocala")]
    applied(folder, plan)
    assert rows(folder)["ocala"]["phone"] == "(386) 555-0150"
    again = planned(folder, csv_of(NEW))
    assert (again.edits, again.unchanged) == ((), 1)


def test_a_known_id_updates_only_what_the_file_says(folder: Path) -> None:
    """Rule F1: an empty column never wipes, and a column that the file does not have stays."""
    before = rows(folder)["ormond-beach"]
    plan = planned(folder, csv_of({"Store code": "ormond-beach", "phone": "386-555-0199", "hours": ""}))
    applied(folder, plan)
    after = rows(folder)["ormond-beach"]
    assert {key: value for key, value in after.items() if before[key] != value} == {"phone": "(386) 555-0199"}


def test_a_plan_is_what_is_written(folder: Path) -> None:
    """Rule F2: the dry run predicts the write, cell for cell."""
    before = rows(folder)
    change = {"id": "ormond-beach", "phone": "386-555-0199", "hours": "Mon-Fri 8am-5pm"}
    plan = planned(folder, csv_of(NEW | {"hours": "24/7"}, change))
    applied(folder, plan)
    after = rows(folder)
    found = {
        id_: {key: (before.get(id_, {}).get(key, ""), value) for key, value in cells.items()}
        for id_, cells in after.items()
    }
    changes = {
        id_: {key: pair for key, pair in cells.items() if pair[0] != pair[1]} for id_, cells in found.items()
    }
    assert {edit.key: dict(edit.cells) for edit in plan.edits} == {k: v for k, v in changes.items() if v}


def test_what_is_there_already_or_may_not_be_never_looks_like_a_clean_create(folder: Path) -> None:
    """Rule F2: a collision with a clinic of the site, and a word outside the closed vocabulary."""
    there = rows(folder)["ormond-beach"]
    twin = {key: there[key] for key in ("name", "street", "locality", "region", "postcode", "lat", "lon")}
    plan = planned(folder, csv_of(NEW | {"treatments": "magic"}, {"id": "DAB-7", **twin}))
    assert plan.edits == ()
    assert told(plan) == [
        (2, "treatments", '"magic" is not a treatment of this site'),
        (3, "id", 'this is the clinic "ormond-beach" of the site, which has the same name and address'),
    ]


def test_without_an_id_one_is_made_once_and_then_frozen(folder: Path) -> None:
    """Rule F1: the id is derived from name and town; a later change of the name does not move it."""
    new = {key: value for key, value in NEW.items() if key != "id"}
    other = new | {"street": "9 Other Street", "lat": "29.18"}
    plan = planned(folder, csv_of(new))
    assert [edit.key for edit in plan.edits] == ["example-back-care-ocala-ocala"]
    applied(folder, plan)
    again = planned(folder, csv_of(new, other))
    assert [edit.key for edit in again.edits] == ["example-back-care-ocala-ocala-9-other-street"]


def test_two_new_clinics_of_one_name_and_town_bear_their_streets(folder: Path) -> None:
    new = {key: value for key, value in NEW.items() if key != "id"}
    plan = planned(folder, csv_of(new, new | {"street": "9 Other Street", "lat": "29.18"}))
    assert sorted(edit.key for edit in plan.edits) == [
        "example-back-care-ocala-ocala-1-sample-street",
        "example-back-care-ocala-ocala-9-other-street",
    ]


def test_duplicates_are_named_as_duplicates(folder: Path) -> None:
    """Rule F3: by id, by name and address, by point; each with the row of the first."""
    nameless = {key: value for key, value in NEW.items() if key != "id"} | {"name": "Third", "lat": "29.19"}
    plan = planned(
        folder,
        csv_of(NEW, NEW | {"street": "2 Other Street"}, NEW | {"id": "b", "name": "B"}, nameless, nameless),
    )
    assert told(plan) == [
        (3, "id", '"ocala" is already the id of row 2'),
        (6, "name", "row 5 is the same clinic: it has the same name and address"),
    ]
    assert (4, "lat", "row 2 has the same coordinates") in told(plan, Severity.WARNING)


def test_errors_carry_row_column_value_and_cure(folder: Path) -> None:
    """Rule F3: the file's own row number and column, the value, and how to mend it."""
    bad = {"Id": "x", "Name": "X", "Street": "1 A St", "City": "Ocala", "State": "FL", "Zip": "34471"}
    plan = planned(folder, csv_of(bad | {"Latitude": "-82.12340", "Longitude": "29.17540"}))
    problem = plan.errors[0]
    assert (problem.file, problem.row, problem.column, problem.value) == (
        "list.csv",
        2,
        "Latitude",
        "-82.12340",
    )
    assert problem.cure == "lat and lon are swapped: write lat 29.1754, lon -82.1234"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"lat": "38.9"}, "km"),
        ({"lat": "1.37772", "lon": "103.82952"}, "lies 16"),
        ({"postcode": "99501"}, "ZIP 99501 lies in AK, not in FL"),
        ({"region": "XX"}, "is not a state"),
        ({"lat": ""}, "the cell is blank"),
    ],
)
def test_bad_places_are_named_and_never_used(folder: Path, cells: dict[str, str], message: str) -> None:
    """Rule F3: coordinates are compared with ZIP and state; a row that lies keeps out."""
    plan = planned(folder, csv_of(NEW | cells))
    assert plan.edits == ()
    assert message in " ".join(each.message for each in plan.errors)


def test_a_county_that_is_another_is_told_of(folder: Path) -> None:
    assert told(planned(folder, csv_of(NEW | {"county": "Marion County"})), Severity.WARNING) == told(
        planned(folder, csv_of(NEW)), Severity.WARNING
    )
    found = told(planned(folder, csv_of(NEW | {"county": "Duval"})), Severity.WARNING)
    assert (2, "lat", "29.17540,-82.12340 lies in Marion County, not in Duval") in found


def test_zips_are_repaired_and_written_with_their_hyphen(folder: Path) -> None:
    boston = NEW | {"locality": "Boston", "region": "Massachusetts", "lat": "42.3601", "lon": "-71.0589"}
    plan = planned(
        folder, csv_of(boston | {"postcode": "2108"}, boston | {"id": "b", "postcode": "021081234"})
    )
    assert [edit.cells["postcode"][1] for edit in plan.edits] == ["02108", "02108-1234"]
    assert [edit.cells["region"][1] for edit in plan.edits] == ["MA", "MA"]
    assert any(column == "postcode" and row == 2 for row, column, _ in told(plan, Severity.NOTICE))


@pytest.mark.parametrize("code", ["x" * 60, "a<b", "https://example.org/a"])
def test_a_store_code_that_google_would_not_take_is_named(folder: Path, code: str) -> None:
    """Rule F11: under 60 characters, no < or >, no web address."""
    assert told(planned(folder, csv_of(NEW | {"id": code})))[0][:2] == (2, "id")


def test_what_new_clinics_lack_may_be_given(folder: Path) -> None:
    new = {key: value for key, value in NEW.items() if key != "treatments"}
    plan = planned(
        folder, csv_of(new, {"id": "ormond-beach", "phone": "386-555-0199"}), treatments="acupuncture"
    )
    assert [edit.cells.get("treatments") for edit in plan.edits] == [("", "acupuncture"), None]
    assert all("verified_on" not in edit.cells for edit in plan.edits)


def test_a_file_that_tells_no_clinic_from_another_is_refused(folder: Path) -> None:
    plan = planned(folder, b"name,phone\nA,386-555-0150\n")
    assert "no column is the street or the locality" in plan.errors[0].message
    assert "--suggest-mapping" in plan.errors[0].cure


CELLS = ["=HYPERLINK(1)", "-", "@acme", "+13865550100", "=1+1", "'quoted'"]


@pytest.mark.parametrize("cell", CELLS)
def test_formula_cells_survive_and_stay_harmless(folder: Path, cell: str) -> None:
    """Rules C20 and C21: what is imported reads back as itself, and no spreadsheet reckons with it."""
    plan = planned(folder, csv_of(NEW | {"parking": f"'{cell}" if cell[0] in "=+-@" else cell}))
    applied(folder, plan)
    site = load(folder).site
    assert site
    assert {clinic.id: clinic.parking for clinic in site.clinics}["ocala"] == cell
    again = planned(folder, (folder / "clinics.csv").read_bytes())
    assert again.edits == ()
