"""Versions as rows, and the one row that says which of them visitors see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locator.editing.history.version import Version
from locator.errors import StoreError, UsageError
from locator.shared.questions.filling import forget_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from locator.shared.database.database import Connection

_VERSIONS = """
SELECT number, made, who, told, files, (
    SELECT coalesce(json_object_agg(path, blob ORDER BY path), '{}') FROM version_file WHERE version = number
) FROM version
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """What visitors see, `version`, and what they shall see next, if anything; `last` was given last."""

    version: int
    announced: int | None
    last: int


def read_edition(connection: Connection) -> Edition:
    """The one row; raises StoreError if it is not there."""
    row = connection.execute("SELECT version, announced, last_number FROM edition").fetchone()
    if row is None:
        msg = "the store is damaged: its table edition is empty"
        raise StoreError(msg)
    return Edition(*row)


def read_versions(connection: Connection) -> Iterator[Version]:
    """Every version that was served, the newest first."""
    rows = connection.execute(f"{_VERSIONS} WHERE was_served ORDER BY number DESC")
    yield from (_version(row) for row in rows)


def read_version(connection: Connection, number: int) -> Version:
    """The version of that number, which may be announced; raises UsageError if there is none."""
    row = connection.execute(f"{_VERSIONS} WHERE number = %s", (number,)).fetchone()
    if row is None:
        ends = connection.execute("SELECT min(number), max(number) FROM version WHERE was_served").fetchone()
        known = f"there are {ends[0]} to {ends[1]}" if ends and ends[0] else "there are none yet"
        msg = f"there is no version {number}; {known}"
        raise UsageError(msg)
    return _version(row)


def write_version(connection: Connection, version: Version, *, is_loaded: bool) -> None:
    """Keeps a version whose contents are there already; those that never came to be served go."""
    connection.execute("DELETE FROM version WHERE NOT was_served")
    connection.execute(
        "INSERT INTO version (number, made, who, told, files, is_loaded) VALUES (%s, %s, %s, %s, %s, %s)",
        (version.number, version.when, version.who, version.told, list(version.files), is_loaded),
    )
    with connection.cursor().copy("COPY version_file (version, path, blob) FROM STDIN") as copy:
        for path, blob in version.contents.items():
            copy.write_row((version.number, path, blob))


def forget_versions(connection: Connection, numbers: list[int]) -> None:
    """Lets go of versions, and of contents that no other has; the caller holds `publishing`."""
    connection.execute("DELETE FROM version WHERE number = ANY (%s)", (numbers,))
    connection.execute("DELETE FROM blob WHERE name NOT IN (SELECT blob FROM version_file)")
    oldest = connection.execute("SELECT min(number) FROM version WHERE was_served").fetchone()
    forget_rows(connection, oldest[0] if oldest and oldest[0] else 0)


def versions_bytes(connection: Connection) -> int:
    """What versions and their contents take on the disk of the database."""
    tables = ["blob", "version", "version_file"]
    query = "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest(%s::text[]) AS name"
    row = connection.execute(query, (tables,)).fetchone()
    return int(row[0]) if row else 0


def read_served(connection: Connection, now: datetime) -> Version:
    """The version that visitors see; one of `now` without files before the first."""
    number = read_edition(connection).version
    return read_version(connection, number) if number else Version(0, now, "", "", (), {})


def last_loaded(connection: Connection) -> Version | None:
    """The newest version that came from a folder; None if there is none."""
    query = f"{_VERSIONS} WHERE was_served AND is_loaded ORDER BY number DESC LIMIT 1"
    row = connection.execute(query).fetchone()
    return _version(row) if row else None


def _version(row: tuple[Any, ...]) -> Version:
    number, when, who, told, files, contents = row
    return Version(number, when, who, told, tuple(files), contents)
