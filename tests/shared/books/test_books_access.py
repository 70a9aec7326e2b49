"""A database that is stopped and started between: counts wait, sign-ins stay, nobody waits long."""

from __future__ import annotations

import logging
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import fixed_clock
from postgres import Postgres, started

from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.demand.turnstile import Turnstile
from locator.editing.draft import Draft
from locator.editing.editors import Editors
from locator.editing.rows.row_edit import add_row
from locator.errors import LocatorError, StoreError
from locator.model.report import Fault, Report
from locator.shared.books.access import Access
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.shared.database.database import Database
from locator.shared.database.migrating import migrate
from locator.site.reports import ReportBook
from locator.web.workbench.door.sessions import Sessions

if TYPE_CHECKING:
    from locator.site.folder import SiteFolder

TODAY, NOW = date(2026, 11, 23), fixed_clock()
REPORT = Report(TODAY, "/a/", Fault.HOURS)
PASSWORD = "four plain words do well"
OCALA = add_row("locations.csv", {"town": "Ocala", "region": "FL"})
LEESBURG = add_row("locations.csv", {"town": "Leesburg", "region": "FL"})


def test_what_is_counted_while_the_database_is_away_is_written_when_it_answers(
    site_folder: SiteFolder, caplog: pytest.LogCaptureFixture
) -> None:
    with started() as server:
        database = Database(server.url())
        migrate(database)
        cabinet = SharedCabinet(database)
        editors, turnstile = Editors(cabinet, {}), Turnstile(DemandBook(cabinet), lambda: TODAY)
        sessions, reports = Sessions(cabinet, editors), ReportBook(cabinet)
        editors.add("Ana", PASSWORD)
        ana = editors.find("Ana")
        session = sessions.begin("Ana", ana.secret, NOW) if ana else None
        assert session and reports.add(REPORT)
        draft = Draft(site_folder, cabinet)
        draft.add(OCALA, who="Ana", now=NOW)
        server.execute("CHECKPOINT")  # this server does not bring each commit to the disk
        server.stop()

        for _ in range(5):
            turnstile.count(Kind.VIEW, "/")
        turnstile.write()
        assert not reports.add(REPORT)
        assert sessions.find(session.id, NOW) is None
        assert editors.may_be_any and not editors.is_any  # the door says what is wrong
        with pytest.raises(StoreError):
            draft.add(LEESBURG, who="Ana", now=NOW)
        warned = [each for each in caplog.records if each.levelno == logging.WARNING]
        assert len(warned) == 1

        server.start()
        _wait_for(cabinet)
        turnstile.write()
        assert turnstile.book.months(TODAY, TODAY).of(Kind.VIEW) == {"/": 5}
        assert len(reports.reports()) == 1
        assert sessions.find(session.id, NOW) == session
        assert [each.edit for each in Draft(site_folder, cabinet).edits] == [OCALA]
        database.close()


def _wait_for(cabinet: SharedCabinet) -> None:
    end = time.monotonic() + 60
    while cabinet.tables("demand", "").run(lambda _: True) is None:
        assert time.monotonic() < end
        time.sleep(0.05)


class Counted(Database):
    """Knows how often it was asked."""

    asked = 0

    def run(self, *given: Any, **more: Any) -> Any:
        self.asked += 1
        return super().run(*given, **more)


def test_a_database_that_is_away_is_left_alone_for_a_while() -> None:
    database = Counted("postgresql://postgres@127.0.0.1:1/site")
    access = Access(database)
    for _ in range(20):
        with pytest.raises(StoreError, match="no connection could be had"):
            access.run(lambda _: None)
    assert database.asked == 1


def test_a_book_that_another_server_keeps_long_does_not_keep_others_from_theirs(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locator.shared.books.access.STATEMENT_SECONDS", 0.1)
    cabinet, other = SharedCabinet(database), SharedCabinet(Database(database.url))

    def meanwhile(_: object) -> tuple[object, object]:
        return cabinet.tables("demand", "").run(lambda _: 1), cabinet.tables("reports", "").run(lambda _: 1)

    assert other.tables("demand", "").run(meanwhile) == (None, 1)
    other.database.close()


def test_tables_of_an_older_program_are_told(postgres_server: Postgres) -> None:
    bare = postgres_server.url()  # the database that every server has
    book = ReportBook(SharedCabinet(Database(bare)))
    assert not book.add(REPORT)
    with pytest.raises(LocatorError, match="locator db migrate"):
        book.reports()
