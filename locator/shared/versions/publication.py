"""A version comes to be served everywhere at once, in two steps.

It is announced: each server reads it beside what it serves, and says that it is ready. When all have said so,
or time is up, it is switched to: servers only change over, which takes them a few hundredths of a second.
Whoever is late changes over when it is ready. A publisher that dies before the switch leaves what was served.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from locator.errors import ConflictError, StoreError, UsageError
from locator.shared.database.refusals import told
from locator.shared.questions.filling import fill_rows
from locator.shared.versions.roster import READING_SECONDS, read_roster
from locator.shared.versions.version_rows import write_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.editing.history.version import Version
    from locator.shared.database.database import Connection, Database
    from locator.shared.versions.roster import Server
    from locator.site.snapshot import Site

CHANNEL = "locator_edition"  # on which servers are told that the edition's row has changed
PATIENCE = 10.0  # seconds that a second publisher waits for the first
WAIT_SECONDS = 60.0  # for servers to begin to read it
ANNOUNCE_SECONDS = 600.0  # that the rows of a large site may take
LOOK_SECONDS = 0.05
_ONE_AT_A_TIME = 0x6C6F6362  # the key of an advisory lock


@contextmanager
def publishing(database: Database) -> Iterator[None]:
    """Holds what one publisher holds at a time; the database lets go of it when the process ends.

    Raises UsageError if somebody else keeps it, StoreError if the database is away.
    """
    with database.connect() as connection:
        end = time.monotonic() + PATIENCE
        while not _has_turn(database, connection):
            if time.monotonic() > end:
                msg = "somebody else is publishing just now; try again in a moment"
                raise UsageError(msg)
            time.sleep(LOOK_SECONDS)
        yield


def _has_turn(database: Database, connection: Connection) -> bool:
    try:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (_ONE_AT_A_TIME,)).fetchone()
    except psycopg.Error as error:  # it has gone away since it was connected to
        raise StoreError(f"{database.name}: {told(error)}") from error
    return row == (True,)


def announce(database: Database, version: Version, site: Site, *, base: int, is_loaded: bool) -> None:
    """Keeps a version with the rows of its Site, and asks servers to make it ready, in `publishing`.

    Raises ConflictError if visitors see another version than `base` by now, or if somebody has announced one
    of this number: the lock goes with its connection, which may break while a large site is read.
    """

    def work(connection: Connection) -> None:
        write_version(connection, version, is_loaded=is_loaded)
        fill_rows(connection, version.number, site)
        _change(
            connection,
            "UPDATE edition SET announced = %(number)s, last_number = %(number)s "
            "WHERE version = %(base)s AND last_number < %(number)s",
            {"number": version.number, "base": base},
        )

    database.run(work, seconds=ANNOUNCE_SECONDS)


def wait_until_ready(
    database: Database, number: int, seconds: float = WAIT_SECONDS, *, while_reading: float = READING_SECONDS
) -> tuple[Server, ...]:
    """Waits until every living server is ready, or cannot serve it at all; returns those that are late.

    In `seconds` they must have begun to read it; those that have are waited for longer, `while_reading`.
    Raises StoreError if the database stays away for so long.
    """
    begun, limit = time.monotonic(), seconds
    while True:
        try:
            servers = [server for server in database.run(read_roster) if server.is_living]
        except StoreError:  # for a moment, of the many that a large site takes
            if time.monotonic() > begun + limit:
                raise
        else:
            late = tuple(each for each in servers if number not in (each.ready, each.refused))
            limit = while_reading if any(each.reading == number for each in late) else seconds
            if not late or time.monotonic() > begun + limit:
                return late
        time.sleep(LOOK_SECONDS)


def switch(database: Database, number: int, *, base: int) -> None:
    """Lets visitors see a version that was announced; raises as `announce`."""

    def work(connection: Connection) -> None:
        connection.execute("UPDATE version SET was_served = true WHERE number = %s", (number,))
        _change(
            connection,
            "UPDATE edition SET version = announced, announced = NULL WHERE announced = %s AND version = %s",
            (number, base),
        )

    database.run(work)


def withdraw(database: Database, number: int) -> None:
    """Lets nobody wait any more for a version that was announced, if visitors do not see it already."""
    query = "UPDATE edition SET announced = NULL WHERE announced = %s"
    database.run(lambda db: _change(db, query, (number,)))


def _change(connection: Connection, query: str, values: Mapping[str, int] | tuple[int, ...]) -> None:
    """Changes the one row and tells all servers, which hear of it when the transaction is whole."""
    if connection.execute(query, values).rowcount != 1:
        msg = "nothing was changed: somebody else was faster; look at what they did and try again"
        raise ConflictError(msg)
    connection.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
