"""`locator reports`: what to mend, and nothing that steers a terminal."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from locator.cli import main
from locator.editing.folder_cabinet import FolderCabinet
from locator.model.report import Fault, Report
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reported(folder: Path) -> Path:
    book = ReportBook(FolderCabinet(folder))
    book.add(Report(date(2026, 11, 1), "/clinics/lake-mary/", Fault.PHONE, "Call (407) 555-0199\nnow"))
    book.add(Report(date(2026, 11, 20), "/back-pain-treatment/fl/lake-mary/", Fault.TEXT))
    book.add(Report(date(2026, 11, 23), "/gone/", Fault.OTHER, "\x1b[31mred\x07 \u202eevil \x9b2J"))
    book.close()
    return folder


def test_reports_name_the_row_to_mend(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", str(reported)]) == 0
    out = capsys.readouterr().out
    assert "mend the clinic lake-mary of clinics.csv" in out
    assert "of locations.csv (Lake Mary, FL)" in out
    assert "| Call (407) 555-0199\n       | now" in out
    assert out.index("/gone/") < out.index("/clinics/lake-mary/")


def test_no_note_steers_the_terminal(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["reports", str(reported)])
    out = capsys.readouterr().out
    assert all(letter == "\n" or letter.isprintable() for letter in out)


def test_json_and_since(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", str(reported), "--json", "--since", "2026-11-20"]) == 0
    found = json.loads(capsys.readouterr().out)["reports"]
    assert [report["day"] for report in found] == ["2026-11-23", "2026-11-20"]
    assert set(found[0]) == {"id", "day", "path", "fault", "note", "mend"}


def test_done_takes_off_the_list(reported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", str(reported), "--done", "1", "7"]) == 1
    assert "There is no report 7." in capsys.readouterr().out
    assert main(["reports", str(reported), "--done", "2"]) == 0
    assert [report.id for report in ReportBook(FolderCabinet(reported)).reports()] == [3]


def test_a_folder_that_is_broken_now_still_shows_its_reports(
    reported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (reported / "site.toml").write_text("name = 5", encoding="utf-8")
    assert main(["reports", str(reported)]) == 0
    assert "/clinics/lake-mary/" in capsys.readouterr().out


def test_no_reports_make_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reports", str(folder)]) == 0
    assert capsys.readouterr().out == "No reports.\n"
    assert not (folder / ".locator").exists()


def test_a_day_that_is_none_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["reports", str(folder), "--since", "tomorrow"])
    assert "write 2026-11-23" in capsys.readouterr().err
