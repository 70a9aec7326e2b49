"""A real PostgreSQL: transactions, limits, and what is said when it does not answer."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from postgres import Postgres, started
from psycopg.errors import FeatureNotSupported

from locator.errors import StoreError
from locator.shared.database.database import Database
from locator.shared.database.refusals import told

if TYPE_CHECKING:
    from locator.shared.database.database import Connection


def test_work_is_a_transaction_of_its_own(database: Database) -> None:
    database.run(lambda db: db.execute("CREATE TABLE word (text text)"))

    def half(db: Connection) -> None:
        db.execute("INSERT INTO word VALUES ('half')")
        raise KeyError

    with pytest.raises(KeyError):
        database.run(half)
    assert database.run(lambda db: db.execute("SELECT count(*) FROM word").fetchone()) == (0,)


def test_a_slow_statement_ends_and_costs_nothing_else(database: Database) -> None:
    with pytest.raises(StoreError, match="did not answer in time"):
        database.run(lambda db: db.execute("SELECT pg_sleep(60)"), seconds=0.05)
    assert database.run(lambda db: db.execute("SELECT 1").fetchone()) == (1,)


def test_a_forked_process_has_connections_of_its_own(database: Database) -> None:
    ours = database.run(_backend)
    child = os.fork()
    if child == 0:
        os._exit(0 if database.run(_backend) != ours else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert database.run(_backend) == ours


def _backend(db: Connection) -> object:
    return db.execute("SELECT pg_backend_pid()").fetchone()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://postgres@127.0.0.1:1/site", "nothing answers there"),
        ("postgresql://postgres@127.0.0.1:{port}/nowhere", "no database, or no user, of that name"),
        ("postgresql://nobody:secret@127.0.0.1:{port}/postgres", "no database, or no user, of that name"),
        ("postgresql://127.0.0.1:many/site", "invalid integer value"),
        ("postgresql://[oops/site", "the address of the store cannot be read"),
        ("postgresql://[oops:secret/site", "the address of the store cannot be read"),
        ("postgresql://nobody:very%secret@127.0.0.1/site", "percent-encoded"),
        ("postgresql://nobody:very@secret@127.0.0.1/site", "an @ too many.*@ as %40"),
        ("postgresql://nobody:very/secret@127.0.0.1/site", "an @ too many.*/ as %2F"),
    ],
)
def test_what_is_wrong_is_said_without_a_password(
    postgres_server: Postgres, address: str, words: str
) -> None:
    database = Database(address.format(port=postgres_server.port))
    with pytest.raises(StoreError, match=words) as caught:
        database.greet()
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["postgresql://nobody:very%secret@host/x", "postgresql://[oops:secret/x"])
def test_an_address_that_cannot_be_read_has_neither_a_name_nor_a_place(address: str) -> None:
    for part in ("name", "place"):
        with pytest.raises(StoreError, match="cannot be read") as caught:
            getattr(Database(address), part)
        assert "secret" not in str(caught.value)


@pytest.mark.enable_socket
def test_a_host_that_nobody_knows_is_told_without_numbers() -> None:
    with pytest.raises(StoreError, match=r"there is no host of that name$"):
        Database("postgresql://no-such-host.invalid/site").greet()


def test_a_machine_without_postgis_is_told_what_to_install() -> None:
    error = FeatureNotSupported('extension "postgis" is not available\nDETAIL:  Could not open ...')
    assert told(error).startswith("PostGIS is not installed there; on Debian: apt-get install ")


def test_a_server_that_comes_back_is_used_again() -> None:
    with started() as server:
        database = Database(server.url())
        assert database.run(_one) == (1,)
        server.stop()
        with pytest.raises(StoreError):
            database.run(_one, wait=0.3)
        server.start()
        end = time.monotonic() + 60
        while True:
            try:
                assert database.run(_one) == (1,)
                break
            except StoreError:
                assert time.monotonic() < end
        database.close()


def _one(db: Connection) -> object:
    return db.execute("SELECT 1").fetchone()
