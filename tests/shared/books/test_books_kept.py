"""The tables of books in the database: the columns of the files, and nothing of who visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock

from locator.demand import book
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.site import reports
from locator.web.workbench.door import attempts, sessions
from locator.web.workbench.door.attempts import Attempts
from locator.web.workbench.door.sessions import Sessions
from locator.workbench import kept_forms

if TYPE_CHECKING:
    from locator.editing.editors import Editor
    from locator.model.kept import Kept
    from locator.shared.database.database import Connection, Database

COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
MARKER = "xq7marker"


class Nobody:
    """No editors."""

    def find(self, _: str) -> Editor | None:
        return None


@pytest.mark.parametrize("kept", [each.KEEPS for each in (book, reports, attempts, sessions, kept_forms)])
def test_tables_have_the_columns_that_the_privacy_page_tells(database: Database, kept: Kept) -> None:
    """Rule C15: a column that is added to a table without a word on it fails here."""
    found = database.run(lambda db: db.execute(COLUMNS, (kept.table,)).fetchall())
    assert {name for (name,) in found} == {*kept.parts}


def test_neither_address_nor_id_nor_what_was_typed_at_the_door_is_anywhere(database: Database) -> None:
    """Rule C6, of every table that there is."""
    cabinet, now = SharedCabinet(database), fixed_clock()
    Attempts(cabinet).take(MARKER, "203.0.113.77", now)
    session = Sessions(cabinet, Nobody()).begin("Ana", MARKER, now)
    assert session
    everything = database.run(_everything)
    assert "Ana" in everything
    for secret in (MARKER, "203.0.113", session.id, session.token):
        assert secret not in everything


def _everything(db: Connection) -> str:
    tables = [name for (name,) in db.execute(TABLES)]
    assert {"slate", "counts", "reports", "sessions", "attempts", "forms", "carried"} <= {*tables}
    return "".join(
        str(db.execute(f'SELECT "{name}"::text FROM "{name}"'.encode()).fetchall()) for name in tables
    )
