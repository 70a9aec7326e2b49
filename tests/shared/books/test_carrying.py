"""What a folder has kept comes along once, into a folder or a database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.draft import Draft
from locator.editing.editors import Editors
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.rows.row_edit import add_row
from locator.errors import LocatorError
from locator.model.report import Fault, Report
from locator.shared.books.carrying import carry_over
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from locator.cabinet import Cabinet
    from locator.site.folder import SiteFolder

TODAY, NOW = date(2026, 11, 23), fixed_clock()
PASSWORD = "four plain words do well"
ALL = ("draft", "editors", "demand", "reports")
VIEWS = {(Kind.VIEW, "/"): 5}


@pytest.fixture
def kept(site_folder: SiteFolder) -> FolderCabinet:
    """A folder whose books have something in them."""
    cabinet = FolderCabinet(site_folder.path)
    DemandBook(cabinet).add(TODAY, VIEWS)
    for path in ("/a/", "/b/"):
        ReportBook(cabinet).add(Report(TODAY, path, Fault.HOURS, "ñ"))
    Editors(cabinet, {}).add("Ana", PASSWORD)
    town = add_row("locations.csv", {"town": "Leesburg", "region": "FL"})
    Draft(site_folder, cabinet).add(town, who="Ana", now=NOW)
    return cabinet


def test_everything_comes_along_once(kept: FolderCabinet, site_folder: SiteFolder, cabinet: Cabinet) -> None:
    DemandBook(cabinet).add(TODAY, VIEWS)  # a server counts already
    assert carry_over(kept, cabinet) == ALL
    assert carry_over(kept, cabinet) == ()
    assert DemandBook(cabinet).months(TODAY, TODAY).of(Kind.VIEW) == {"/": 10}
    assert [report.path for report in ReportBook(cabinet).reports()] == ["/b/", "/a/"]
    assert Editors(cabinet, {}).verify("Ana", PASSWORD)
    assert Draft(site_folder, cabinet).edits == Draft(site_folder, kept).edits
    assert len(ReportBook(kept).reports()) == 2


def test_what_became_of_it_since_stays_as_it_is(
    kept: FolderCabinet, site_folder: SiteFolder, cabinet: Cabinet
) -> None:
    carry_over(kept, cabinet)
    Draft(site_folder, cabinet).clear()
    Editors(cabinet, {}).remove("Ana")
    book = ReportBook(cabinet)
    book.remove([report.id for report in book.reports()])
    assert carry_over(kept, cabinet) == ()
    assert not Draft(site_folder, cabinet).edits
    assert not Editors(cabinet, {}).names()
    assert not book.reports()


def test_a_folder_that_has_kept_nothing_leaves_room_for_one_that_has(
    kept: FolderCabinet, cabinet: Cabinet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert carry_over(FolderCabinet(tmp_path_factory.mktemp("bare")), cabinet) == ()
    assert carry_over(kept, cabinet) == ALL


def test_what_cannot_be_kept_is_told(kept: FolderCabinet, useless: Cabinet) -> None:
    with pytest.raises(LocatorError, match=r"cannot be used|no connection"):
        carry_over(kept, useless)
