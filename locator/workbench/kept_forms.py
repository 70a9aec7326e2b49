"""Forms that were sent, where all workers find them: going back or reloading sends none again."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from locator.model.kept import Kept

if TYPE_CHECKING:
    from datetime import datetime

    from locator.cabinet import Cabinet, Connection

NAME = "forms"
KEPT_HOURS = 12  # as long as a session may idle
MOST = 20  # forms of one editor; the oldest go first
LARGEST = 2_000_000  # characters of JSON; a larger form is not kept
_SCHEMA = """
CREATE TABLE IF NOT EXISTS forms (
    key TEXT PRIMARY KEY, editor TEXT NOT NULL, page TEXT NOT NULL, sent REAL NOT NULL, content TEXT NOT NULL
);
"""
KEEPS = Kept(
    "forms",
    "To show a form again that an editor goes back to:",
    {
        "key": "a random key",
        "editor": "the editor's name",
        "page": "the page of the workbench",
        "sent": "when it was sent",
        "content": "the form",
    },
    days=1,
)


class KeptForms:
    """The forms of one site, each for the editor who sent it and for the page that shows it."""

    def __init__(self, cabinet: Cabinet) -> None:
        self._tables = cabinet.tables(NAME, _SCHEMA)

    def keep(self, editor: str, page: str, content: object, now: datetime) -> str:
        """Keeps what JSON can hold, and gives the key to it; "" if it is too large or cannot be kept."""
        key, text, at = secrets.token_urlsafe(16), json.dumps(content), now.timestamp()

        def insert(db: Connection) -> bool:
            db.execute("DELETE FROM forms WHERE sent <= ?", (_oldest(now),))
            db.execute(
                "DELETE FROM forms WHERE editor = ? AND key NOT IN"
                " (SELECT key FROM forms WHERE editor = ? ORDER BY sent DESC LIMIT ?)",
                (editor, editor, MOST - 1),
            )
            row = (key, editor, page, at, text)
            db.execute("INSERT INTO forms (key, editor, page, sent, content) VALUES (?, ?, ?, ?, ?)", row)
            return True

        return key if len(text) <= LARGEST and self._tables.run(insert) else ""

    def find(self, editor: str, page: str, key: str, now: datetime) -> Any:
        """What was kept under the key; None if there is nothing any longer, or it is somebody else's."""
        query = "SELECT content FROM forms WHERE key = ? AND editor = ? AND page = ? AND sent > ?"
        asked = (key, editor, page, _oldest(now))
        row = self._tables.run(lambda db: db.execute(query, asked).fetchone())
        return json.loads(row[0]) if row else None


def _oldest(now: datetime) -> float:
    return now.timestamp() - KEPT_HOURS * 3_600
