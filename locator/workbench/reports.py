"""What readers say is wrong with a page, and the row or file to mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages.languages import view_at
from locator.pages.moves import owner
from locator.pages.report.form import fault_names
from locator.site.reports import ReportBook
from locator.workbench.frame import HOME, DeskFrame, build_frame

if TYPE_CHECKING:
    from datetime import date

    from locator.workbench.desk import Desk

MOST = 100  # on the page; the next ones come when these are done


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report, and who has the page that it is about."""

    id: int
    day: date
    path: str
    fault: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """The newest of `count` reports."""

    template: ClassVar[str] = "workbench/reports.html"

    frame: DeskFrame
    rows: tuple[ReportRow, ...]
    count: int


def reports_page(desk: Desk) -> ReportsPage:
    """The page as of now; raises LocatorError if the reports cannot be read."""
    site = desk.catalogue.site
    book = ReportBook(desk.cabinet)
    reports, faults = book.reports(), fault_names(site)
    book.close()
    rows = tuple(
        ReportRow(
            id=report.id,
            day=report.day,
            path=report.path,
            fault=faults.get(report.fault.value, report.fault.value),
            note=report.note,
            place=owner(view_at(site, report.path), report.path),
        )
        for report in reports[:MOST]
    )
    return ReportsPage(build_frame(desk, "Reports from readers", section=HOME), rows, len(reports))


def done_with(desk: Desk, id_: int) -> str:
    """Takes a report off the list, for ever, and says so."""
    book = ReportBook(desk.cabinet)
    found = book.remove([id_])
    book.close()
    return f"Report {id_} is done with." if found else f"Report {id_} was done with before."
