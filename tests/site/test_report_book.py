"""The reports of a folder: the newest first, a year long, and no more than there is room for."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from locator.editing.folder_cabinet import FolderCabinet
from locator.errors import LocatorError
from locator.model.report import Fault, Report
from locator.site import reports
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from pathlib import Path

    from locator.cabinet import Cabinet

DAY = date(2026, 11, 23)


def test_reports_come_back_the_newest_first(cabinet: Cabinet) -> None:
    book = ReportBook(cabinet)
    assert book.reports() == ()
    for number in range(3):
        assert book.add(
            Report(DAY + timedelta(number), f"/{number}/", Fault.TEXT, "ñ\n'; DROP TABLE reports")
        )
    assert [report.path for report in book.reports()] == ["/2/", "/1/", "/0/"]
    assert [report.path for report in book.reports(DAY + timedelta(1))] == ["/2/", "/1/"]
    assert ReportBook(cabinet).reports() == book.reports()


def test_what_is_done_is_gone_and_its_number_is_never_used_again(cabinet: Cabinet) -> None:
    book = ReportBook(cabinet)
    book.add(Report(DAY, "/a/", Fault.HOURS))
    (first,) = book.reports()
    assert book.remove([first.id, 99]) == (first.id,)
    assert book.reports() == ()
    book.add(Report(DAY, "/b/", Fault.HOURS))
    assert book.reports()[0].id > first.id


def test_a_report_is_let_go_of_after_a_year(cabinet: Cabinet) -> None:
    """Rule C11: what was kept is deleted by itself."""
    book = ReportBook(cabinet)
    book.add(Report(DAY, "/old/", Fault.HOURS))
    book.add(Report(DAY + timedelta(reports.KEPT_DAYS + 1), "/new/", Fault.HOURS))
    assert [report.path for report in book.reports()] == ["/new/"]


def test_a_full_book_takes_no_more(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST", 2)
    book = ReportBook(cabinet)
    assert [book.add(Report(DAY, "/", Fault.OTHER, "x")) for _ in range(3)] == [True, True, False]


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / ".locator/reports.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"This is no database. " * 100)
    book = ReportBook(FolderCabinet(tmp_path))
    assert book.add(Report(DAY, "/", Fault.HOURS))
    assert len(book.reports()) == 1


def test_a_row_that_nobody_can_read_hides_no_other(tmp_path: Path) -> None:
    book = ReportBook(FolderCabinet(tmp_path))
    book.add(Report(DAY, "/a/", Fault.HOURS, "x"))
    book.close()
    with sqlite3.connect(tmp_path / ".locator/reports.sqlite") as db:
        strange = [
            ("2026-11-20", "weather", "x"),
            ("2026-13-45", "hours", "x"),
            ("2026-11-20", "hours", b"\xff"),
        ]
        db.executemany("INSERT INTO reports (day, path, fault, note) VALUES (?, '/', ?, ?)", strange)
    found = book.reports()
    assert [report.id for report in found] == [4, 1]
    assert all(isinstance(report.note, str) for report in found)


def test_a_book_that_cannot_be_used_is_not_the_same_as_no_reports(useless: Cabinet) -> None:
    book = ReportBook(useless)
    assert not book.add(Report(DAY, "/", Fault.HOURS))
    with pytest.raises(LocatorError, match=r"cannot be used|no connection"):
        book.reports()
    with pytest.raises(LocatorError, match=r"cannot be used|no connection"):
        book.remove([1])
