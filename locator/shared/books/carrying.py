"""What one server has kept beside a site's files, carried over to where several find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.demand import book as demand
from locator.editing import draft, editors
from locator.errors import LocatorError
from locator.site import reports

if TYPE_CHECKING:
    from locator.cabinet import Cabinet, Connection

_CARRIED = "CREATE TABLE IF NOT EXISTS carried (book TEXT PRIMARY KEY);"


@dataclass(frozen=True, slots=True)
class _Book:
    """How the rows of a book are read and added."""

    name: str
    schema: str
    read: str
    add: str


_BOOKS = (
    _Book(demand.NAME, demand.SCHEMA, "SELECT count, day, kind, subject FROM counts", demand.ADD),
    _Book(
        reports.NAME, reports.SCHEMA, "SELECT day, path, fault, note FROM reports ORDER BY id", reports.ADD
    ),
)


def carry_over(source: Cabinet, target: Cabinet) -> tuple[str, ...]:
    """Brings draft, editors, counts and reports along, each once and whole; returns what was brought.

    A draft and editors come where there are none yet. Counts and reports are added to what is there, and
    never a second time, whatever becomes of them. Sessions and sent forms stay behind. Raises LocatorError
    if something cannot be read or written; what was carried before then is not carried again.
    """
    slates = (name for name in (draft.NAME, editors.NAME) if _carry_slate(name, source, target))
    books = (book.name for book in _BOOKS if _carry_rows(book, source, target))
    return (*slates, *books)


def _carry_slate(name: str, source: Cabinet, target: Cabinet) -> bool:
    data = source.slate(name).read()
    if data is None or target.slate(name).read() is not None:
        return False
    with target.slate(name).alone() as slate:
        is_free = slate.read() is None
        if is_free:
            slate.write(data)
    return is_free


def _carry_rows(book: _Book, source: Cabinet, target: Cabinet) -> bool:
    tables = source.tables(book.name, book.schema)
    if not tables.are_begun:
        return False
    rows = tables.run(lambda db: db.execute(book.read).fetchall())
    tables.close()
    if rows is None:
        raise LocatorError(tables.refusal)

    def add(db: Connection) -> bool:
        if not rows or db.execute("SELECT 1 FROM carried WHERE book = ?", (book.name,)).fetchone():
            return False
        db.execute("INSERT INTO carried (book) VALUES (?)", (book.name,))
        db.executemany(book.add, rows)
        return True

    goal = target.tables(book.name, book.schema + _CARRIED)
    is_carried = goal.run(add)
    if is_carried is None:
        raise LocatorError(goal.refusal)
    return is_carried
