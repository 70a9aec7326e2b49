"""Tables of a book in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from locator.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from locator import cabinet
    from locator.shared.books.access import Access
    from locator.shared.database.database import Connection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SharedTables:
    """The tables of one book, which migrations made; one transaction at a time uses them, as in SQLite."""

    access: Access
    name: str

    are_begun = True

    @property
    def refusal(self) -> str:
        """What was wrong when they were last asked for."""
        return self.access.trouble or f"{self.access.database.name} cannot be used just now; try again"

    def run(self, work: Callable[[cabinet.Connection], T]) -> T | None:
        """Does `work` in a transaction of its own; None if the database cannot be used."""
        try:
            return self.access.run(lambda db: work(_Asked(db)), book=self.name)
        except StoreError:
            self.access.complain()
            return None

    def close(self) -> None:
        """Does nothing: connections go back by themselves, and others use them."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A transaction that takes queries as SQLite does."""

    connection: Connection

    def execute(self, query: str, values: Sequence[Any] = (), /) -> cabinet.Rows:
        return self.connection.execute(_spelt(query), values)

    def executemany(self, query: str, rows: Iterable[Sequence[Any]], /) -> cabinet.Rows:
        cursor = self.connection.cursor()
        cursor.executemany(_spelt(query), rows)
        return cursor


def _spelt(query: str) -> bytes:
    """The query with the sign for a value that PostgreSQL's driver knows."""
    return query.replace("?", "%s").encode()
