"""Where a site keeps what is no part of its files: drafts, counts, reports, sign-ins.

One server keeps it in `.locator/` of its folder, several in a database that they share. Whoever keeps
something asks a Cabinet for tables or for a slate, and need not know which of the two it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

T = TypeVar("T")


class Rows(Protocol):
    """What a query found."""

    def fetchone(self) -> Any:
        """The next row; None if there is none left."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        ...


class Connection(Protocol):
    """A transaction. `?` stands for a value, and the SQL is such as SQLite and PostgreSQL both understand."""

    def execute(self, query: str, values: Sequence[Any] = ..., /) -> Rows:
        """Makes one query."""
        ...

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        """Makes the same query with every row of values."""
        ...


class Tables(Protocol):
    """Tables that several processes use, of which one at a time does."""

    @property
    def are_begun(self) -> bool:
        """Whether there may be anything in them; whoever only looks makes none."""
        ...

    @property
    def refusal(self) -> str:
        """What to say to people when they cannot be used, with the cure."""
        ...

    def run(self, work: Callable[[Connection], T]) -> T | None:
        """Does `work` in a transaction of its own; None if the tables cannot be used, which is logged."""
        ...

    def close(self) -> None:
        """Lets go of what is open; it is opened again when used."""
        ...


class OpenSlate(Protocol):
    """A slate that nobody else reads in order to write until this one is done."""

    def read(self) -> bytes | None:
        """What stands on it; None if nothing was ever written."""
        ...

    def write(self, data: bytes) -> None:
        """Puts something else in its place, whole or not at all."""
        ...


class Slate(Protocol):
    """One text that is read whole and written whole.

    What cannot be read or written raises OSError of the disk, or LocatorError of the database.
    """

    @property
    def place(self) -> str:
        """What to call it in a message."""
        ...

    def read(self) -> bytes | None:
        """What stands on it; None if nothing was ever written."""
        ...

    def alone(self) -> AbstractContextManager[OpenSlate]:
        """Opens it for one writer at a time; raises UsageError if another does not come to an end."""
        ...


class Cabinet(Protocol):
    """Keeps tables and slates, each by its name."""

    def tables(self, name: str, schema: str) -> Tables:
        """The tables of a name; `schema` makes them where they are not there, in SQLite's words."""
        ...

    def slate(self, name: str) -> Slate:
        """The slate of a name, which only its owner may read."""
        ...
