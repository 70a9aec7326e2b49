"""What a site keeps beside its files, where several servers serve it: in the database that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.shared.books.access import Access
from locator.shared.books.shared_slate import SharedSlate
from locator.shared.books.shared_tables import SharedTables

if TYPE_CHECKING:
    from locator.shared.database.database import Database


class SharedCabinet:
    """The cabinet of the site in a database; nothing is asked of it before something is kept."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._access = Access(database)

    def tables(self, name: str, _: str) -> SharedTables:
        """The tables of a book, as migrations made them."""
        return SharedTables(self._access, name)

    def slate(self, name: str) -> SharedSlate:
        """A row of the table slate."""
        return SharedSlate(self._access, name)
