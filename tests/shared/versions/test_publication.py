"""Servers in the roster: who is waited for, and for how long."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from conftest import fixed_clock

from locator.errors import ConflictError, StoreError, UsageError
from locator.shared.database.database import Database
from locator.shared.versions import bringing_out, publication
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.checkouts import Checkouts
from locator.shared.versions.follower import Follower
from locator.shared.versions.loading import load_into
from locator.shared.versions.publication import announce, publishing, switch, wait_until_ready
from locator.shared.versions.roster import Seat
from locator.shared.versions.version_rows import read_edition, read_version

if TYPE_CHECKING:
    from pathlib import Path

    from locator.editing.history.version import Version
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site


def seat(database: Database, name: str) -> Seat:
    seat = Seat(name, name, 1)
    database.run(lambda db: seat.take(db, 1))
    return seat


def late(database: Database, seconds: float = 0.0) -> list[str]:
    return [server.name for server in wait_until_ready(database, 2, seconds, while_reading=seconds)]


def test_those_who_live_are_waited_for_until_they_are_ready(database: Database) -> None:
    first, second = seat(database, "first"), seat(database, "second")
    assert late(database) == ["first", "second"]
    database.run(lambda db: first.read(db, 2))
    assert late(database) == ["first", "second"]
    database.run(lambda db: first.say(db, 2, is_ready=True))
    assert late(database) == ["second"]
    say = threading.Timer(0.2, lambda: database.run(lambda db: second.say(db, 2, is_ready=True)))
    say.start()
    assert late(database, 60.0) == []


def test_nobody_waits_for_one_that_cannot_serve_it_has_left_or_gives_no_sign(database: Database) -> None:
    refuses, leaves, dead, reading = (seat(database, name) for name in ("a", "b", "c", "d"))
    database.run(lambda db: refuses.say(db, 2, is_ready=False))
    database.run(leaves.leave)
    database.run(lambda db: reading.read(db, 2))
    database.run(lambda db: db.execute("UPDATE server SET seen = now() - interval '30 s'"))
    assert late(database) == [reading.name]  # which takes its time
    database.run(lambda db: dead.take(db, 1))
    assert late(database) == [dead.name, reading.name]


def test_nobody_waits_for_a_server_whose_connection_has_ended(database: Database) -> None:
    with database.connect() as connection:
        killed = Seat("killed", "killed", 1)
        killed.take(connection, 1)
        killed.read(connection, 2)
        assert late(database) == ["killed"]
    assert late(database, 60.0) == []


def test_a_database_that_is_away_for_a_moment_does_not_end_the_wait(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = seat(database, "ready")
    database.run(lambda db: ready.say(db, 2, is_ready=True))
    usual, asked = Database.run, count()

    def run(self: Database, *given: Any) -> Any:
        if next(asked) < 3:
            raise StoreError
        return usual(self, *given)

    monkeypatch.setattr(Database, "run", run)
    assert late(database, 60.0) == []
    monkeypatch.setattr(database, "url", "postgresql://postgres@127.0.0.1:1/site")
    database.close()
    with pytest.raises(StoreError):
        late(database)


def test_one_publishes_at_a_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "PATIENCE", 0.1)
    again = publishing(database)
    with publishing(database), pytest.raises(UsageError, match="somebody else is publishing"):
        again.__enter__()
    with publishing(database):
        pass


def test_a_follower_hears_reads_and_says_so(
    database: Database, site_folder: SiteFolder, tmp_path: Path
) -> None:
    press = Press(database, {}, fixed_clock)
    load_into(press, site_folder, who="", now=fixed_clock())
    follower = Follower(press, Checkouts(tmp_path / "cache"))
    follower.serves(follower.begin(), follower.newest)
    site_folder.redirects.write_bytes(b"from,to\n")
    publisher = threading.Thread(target=load_into, args=(press, site_folder), kwargs=WHO)
    publisher.start()
    until(follower, lambda: follower.announced == 2)
    assert follower.newest == 1
    follower.say_reading(2)
    assert follower.open(2).redirects.read_bytes() == b"from,to\n"
    follower.say(2, is_ready=True)
    until(follower, lambda: follower.newest == 2)
    publisher.join()
    assert follower.announced == 0
    follower.leave()
    assert late(database) == []


WHO = {"who": "", "now": fixed_clock()}


def until(follower: Follower, is_so: object) -> None:
    end = time.monotonic() + 60
    while not is_so():  # type: ignore[operator]
        assert time.monotonic() < end
        follower.wait(0.1)


def test_one_that_is_not_migrated_is_not_served_from(database: Database, tmp_path: Path) -> None:
    database.run(lambda db: db.execute("DELETE FROM migration WHERE number = 2"))
    with pytest.raises(StoreError, match="lacks step 2 of its tables; take it with `locator db migrate`"):
        Follower(Press(database, {}, fixed_clock), Checkouts(tmp_path)).begin()


def test_a_database_that_goes_away_before_it_is_locked_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = database.connect()
    with database.connect() as other:
        other.execute("SELECT pg_terminate_backend(%s, 60000)", (connection.info.backend_pid,))
    monkeypatch.setattr(database, "connect", lambda: connection)
    with pytest.raises(StoreError), publishing(database):
        pass


def published(database: Database, folder: SiteFolder) -> tuple[Site, Version]:
    """A version of a folder, and another of the same number, which somebody might announce next."""
    press = Press(database, {}, fixed_clock)
    first = load_into(press, folder, who="", now=fixed_clock()).version
    return press.read(folder)[0], replace(first, number=2)


def test_no_number_is_given_twice_even_if_the_lock_was_lost(
    database: Database, site_folder: SiteFolder
) -> None:
    """Else the first of two publishers would let visitors see what the second has announced."""
    site, version = published(database, site_folder)
    announce(database, version, site, base=1, is_loaded=False)
    other = replace(version, told="Another", contents={})
    with pytest.raises(ConflictError, match="somebody else was faster"):
        announce(database, other, site, base=1, is_loaded=False)
    switch(database, 2, base=1)
    assert database.run(lambda db: read_version(db, 2)) == version


def test_what_was_switched_to_is_published_even_if_the_answer_is_lost(
    database: Database, site_folder: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, version = published(database, site_folder)

    def switched(*given: Any, **more: Any) -> None:
        switch(*given, **more)
        raise StoreError

    monkeypatch.setattr(bringing_out, "switch", switched)
    press = Press(database, {}, fixed_clock)
    assert press.bring_out(version, site_folder, site, base=1, is_loaded=False) == ()
    monkeypatch.setattr(bringing_out, "switch", lambda *_, **__: database.run(lambda _: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        press.bring_out(replace(version, number=3), site_folder, site, base=2, is_loaded=False)
    assert database.run(read_edition).announced is None
