"""The tables of a database, brought step by step to what this program reads and writes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from psycopg import errors

from locator.errors import StoreError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from locator.shared.database.database import Connection, Database

_ONE_AT_A_TIME = 0x6C6F6361  # the key of an advisory lock, any number that nobody else takes
_STEPS_TAKEN = """
CREATE TABLE IF NOT EXISTS migration (
    number integer PRIMARY KEY,
    name text NOT NULL,
    applied timestamptz NOT NULL DEFAULT now()
)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: the statements of a file such as migrations/0001_extensions.sql."""

    number: int
    name: str
    statements: str


def migrations() -> tuple[Migration, ...]:
    """Every step there is, in order."""
    folder = files("locator.shared.database") / "migrations"
    found = (each for each in folder.iterdir() if each.name.endswith(".sql"))
    return tuple(sorted(map(_read, found), key=lambda each: each.number))


def _read(file: Traversable) -> Migration:
    number, _, name = file.name.removesuffix(".sql").partition("_")
    return Migration(int(number), name, file.read_text("utf-8"))


def migrate(database: Database) -> tuple[Migration, ...]:
    """Takes the steps that are missing, each whole or not at all, and returns them.

    Two processes may call it at once. Raises StoreError as `Database.run`, and if the tables are newer than
    this program.
    """
    return database.run(_migrate)


def missing(database: Database) -> tuple[Migration, ...]:
    """The steps that `migrate` would take; raises as it does."""
    return database.run(missing_steps)


def _migrate(connection: Connection) -> tuple[Migration, ...]:
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))
    connection.execute(_STEPS_TAKEN)
    steps = missing_steps(connection)
    for step in steps:
        connection.execute(step.statements)
        row = (step.number, step.name)
        connection.execute("INSERT INTO migration (number, name) VALUES (%s, %s)", row)
    return steps


def check_steps(connection: Connection) -> None:
    """Raises StoreError if the tables are not those that this program reads and writes."""
    if steps := missing_steps(connection):
        msg = f"the store lacks step {steps[0].number} of its tables; take it with `locator db migrate`"
        raise StoreError(msg)


def missing_steps(connection: Connection) -> tuple[Migration, ...]:
    """The same as `missing`, asked on a connection."""
    known = migrations()
    try:
        with connection.transaction():
            taken = {number for (number,) in connection.execute("SELECT number FROM migration")}
    except errors.UndefinedTable:
        return known
    if newer := taken - {step.number for step in known}:
        msg = f"the store has tables of a newer locator (step {max(newer)}); install that version"
        raise StoreError(msg)
    return tuple(step for step in known if step.number not in taken)
