"""The file that the processes of a site share: damaged, unwritable, taken away, it costs nobody an answer."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from locator.geo.services.memory import SCHEMA
from locator.store import KEY_BYTES, Store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "deep" / "geocoder.sqlite", SCHEMA)
    yield store
    store.close()


def write(db: sqlite3.Connection) -> bool:
    db.execute("REPLACE INTO turns VALUES ('x', 1)")
    return True


def read(db: sqlite3.Connection) -> list[tuple[str, float]]:
    return db.execute("SELECT * FROM turns").fetchall()


def test_what_is_written_is_read_after_opening_anew(store: Store) -> None:
    assert store.run(write)
    store.close()
    assert store.run(read) == [("x", 1)]


def test_its_folder_is_for_the_operator_alone(store: Store) -> None:
    assert store.run(write)
    assert store.path.parent.stat().st_mode & 0o077 == 0


def test_two_of_one_file_see_each_other(store: Store) -> None:
    other = Store(store.path, SCHEMA)
    assert store.run(write)
    assert other.run(read) == [("x", 1)]
    other.close()


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside_and_begun_anew(
    store: Store, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(damage)
    assert store.run(write)
    assert store.run(read) == [("x", 1)]
    assert Path(f"{store.path}.damaged").read_bytes() == damage
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_file_damaged_while_it_is_open_is_set_aside(store: Store) -> None:
    assert store.run(write)
    store.close()
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:100] + b"\xaa" * (len(whole) - 100))
    assert store.run(write)
    assert store.run(read) == [("x", 1)]


def test_a_file_taken_away_is_made_anew(store: Store) -> None:
    assert store.run(write)
    store.path.unlink()
    assert store.run(read) == []
    assert store.path.exists()


def test_a_folder_that_cannot_be_written_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = Store(tmp_path / "file" / "geocoder.sqlite", SCHEMA)
    assert [store.run(write) for _ in range(3)] == [None, None, None]
    assert store.secret is None
    assert len(caplog.records) == 1
    assert "goes on without it" in caplog.text


def test_what_fails_midway_leaves_nothing(store: Store) -> None:
    def stumble(db: sqlite3.Connection) -> None:
        write(db)
        raise sqlite3.IntegrityError

    with pytest.raises(sqlite3.IntegrityError):
        store.run(stumble)
    assert store.run(read) == []


def test_the_secret_is_one_for_all_and_not_in_the_file(store: Store) -> None:
    assert store.run(write)
    secret = Store(store.path, SCHEMA).secret
    assert secret == store.secret
    assert secret is not None
    assert len(secret) == KEY_BYTES
    store.close()
    assert secret not in store.path.read_bytes()
    assert Path(f"{store.path}.key").stat().st_mode & 0o077 == 0
    assert {path.name for path in store.path.parent.iterdir()} == {"geocoder.sqlite", "geocoder.sqlite.key"}


def test_a_secret_cut_short_is_made_anew(store: Store) -> None:
    assert store.run(write)
    Path(f"{store.path}.key").write_bytes(b"short")
    assert len(store.secret or b"") == KEY_BYTES
