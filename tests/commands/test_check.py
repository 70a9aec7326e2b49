"""`locator check`: every problem by file, row and column with its cure, and every verdict."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from locator.cli import main
from locator.commands.check import render_github, render_json, render_text
from locator.model.problem import Problem, Severity

ROOT = Path(__file__).parents[2]


def checked(folder: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["check", str(folder), *options])
    return code, capsys.readouterr().out


def report(folder: Path, *options: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code, out = checked(folder, "--format", "json", *options, capsys=capsys)
    data: dict[str, Any] = json.loads(out)
    return code, data


def edit(path: Path, **cells: dict[str, str]) -> None:
    """Changes cells of the rows of a CSV file, found by their first column."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    header = rows[0]
    assert {len(row) for row in rows} == {len(header)}
    for row in rows[1:]:
        for column, value in cells.get(row[0].replace("-", "_").replace(" ", "_"), {}).items():
            row[header.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


# The example


def test_the_example_has_no_problem_and_every_indexed_page_has_earned_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Rule E1: an indexed page meets every rule, and one that is not says which it fails."""
    code, data = report(ROOT, "--strict", capsys=capsys)
    assert code == 0
    assert data["problems"] == []
    assert sum(page["verdict"] == "index" for page in data["pages"]) > 10
    for page in data["pages"]:
        assert (page["verdict"] == "index") == all(reason["ok"] for reason in page["reasons"])


def test_json_has_the_documented_shape(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Key West,FL\nXyzzyville,FL\n")
    _, data = report(folder, capsys=capsys)
    assert data.keys() == {"problems", "pages"}
    assert list(data["problems"][0]) == ["severity", "file", "row", "column", "value", "message", "cure"]
    pages = {page["path"]: page for page in data["pages"]}
    key_west = pages["/back-pain-treatment/fl/key-west/"]
    assert key_west["verdict"] == "noindex"
    assert key_west["reasons"][0].keys() == {"rule", "ok", "detail"}
    failed = [reason for reason in key_west["reasons"] if not reason["ok"]]
    assert failed[0]["rule"] == "E1.1"
    assert re.search(r"\d+ miles away; the radius is 25 miles", failed[0]["detail"])


def test_text_ends_with_the_sums(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Key West,FL\nXyzzyville,FL\n")
    code, out = checked(folder, capsys=capsys)
    assert code == 1
    lines = out.splitlines()
    assert lines[0].startswith('error   locations.csv:34, column town: "Xyzzyville" is not a known town')
    assert lines[-1].startswith("1 error, 0 warnings, 0 notices. 39 landing pages: ")
    costs = next(line for line in lines if line.startswith("What costs"))
    assert costs.startswith("What costs pages their place: E1.1 on 1 page, E1.3 on ")
    assert costs.endswith(" What helps:")
    assert lines[lines.index(costs) + 1].startswith("  E1.1: If people really drive that far")
    page = lines.index("noindex  /back-pain-treatment/fl/key-west/")
    assert lines[page + 1].startswith("         E1.1: ")


# Exit codes


@pytest.mark.parametrize(
    ("row", "code", "strict_code"),
    [("DeLand,FL", 0, 0), ("deland,FL", 0, 0), ("Sanford,FL,,sanford-2", 0, 1), ("Xyzzyville,FL", 1, 1)],
    ids=["nothing", "notice", "warning", "error"],
)
def test_the_exit_code_is_that_of_the_worst(
    row: str, code: int, strict_code: int, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    assert checked(folder, capsys=capsys)[0] == code
    assert checked(folder, "--strict", capsys=capsys)[0] == strict_code


def test_a_folder_that_cannot_become_a_site_is_reported_whole(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = folder / "site.toml"
    text = settings.read_text(encoding="utf-8").replace(
        'units = "miles"', 'units = "leagues"\ncolour = "red"'
    )
    settings.write_text(text, encoding="utf-8")
    code, data = report(folder, capsys=capsys)
    assert code == 1
    assert {problem["column"] for problem in data["problems"]} == {"units", "colour"}
    assert data["pages"] == []


def test_a_slip_in_a_template_is_a_problem_like_any_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "home.html").write_text("\n{{ nope }}", encoding="utf-8")
    code, data = report(folder, capsys=capsys)
    assert code == 1
    (problem,) = data["problems"]
    assert (problem["file"], problem["row"]) == ("templates/home.html", 2)
    assert "'nope' is undefined" in problem["message"]


# GitHub


def test_github_gets_one_annotation_a_problem(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Xyzzyville,FL\n")
    code, out = checked(folder, "--format", "github", capsys=capsys)
    assert code == 1
    (line,) = out.splitlines()
    assert line.startswith(f"::error file={folder.as_posix()}/locations.csv,line=33,title=town::")


def test_github_is_not_led_astray_by_what_a_cell_holds() -> None:
    """https://docs.github.com: % CR LF end a command, and : and , a property."""
    problem = Problem(
        Severity.WARNING,
        "a,b:c.csv",
        "100%\r\n::error::owned",
        "cure\n",
        row=7,
        column="x,y::z",
    )
    assert render_github([problem], {}) == (
        "::warning file=a%2Cb%3Ac.csv,line=7,title=x%2Cy%3A%3Az::100%25%0D%0A::error::owned; cure%0A"
    )


def test_github_places_a_problem_of_a_whole_file_in_the_file() -> None:
    problem = Problem(Severity.ERROR, "clinics.csv", "the file is missing", "add it")
    assert render_github([problem], {}) == "::error file=clinics.csv::the file is missing; add it"


def test_nothing_to_tell_is_told_in_every_format() -> None:
    assert render_text([], {}) == "0 errors, 0 warnings, 0 notices. 0 landing pages."
    assert json.loads(render_json([], {})) == {"problems": [], "pages": []}
    assert render_github([], {}) == ""


def test_problems_stand_by_file_and_row_in_every_format() -> None:
    def problem(file: str, row: int) -> Problem:
        return Problem(Severity.ERROR, file, f"{file} {row}", "", row=row)

    mixed = [problem("b.csv", 10), problem("a.csv", 9), problem("b.csv", 2)]
    expected = ["a.csv 9", "b.csv 2", "b.csv 10"]
    assert re.findall(r"[ab]\.csv \d+", render_text(mixed, {})) == expected
    assert re.findall(r"::([ab]\.csv \d+)", render_github(mixed, {})) == expected
    assert [found["message"] for found in json.loads(render_json(mixed, {}))["problems"]] == expected


# Twenty kinds of dirt in one folder

DIRTY_CLINICS: dict[str, dict[str, str]] = {
    "daytona_beach": {"lat": "29,20385"},
    "ormond_beach": {"lon": "81.07964"},
    "deland": {"lat": "-81.28634", "lon": "29.01812"},
    "orange_city": {"phone": "call us"},
    "lake_mary": {"hours": "Mon-Fri 9-5"},
    "sanford": {"website": "javascript:alert(1)"},
    "orlando": {"postcode": "3280"},
    "mount_dora": {"treatments": "back-pain-treatment;magic"},
    "clermont": {"status": "shut"},
    "new_smyrna_beach": {"verified_on": "10.11.2026"},
    "port_orange": {"replaced_by": "nobody"},
    "oviedo": {"accepting_new_patients": "maybe"},
}
DIRTY_TOWNS = (
    *(
        "Xyzzyville,FL",
        "Midway,FL",
        "DeLand,Flordia",
        'DeBary,FL,,,"28,9"',
        "Lake Mary,FL",
        "DeLand,FL,,De Land!",
    ),
    "Deltona,FL,,,,,,,500 miles",
)
EXPECTED = {
    *{("clinics.csv", 2, "lat"), ("clinics.csv", 3, "lon"), ("clinics.csv", 4, "lat")},
    *{("clinics.csv", 5, "phone"), ("clinics.csv", 6, "hours"), ("clinics.csv", 7, "website")},
    *{("clinics.csv", 8, "postcode"), ("clinics.csv", 9, "treatments"), ("clinics.csv", 10, "status")},
    *{("clinics.csv", 11, "verified_on"), ("clinics.csv", 12, "replaced_by")},
    *{("clinics.csv", 13, "accepting_new_patients")},
    *{("locations.csv", 33, "town"), ("locations.csv", 34, "town"), ("locations.csv", 35, "region")},
    *{("locations.csv", 36, "lat"), ("locations.csv", 37, "town"), ("locations.csv", 38, "slug")},
    *{("locations.csv", 39, "radius"), ("redirects.csv", 6, "to"), ("redirects.csv", 7, "status")},
    *{("practitioners.csv", 20, "clinic")},
}


def test_twenty_kinds_of_dirt_are_each_named_with_a_cure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "clinics.csv", **DIRTY_CLINICS)
    for file, rows in {
        "locations.csv": DIRTY_TOWNS,
        "redirects.csv": ("/old/,https://evil.example/,301", "/older/,/clinics/,200"),
        "practitioners.csv": ("Kim Example,L.Ac.,X-1,nowhere,English,Mo",),
    }.items():
        with (folder / file).open("a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in rows)
    code, data = report(folder, capsys=capsys)
    assert code == 1
    wrong = [problem for problem in data["problems"] if problem["severity"] != "notice"]
    found = {(problem["file"], problem["row"], problem["column"]) for problem in wrong}
    assert found >= EXPECTED, EXPECTED - found
    for problem in data["problems"]:
        assert problem["cure"], problem
        assert problem["message"], problem
        assert problem["row"] is not None, problem
    text = checked(folder, capsys=capsys)[1]
    annotations = checked(folder, "--format", "github", capsys=capsys)[1].splitlines()
    assert len(annotations) == len(data["problems"])
    for file, row, column in EXPECTED:
        assert f"{file}:{row}, column {column}: " in text
        assert any(f"/{file},line={row},title={column}::" in line for line in annotations)
