"""A server whose connection breaks, whose disk is full, and that has more threads than one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from processes import seconds_until

from locator.editing.change import Change
from locator.pages.verdicts.judgement_book import FILE
from locator.shared.versions import follower as follower_module
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.checkouts import Checkouts
from locator.shared.versions.contents import read_content
from locator.shared.versions.follower import Follower
from locator.shared.versions.judgements import fetch_judgement, keep_judgement
from locator.shared.versions.loading import load_into
from locator.shared.versions.roster import read_roster
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.shared.database.database import Connection, Database

NOW = fixed_clock()
EMPTY = b"from,to\n"
OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture
def follower(press: Press, tmp_path: Path) -> Iterator[Follower]:
    follower = Follower(press, Checkouts(tmp_path / "cache"))
    follower.serves(follower.begin(), follower.newest)
    yield follower
    follower.leave()


def cut_off(database: Database) -> None:
    """Ends all connections but the one that does it, and waits until they have ended."""
    with database.connect() as other:
        other.execute(f"SELECT pg_terminate_backend(pid, 60000) {OTHERS}")


def publish(follower: Follower, text: bytes = EMPTY) -> int:
    change = Change({"redirects.csv": text}, "A change")
    return follower.versions.publish(change, who="", now=NOW).number


def test_what_a_publisher_waits_for_is_told_again_if_the_connection_broke(
    follower: Follower, database: Database
) -> None:
    follower.say_reading(2)
    cut_off(database)
    follower.say(2, is_ready=True)
    follower.look()
    (server,) = database.run(read_roster)
    assert (server.reading, server.ready) == (None, 2)


def test_who_publishes_sees_it_where_the_database_was_away_before(
    follower: Follower, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower_module, "FIRST_WAIT_SECONDS", 3600.0)
    follower._wait_seconds = 3600.0
    cut_off(database)
    follower.wait(0)
    assert not follower.can_read
    number = publish(follower)
    follower.wait(0)
    assert follower.newest != number
    follower.look()
    assert follower.newest == number


def test_threads_share_one_connection(follower: Follower, database: Database) -> None:
    def look(_: int) -> None:
        for _ in range(20):
            follower.wait(0)
            follower.look()

    with ThreadPoolExecutor(3) as threads:
        looking = threads.map(look, range(3))
        for _ in range(5):
            cut_off(database)
        assert [*looking] == [None] * 3
    follower.look()
    follower.leave()
    database.close()
    with database.connect() as other:
        seconds_until(lambda: other.execute(f"SELECT count(*) {OTHERS}").fetchone() == (0,))


def test_what_was_served_last_is_served_if_the_database_goes_away_while_it_begins(
    follower: Follower,
    press: Press,
    site_folder: SiteFolder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    follower.leave()
    site_folder.redirects.write_bytes(EMPTY)
    load_into(press, site_folder, who="", now=NOW)

    def read(connection: Connection, name: str) -> bytes:
        cut_off(press.database)
        return read_content(connection, name)

    monkeypatch.setattr(follower_module, "read_content", read)
    again = Follower(press, Checkouts(tmp_path / "cache"))
    assert again.begin().redirects.read_bytes() != EMPTY
    assert again.newest == 1
    monkeypatch.undo()
    again.look()
    assert again.newest == 2
    assert again.open(2).redirects.read_bytes() == EMPTY
    again.leave()


def test_a_server_begins_and_serves_on_a_disk_without_room(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(follower_module, "fetch_judgement", full)
    monkeypatch.setattr(Checkouts, "remember", full)
    follower = Follower(press, Checkouts(tmp_path / "cache"))
    follower.serves(follower.begin(), follower.newest)
    assert caplog.text.count("No space left on device") == 2
    (server,) = press.database.run(read_roster)
    assert server.serving == 1
    follower.leave()


def test_servers_of_one_machine_fetch_the_judgement_at_once(
    press: Press, database: Database, site_folder: SiteFolder, tmp_path: Path
) -> None:
    together, own = Barrier(2), SiteFolder(tmp_path / "own")
    (own.path / FILE).parent.mkdir(parents=True)

    def fetch(_: int) -> None:
        with database.connect() as connection:
            for _ in range(10):
                together.wait(60)
                fetch_judgement(connection, own)
                together.wait(60)
                for left in (own.path / FILE).parent.iterdir():
                    left.unlink(missing_ok=True)

    with ThreadPoolExecutor(2) as both:
        assert [*both.map(fetch, range(2))] == [None, None]


def test_a_judgement_that_cannot_be_read_keeps_nobody_from_publishing(
    database: Database,
    site_folder: SiteFolder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("locator.shared.versions.judgements._ground", lambda _: "ground")
    (site_folder.path / FILE).parent.mkdir(exist_ok=True)
    (site_folder.path / FILE).write_bytes(b"no database" * 100)
    assert not keep_judgement(database, site_folder)
    assert "Servers judge by themselves" in caplog.text
