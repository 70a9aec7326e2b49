"""`locator add`: towns get a row each, or nothing is written."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import load

from locator.cli import main
from locator.editing.history.versions import Versions
from locator.site.folder import SiteFolder

DELAND = "/back-pain-treatment/fl/deland/"


def locations(folder: Path) -> str:
    return (folder / "locations.csv").read_text()


def test_several_towns_get_a_row_each_with_a_frozen_slug(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F5: the slug is written into the row, and nothing else of the file changes."""
    before = locations(folder)
    assert main(["add", "DeLand, FL", "edgewater fl", str(folder)]) == 0
    assert locations(folder) == f"{before}DeLand,FL,,deland,,,,,,,,\nEdgewater,FL,,edgewater,,,,,,,,\n"
    out = capsys.readouterr().out
    assert "30,195 people" in out
    assert "Listed: /back-pain-treatment/fl/edgewater/" in out
    assert f"Not listed: {DELAND}" in out
    assert "Write in its note (content/towns/fl/deland.md) what is true of DeLand only" in out
    assert "Added DeLand, FL and Edgewater, FL. Written: locations.csv." in out
    (newest, *_) = Versions(SiteFolder(folder)).list()
    assert newest.told == "Added DeLand, FL and Edgewater, FL"
    loaded = load(folder)
    assert loaded.site
    assert (loaded.problems, ("fl", "deland") in loaded.site.towns_by_key) == ((), True)


def test_what_is_not_clear_costs_all_and_the_words_that_choose_are_printed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F4: all or nothing."""
    before = locations(folder)
    assert main(["add", "DeLand, FL", "Midway FL", "Edgwater, FL", str(folder)]) == 1
    assert locations(folder) == before
    out = capsys.readouterr().out
    assert "Nothing was added, for 2 of 3 are not clear:" in out
    assert '"Midway, Gadsden County, FL"' in out
    assert "3,276 people, 206 miles from" in out
    assert main(["add", "Midway, Gadsden County, FL", "Edgewater, Volusia County, FL", str(folder)]) == 0
    assert "Midway,FL,Gadsden,midway-gadsden," in locations(folder)


def test_a_dry_run_tells_the_verdicts_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rule F2: the dry run predicts the write."""
    before = locations(folder)
    assert main(["add", "DeLand, FL", str(folder), "--dry-run", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["version"], data["files"]) == (None, ["locations.csv"])
    (town,) = data["towns"]
    assert town["row"] == {"town": "DeLand", "region": "FL", "slug": "deland"}
    assert (town["pages"][0]["path"], town["pages"][0]["verdict"]) == (DELAND, "noindex")
    assert {"rule", "ok", "detail"} == set(town["pages"][0]["reasons"][0])
    assert locations(folder) == before
    assert main(["add", "DeLand, FL", str(folder), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert written == data | {"version": 2}


def test_a_list_is_read_from_a_file_and_from_what_is_typed_in(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rule F4: order-independent headers, tabs, Windows-1252."""
    path = tmp_path / "towns.txt"
    path.write_bytes(b"State\tCity\tServices\r\nFL\tDeLand\tacupuncture\r\n")
    assert main(["add", "--from", str(path), "--site", str(folder)]) == 0
    assert "DeLand,FL,,deland,,,acupuncture," in locations(folder)
    typed = io.TextIOWrapper(io.BytesIO("• Edgewater, FL\n".encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    assert main(["add", "--from", "-", "--treatments", "acupuncture", str(folder)]) == 0
    assert "Edgewater,FL,,edgewater,,,acupuncture," in locations(folder)


@pytest.mark.parametrize(
    "words", [["DeLand,", "FL"], ["De", "Land", "FL"], ["DeLand", "Fla."], ["Lake Mary, FL", "DeLand", "fl"]]
)
def test_who_forgets_the_quotation_marks_is_understood(words: list[str], folder: Path) -> None:
    before = locations(folder)
    assert main(["add", *words, str(folder), "--yes"]) == 0
    assert locations(folder) == f"{before}DeLand,FL,,deland,,,,,,,,\n"


def test_a_name_longer_than_any_file_is_a_town_that_nobody_knows(folder: Path) -> None:
    assert main(["add", "x" * 5_000, "--site", str(folder)]) == 1


def test_a_town_that_is_there_is_said_to_be_and_costs_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = locations(folder)
    assert main(["add", "Lake Mary, FL", str(folder)]) == 0
    assert locations(folder) == before
    assert "Lake Mary, FL is already in row 3 of locations.csv." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say which town"),
        (["  "], "say which town"),
        (["{folder}"], "say which town"),
        (["DeLand, FL", "no/such/folder"], "there is no folder no/such/folder"),
        (["--from", "no-such-file", "{folder}"], "no-such-file cannot be read"),
        (["--from", "{folder}/x.xlsx", "{folder}"], "this is a workbook"),
        (["DeLand, FL", "--treatments", "leeches", "{folder}"], "there is no treatment leeches; there are"),
        (["DeLand, FL\n" * 1_001, "{folder}"], "1,001 towns are too many"),
    ],
)
def test_wrong_use_is_refused_with_its_cure(
    words: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "x.xlsx").write_bytes(b"PK\x03\x04")
    assert main(["add", *(word.format(folder=folder) for word in words)]) == 2
    assert said in capsys.readouterr().err


def on_a_terminal(folder: Path, *words: str, typed: str) -> tuple[int, str]:
    """Runs the command on a terminal where somebody types."""
    host, terminal = pty.openpty()
    command = [sys.executable, "-m", "locator", "add", *words, str(folder)]
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    os.write(host, typed.encode())
    said = b""
    while True:
        try:
            said += os.read(host, 65_536)
        except OSError:  # Linux: the other end is closed
            break
    os.close(host)
    return process.wait(), said.decode()


def test_on_a_terminal_a_person_chooses_mends_leaves_out_and_confirms(folder: Path) -> None:
    before = locations(folder)
    code, said = on_a_terminal(folder, "Midway FL", "Edgwater", "Xyzzy", typed="3\nEdgewater, FL\n\ny\n")
    assert code == 0, said
    assert "Add these 2 towns? [Y/n]" in said
    assert locations(folder).removeprefix(before).split() == [
        "Midway,FL,Gadsden,midway-gadsden,,,,,,,,",
        "Edgewater,FL,,edgewater,,,,,,,,",
    ]


def test_who_says_no_has_changed_nothing(folder: Path) -> None:
    before = locations(folder)
    code, said = on_a_terminal(folder, "DeLand, FL", typed="n\n")
    assert (code, locations(folder)) == (0, before)
    assert "Nothing was written" in said
