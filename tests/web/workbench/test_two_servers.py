"""Two servers on one database: whoever signs in at one is known at the other, and so is what they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from desks import NAME, SIGNED_IN, DeskClient

from locator.editing.editors import Editors
from locator.publish.machine import machine_files
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.shared.database.database import Database
from locator.site.folder import SiteFolder
from locator.web.live import Live
from locator.web.source import OneFolder
from locator.web.workbench.door.attempts import FREE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSWORD = "four plain words do well"
REPORT = {"page": "/clinics/lake-mary/", "fault": "hours", "note": "They close at five."}


@pytest.fixture
def desks(folder: Path, database: Database) -> Iterator[list[DeskClient]]:
    """Two servers of the same files, each with connections of its own."""
    Editors(SharedCabinet(database), {}).add(NAME, PASSWORD)
    databases = [Database(database.url) for _ in range(2)]
    clients = []
    for own in databases:
        source = OneFolder(SiteFolder(folder))
        source.cabinet = SharedCabinet(own)
        live = Live(source, environ={}, clock=fixed_clock, machine_files=machine_files)
        clients.append(DeskClient(live))
    yield clients
    for own in databases:
        own.close()


def test_a_session_holds_at_both_and_ends_at_both(desks: list[DeskClient]) -> None:
    one, two = desks
    assert one.sign_in(password=PASSWORD).status_code == SIGNED_IN
    two.cookies.update(one.cookies)
    two.page("/workbench/history/")
    one.submit("/workbench/towns/add/", {"towns": "DeLand, FL", "step": "draft"})
    assert "Added DeLand, FL" in two.page("/workbench/draft/").text_content()
    assert one.post("/report", data=REPORT, headers={"origin": "https://testserver"}).status_code == 303
    assert "They close at five." in two.page("/workbench/reports/").text_content()
    one.submit("/workbench/sign-out", {"everywhere": "yes"})
    assert two.get("/workbench/history/").headers["location"].startswith("/workbench/sign-in")
    assert not list((two.folder / ".locator").glob("*.json"))


def test_attempts_count_together_and_who_is_removed_has_no_workbench_anywhere(
    desks: list[DeskClient], database: Database
) -> None:
    statuses = [desks[number % 2].sign_in(password="a wrong guess").status_code for number in range(FREE + 1)]
    assert statuses == [422] * FREE + [429]
    assert [desk.get("/workbench/").status_code for desk in desks] == [303, 303]
    Editors(SharedCabinet(database), {}).remove(NAME)
    assert [desk.get("/workbench/").status_code for desk in desks] == [404, 404]


def test_while_the_database_is_away_the_site_goes_on_and_the_door_says_why(folder: Path) -> None:
    source = OneFolder(SiteFolder(folder))
    source.cabinet = SharedCabinet(Database("postgresql://postgres@127.0.0.1:1/site"))
    desk = DeskClient(Live(source, environ={}, clock=fixed_clock, machine_files=machine_files))
    assert desk.get("/clinics/lake-mary/").status_code == 200
    said = desk.sign_in()
    assert (said.status_code, "a database is away" in said.text) == (503, True)
    told = desk.post("/report", data=REPORT, headers={"origin": "https://testserver"})
    assert told.status_code == 503
