"""One text in the database that is read whole and written whole."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg.errors import LockNotAvailable

from locator.editing.lock import BUSY, PATIENCE
from locator.errors import StoreError, UsageError
from locator.shared.books.access import take_turn
from locator.shared.database.refusals import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.shared.books.access import Access
    from locator.shared.database.database import Connection

_READ = "SELECT data FROM slate WHERE name = %s"
_WRITE = (
    "INSERT INTO slate (name, data) VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET data = excluded.data"
)
# A writer whose machine is cut off keeps nobody out for longer.
_LIMITS = {"lock_timeout": PATIENCE, "statement_timeout": 30, "idle_in_transaction_session_timeout": 60}


@dataclass(frozen=True, slots=True)
class SharedSlate:
    """A row of the table slate; whoever writes holds an advisory lock, on every server."""

    access: Access
    name: str

    @property
    def place(self) -> str:
        """What to call it in a message."""
        return f'the slate "{self.name}" in {self.access.database.name}'

    def read(self) -> bytes | None:
        """What stands on it, None if nothing was ever written; raises StoreError."""
        return self.access.run(lambda db: _read(db, self.name))

    @contextmanager
    def alone(self) -> Iterator[_OpenSlate]:
        """Opens it for one writer at a time: all that is written counts when this ends well, or nothing.

        Raises UsageError if another writer does not come to an end, StoreError if the database is away.
        """
        with closing(self.access.database.connect()) as connection:
            try:
                with connection.transaction():
                    for name, seconds in _LIMITS.items():
                        value = str(int(seconds * 1000))
                        connection.execute("SELECT set_config(%s, %s, true)", (name, value))
                    take_turn(connection, f"slate {self.name}")
                    yield _OpenSlate(connection, self.name)
            except LockNotAvailable:
                raise UsageError(BUSY) from None
            except psycopg.Error as error:
                raise StoreError(f"{self.access.database.name}: {told(error)}") from error


@dataclass(frozen=True, slots=True)
class _OpenSlate:
    connection: Connection
    name: str

    def read(self) -> bytes | None:
        return _read(self.connection, self.name)

    def write(self, data: bytes) -> None:
        self.connection.execute(_WRITE, (self.name, data))


def _read(connection: Connection, name: str) -> bytes | None:
    row = connection.execute(_READ, (name,)).fetchone()
    return bytes(row[0]) if row else None
