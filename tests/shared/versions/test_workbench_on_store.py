"""A workbench whose site lies in a database: what is published there is a version of the store."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from desks import NAME, PASSWORD, SIGNED_IN, DeskClient
from starlette.testclient import TestClient

from locator.editing.editors import Editors
from locator.errors import StoreError
from locator.publish.machine import machine_files
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.checkouts import Checkouts
from locator.shared.versions.follower import Follower
from locator.shared.versions.loading import load_into
from locator.web.app import create_app
from locator.web.live import Live
from locator.web.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from locator.site.folder import SiteFolder
    from locator.web.edition import Edition

EDGEWATER = "/back-pain-treatment/fl/edgewater/"


@pytest.fixture
def live(press: Press, tmp_path: Path) -> Iterator[Live]:
    follower = Follower(press, Checkouts(tmp_path / "cache"))
    live = Live(follower, environ={}, clock=fixed_clock, machine_files=machine_files)
    yield live
    live.source.leave()


def test_what_an_editor_publishes_is_served_and_is_a_version_of_the_store(live: Live) -> None:
    Editors(live.cabinet, {}).add(NAME, PASSWORD)
    desk = DeskClient(live)
    assert desk.sign_in().status_code == SIGNED_IN
    assert desk.get(EDGEWATER).status_code == 404
    desk.submit("/workbench/towns/add/", {"towns": "Edgewater, FL", "step": "draft"})
    assert desk.submit("/workbench/draft/publish", {"revision": "1"}).status_code == SIGNED_IN
    assert desk.get(EDGEWATER).status_code == 200
    assert [(each.number, each.who) for each in live.versions.list()] == [(2, "Ana Example"), (1, "")]
    assert "version 2" in desk.get("/workbench/history/").text


def test_who_publishes_sees_it_even_if_the_database_has_not_told_yet(
    live: Live, press: Press, site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_folder.locations.open("a", encoding="utf-8") as file:
        file.write("Edgewater,FL\n")
    load_into(press, site_folder, who="", now=fixed_clock())
    monkeypatch.setattr(live.source, "wait", lambda _: None)  # nothing has arrived
    assert live.reload()
    assert live.edition.version == 2


def test_an_application_without_workers_follows_too(
    live: Live, press: Press, site_folder: SiteFolder
) -> None:
    with TestClient(create_app(live)) as client:
        with site_folder.locations.open("a", encoding="utf-8") as file:
            file.write("Edgewater,FL\n")
        load_into(press, site_folder, who="", now=fixed_clock())
        end = time.monotonic() + 60
        while client.get(EDGEWATER).status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.05)
    assert live.edition.version == 2


@pytest.fixture
def publisher(press: Press, site_folder: SiteFolder) -> Iterator[Thread]:
    """Loads another version once it is started, and waits for servers."""
    site_folder.redirects.write_bytes(b"from,to\n")
    patient, given = replace(press, wait_seconds=60.0), {"who": "", "now": fixed_clock()}
    publisher = Thread(target=load_into, args=(patient, site_folder), kwargs=given)
    publisher.start()
    yield publisher
    publisher.join()


def until_published(publisher: Thread, look: Callable[[], object]) -> None:
    """Looks on until the publisher waits no longer, which takes it a minute or more if nothing is said."""
    begun = time.monotonic()
    while publisher.is_alive():
        look()
        time.sleep(0.05)
    assert time.monotonic() - begun < 50


@pytest.mark.parametrize("error", [OSError("no room"), StoreError("away"), MemoryError()])
def test_nobody_waits_for_a_server_that_cannot_read_what_is_announced(
    live: Live, publisher: Thread, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(_: int) -> SiteFolder:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(live.source, "open", fails)
        until_published(publisher, live.look)
    assert live.reload()
    assert live.edition.version == 2


def test_nobody_waits_for_a_server_that_has_no_room_for_workers(
    live: Live, publisher: Thread, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers, read = Workers(live, None, None, count=2, watch=False), []  # type: ignore[arg-type]
    usual = live.prepare

    def no_room(*_: object) -> None:
        raise BlockingIOError

    def prepare(number: int) -> Edition | None:
        read.append(number)
        return usual(number)

    monkeypatch.setattr(workers, "_stand_by", no_room)
    monkeypatch.setattr(live, "prepare", prepare)

    def look() -> None:
        live.source.wait(0)
        workers._attempt(workers._prepare)

    until_published(publisher, look)
    assert read == [2]
