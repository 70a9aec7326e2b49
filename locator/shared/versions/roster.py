"""The servers that serve the site: each one's row, its last sign of life, and which version it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from locator.shared.database.database import Connection

SEEN_SECONDS = 2.0  # between two signs of life
GONE_SECONDS = 10  # without a sign, after which nobody waits for a server
READING_SECONDS = 900  # the same while it makes a version ready, during which it gives none
FORGOTTEN_DAYS = 1

_LIVING = f"""
seen > now() - make_interval(
    secs => CASE WHEN reading IS NULL THEN {GONE_SECONDS} ELSE {READING_SECONDS} END
) AND EXISTS (SELECT FROM pg_stat_activity WHERE pid = session)
"""
_SEEN = """
INSERT INTO server (id, name, process, serving) VALUES (%(id)s, %(name)s, %(process)s, %(serving)s)
ON CONFLICT (id) DO UPDATE SET seen = now(), session = pg_backend_pid(), serving = %(serving)s
"""


@dataclass(frozen=True, slots=True)
class Server:
    """One that serves, or did: `seen` is its last sign of life, other numbers are of versions.

    `reading` is the version that it makes ready, `ready` the one that it can serve at once, `refused` one
    that it cannot serve.
    """

    name: str
    process: int
    begun: datetime
    seen: datetime
    reading: int | None
    ready: int | None
    refused: int | None
    serving: int
    is_living: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """One server's row; `id` is its own for as long as its process lives."""

    id: str
    name: str
    process: int

    def take(self, connection: Connection, serving: int) -> None:
        """Gives a sign of life."""
        connection.execute(
            _SEEN, {"id": self.id, "name": self.name, "process": self.process, "serving": serving}
        )

    def read(self, connection: Connection, number: int) -> None:
        """Says that it begins to make a version ready."""
        query = "UPDATE server SET seen = now(), reading = %s, ready = NULL, refused = NULL WHERE id = %s"
        connection.execute(query, (number, self.id))

    def say(self, connection: Connection, number: int, *, is_ready: bool) -> None:
        """Says that it can serve a version at once, or that it cannot serve it."""
        column = "ready" if is_ready else "refused"
        query = f"UPDATE server SET seen = now(), reading = NULL, {column} = %s WHERE id = %s"
        connection.execute(query, (number, self.id))

    def leave(self, connection: Connection) -> None:
        """Serves no longer."""
        connection.execute("DELETE FROM server WHERE id = %s", (self.id,))


def read_roster(connection: Connection) -> tuple[Server, ...]:
    """Every server that gave a sign of life within a day, by its machine and process."""
    rows = connection.execute(
        f"SELECT name, process, begun, seen, reading, ready, refused, serving, {_LIVING} FROM server "
        "WHERE seen > now() - make_interval(days => %s) ORDER BY name, process",
        (FORGOTTEN_DAYS,),
    )
    return tuple(Server(*row) for row in rows)


def forget_the_gone(connection: Connection) -> None:
    """Takes out those of which nothing was seen for a day."""
    connection.execute("DELETE FROM server WHERE seen < now() - make_interval(days => %s)", (FORGOTTEN_DAYS,))
