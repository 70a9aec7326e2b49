"""Contents of files in the database, each kept once, under the name that its bytes give it."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from locator.editing.history.blobs import digest
from locator.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from locator.shared.database.database import Connection, Database

BATCH_BYTES = 8_000_000  # that go into one transaction, unpacked
CHANGED = "a file was changed while it was read; nothing was published, so give the command again"
_LEVEL = 5  # of zlib: 9 takes a table of 38 MB a second more and saves little
_PUT = "INSERT INTO blob (name, size, packed) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


def put_contents(database: Database, read: Mapping[str, Callable[[], bytes]]) -> int:
    """Keeps what is not there yet of the contents that `read` gives by name; returns how many those were.

    They are on the disk when this returns; many small ones go in one transaction. Raises StoreError as
    `Database.run`, LocatorError if contents are no longer what their name says.
    """
    names = database.run(lambda db: missing(db, read))
    batch: list[tuple[str, int, bytes]] = []
    waiting = 0
    for name in names:
        data = read[name]()
        if digest(data) != name:
            raise StoreError(CHANGED)
        batch.append((name, len(data), zlib.compress(data, _LEVEL)))
        waiting += len(data)
        if waiting > BATCH_BYTES:
            _write(database, batch)
            batch, waiting = [], 0
    _write(database, batch)
    return len(names)


def missing(connection: Connection, names: Iterable[str]) -> list[str]:
    """Those of the names that the database has no contents of."""
    rows = connection.execute(
        "SELECT name FROM unnest(%s::text[]) AS wanted (name) WHERE NOT EXISTS "
        "(SELECT 1 FROM blob WHERE blob.name = wanted.name)",
        (sorted(set(names)),),
    )
    return [name for (name,) in rows]


def read_content(connection: Connection, name: str) -> bytes:
    """The contents of that name; raises StoreError if they are lost or damaged."""
    row = connection.execute("SELECT packed FROM blob WHERE name = %s", (name,), binary=True).fetchone()
    try:
        data = zlib.decompress(row[0]) if row else None
    except zlib.error:
        data = None
    if data is None or digest(data) != name:
        msg = f"the store has lost {name}, so what it held cannot be brought back; load the folder again"
        raise StoreError(msg)
    return data


def _write(database: Database, batch: list[tuple[str, int, bytes]]) -> None:
    def write(connection: Connection) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(_PUT, batch)

    if batch:
        database.run(write, seconds=120)
