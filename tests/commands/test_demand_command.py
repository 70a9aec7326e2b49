"""`locator demand`: plain words, JSON and CSV, and nothing that tells of fewer than five."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from locator.cli import main
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.folder_cabinet import FolderCabinet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def counted(folder: Path) -> Path:
    """The example with some demand of today."""
    counts = {
        (Kind.SEARCH, "Miami, Miami-Dade County, FL"): 23,
        (Kind.UNMET, "Miami, Miami-Dade County, FL"): 23,
        (Kind.SEARCH, "Oak Hill, Volusia County, FL"): 4,
        (Kind.VIEW, "/"): 1_234,
        (Kind.CALL, "lake-mary"): 9,
        **{(Kind.VIEW, f"/articles/{number:02}/"): 5 for number in range(30)},
    }
    assert DemandBook(FolderCabinet(folder)).add(datetime.now(UTC).date(), counts)
    return folder


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["demand", *arguments]) == 0
    return capsys.readouterr().out


def test_what_was_not_found_is_told_first(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = said([str(counted)], capsys)
    assert "fewer than 5 in a month count as none" in text.splitlines()[0]
    blocks = text.split("\n\n")
    assert blocks[1].startswith("Searched for, and no clinic within 25 miles\n     20  Miami, Miami-Dade")
    assert "Oak Hill" not in text
    assert "  1,230  /" in text
    assert "and 11 more; --csv prints them all" in text
    (row,) = [line for line in text.splitlines() if line.endswith("  lake-mary")]
    assert row.split("  ")[-1] == "lake-mary"
    assert row.count("fewer than 5") == 2


def test_json_says_null_for_fewer_than_five(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(said([str(counted), "--json", "--days", "1"], capsys))
    assert data["months"] == [f"{datetime.now(UTC):%Y-%m}"]
    assert data["rounded_down_to"] == 5
    assert data["places"] == [{"place": "Miami, Miami-Dade County, FL", "searches": 20, "unmet": 20}]
    (lake_mary,) = [each for each in data["clinics"] if each["id"] == "lake-mary"]
    assert lake_mary == {"id": "lake-mary", "calls": 5, "directions": None, "bookings": None}
    assert data["searches_from_here"] is None


def test_csv_has_every_figure(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = said([str(counted), "--csv"], capsys).splitlines()
    assert len(rows) == 1 + 2 + 31 + 1
    assert rows[0] == "month,kind,subject,count"


def test_nothing_counted_is_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is nothing to show yet." in said([str(folder)], capsys)
    assert json.loads(said([str(folder), "--json"], capsys))["places"] == []
    assert not (folder / ".locator/demand.sqlite").exists()


def test_switched_off_it_says_so(counted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (counted / "site.toml").open("a") as settings:
        settings.write("\n[demand]\ncounted = false\n")
    assert "Nothing is counted now: site.toml says [demand] counted = false." in said([str(counted)], capsys)


@pytest.mark.parametrize("days", ["0", "-1", "many", "801", "²"])
def test_a_number_of_days_that_is_none_is_refused(days: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["demand", "--days", days])
    assert stopped.value.code == 2
    assert "write one from 1 to 800" in capsys.readouterr().err


def test_a_file_that_cannot_be_used_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".locator/demand.sqlite").mkdir(parents=True)
    assert main(["demand", str(folder)]) == 2
    assert "cannot be used" in capsys.readouterr().err
