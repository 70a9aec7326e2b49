"""The database as books ask it: it answers or is refused to answer, and neither takes long."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, TypeVar

from psycopg import OperationalError
from psycopg.errors import QueryCanceled
from psycopg_pool import PoolTimeout

from locator.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.shared.database.database import Connection, Database

T = TypeVar("T")
logger = logging.getLogger(__name__)

STATEMENT_SECONDS = 5.0  # that one takes at most, its turn at a book with it
REST_SECONDS = 3.0  # for which a database that is away is left alone, or every thread would wait for it
_BOOKS = 0x626F6F6B  # the first key of advisory locks, one for each book


class Access:
    """Asks one database for all books of a process; threads may share it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.trouble = ""  # what was wrong when it was last asked, fit to be shown
        self._rest_until = float("-inf")
        self._has_complained = False

    def run(self, work: Callable[[Connection], T], *, book: str = "") -> T:
        """Does `work` in a transaction, the only one at a `book`; raises StoreError as `Database.run`."""
        if time.monotonic() < self._rest_until:
            raise StoreError(self.trouble)
        try:
            result = self.database.run(lambda db: _alone(db, book, work), seconds=STATEMENT_SECONDS)
        except StoreError as error:
            self._note(error)
            raise
        if self._has_complained:
            self._has_complained = False
            logger.warning("%s answers again.", self.database.name)
        return result

    def complain(self) -> None:
        """Says once what is wrong, for who goes on without an answer."""
        if not self._has_complained:
            self._has_complained = True
            logger.warning("%s. The site goes on without what it keeps there.", self.trouble)

    def _note(self, error: StoreError) -> None:
        """Leaves alone what is away."""
        self.trouble = str(error)
        cause = error.__cause__
        if isinstance(cause, (PoolTimeout, OperationalError)) and not isinstance(cause, QueryCanceled):
            self._rest_until = time.monotonic() + REST_SECONDS


def take_turn(connection: Connection, book: str) -> None:
    """Waits until no other transaction is at the book, which ends with this one."""
    connection.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (_BOOKS, book))


def _alone(connection: Connection, book: str, work: Callable[[Connection], T]) -> T:
    if book:
        take_turn(connection, book)
    return work(connection)
