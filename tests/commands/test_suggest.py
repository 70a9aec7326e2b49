"""`locator suggest`: the next towns, with their reasons and verdicts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from locator.cli import main
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.folder_cabinet import FolderCabinet


def test_the_best_are_told_with_their_verdict_and_the_way_to_add_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.csv")}
    assert main(["suggest", str(folder), "-n", "2", "--verdicts", "1"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("  1. Kissimmee, FL\n     203,766 people are nearer to it")
    assert "Listed: /back-pain-treatment/fl/kissimmee/" in out
    assert "  2. Oak Ridge, FL\n" in out
    assert "/fl/oak-ridge/" not in out
    assert f'locator add "Kissimmee, FL" {folder}' in out
    assert {path: path.read_bytes() for path in folder.rglob("*.csv")} == before


def test_the_same_for_programs_with_what_was_searched_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = DemandBook(FolderCabinet(folder))
    book.add(date(2026, 11, 20), {(Kind.SEARCH, "DeLand, Volusia County, FL"): 2_003})
    book.close()
    assert main(["suggest", str(folder), "-n", "10", "--verdicts", "0", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["suggestions"]
    deland = next(each for each in found if each["town"] == "DeLand")
    assert deland["searches"] == 2_000
    assert deland["add"] == "DeLand, FL"
    assert deland["page"] is None
    assert len(deland["reasons"]) == 4


@pytest.mark.parametrize("count", ["0", "-3", "201"])
def test_a_number_that_cannot_be_is_refused(
    count: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", str(folder), "-n", count]) == 2
    assert "give a number from 1 to 200" in capsys.readouterr().err
