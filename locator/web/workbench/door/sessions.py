"""Who is signed in, at all workers of a site; what is kept lets nobody sign in."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from locator.model.kept import Kept
from locator.workbench.desk import Notice

if TYPE_CHECKING:
    from datetime import datetime

    from locator.cabinet import Cabinet, Connection
    from locator.editing.editors import Editor

NAME = "workbench"
IDLE = 12 * 3_600  # seconds without a request
LONGEST = 7 * 24 * 3_600  # seconds since the sign-in
STEP = 60  # seconds; a session's last use is kept this exactly
MOST = 1_000  # sessions; the oldest go first
_SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (
    digest TEXT PRIMARY KEY, editor TEXT NOT NULL, stamp TEXT NOT NULL,
    began REAL NOT NULL, seen REAL NOT NULL, notice TEXT NOT NULL DEFAULT ''
);
"""
KEEPS = Kept(
    "sessions",
    "To know which editors are signed in:",
    {
        "digest": "a fingerprint of what the editor's cookie says",
        "editor": "the editor's name",
        "stamp": "a fingerprint of the password, by which a new one ends the session",
        "began": "when the session began",
        "seen": "when the editor was last there",
        "notice": "what the next page is to say",
    },
    days=LONGEST // 86_400,
)


class Findable(Protocol):
    """Those who may sign in, by name."""

    def find(self, name: str) -> Editor | None:
        """The editor of this name, if there still is one."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in of one editor in one browser; `id` is what the browser's cookie says."""

    id: str
    editor: str

    @property
    def token(self) -> str:
        """What every form of this session must send back; it says nothing about the id."""
        return _keyed(self.id, "form")


class Sessions:
    """The sessions of one site; what is kept tells neither their ids nor passwords.

    A session ends 12 hours after its last request, 7 days after its sign-in, with its editor, and when the
    editor's password changes.
    """

    def __init__(self, cabinet: Cabinet, editors: Findable) -> None:
        self._tables, self._editors = cabinet.tables(NAME, _SCHEMA), editors

    def begin(self, editor: str, secret: str, now: datetime) -> Session | None:
        """Signs an editor in under a new id; None if that cannot be kept."""
        session, at = Session(secrets.token_urlsafe(32), editor), now.timestamp()
        row = (_digest(session.id), editor, _keyed(session.id, secret), at, at)

        def insert(db: Connection) -> bool:
            db.execute("DELETE FROM sessions WHERE seen < ? OR began < ?", (at - IDLE, at - LONGEST))
            db.execute(
                "DELETE FROM sessions WHERE digest NOT IN"
                " (SELECT digest FROM sessions ORDER BY seen DESC LIMIT ?)",
                (MOST - 1,),
            )
            db.execute(
                "INSERT INTO sessions (digest, editor, stamp, began, seen) VALUES (?, ?, ?, ?, ?)", row
            )
            return True

        return session if self._tables.run(insert) else None

    def find(self, id_: str, now: datetime) -> Session | None:
        """The session of a cookie, if it goes on."""
        at, digest = now.timestamp(), _digest(id_)

        def look(db: Connection) -> tuple[str, str] | None:
            query = "SELECT editor, stamp, seen FROM sessions WHERE digest = ? AND seen > ? AND began > ?"
            row = db.execute(query, (digest, at - IDLE, at - LONGEST)).fetchone()
            if row and row[2] < at - STEP:
                db.execute("UPDATE sessions SET seen = ? WHERE digest = ?", (at, digest))
            return (str(row[0]), str(row[1])) if row else None

        found = self._tables.run(look) if id_ else None
        editor = self._editors.find(found[0]) if found else None
        if not found or not editor or not hmac.compare_digest(found[1], _keyed(id_, editor.secret)):
            return None
        return Session(id_, editor.name)

    def end(self, id_: str) -> None:
        """Signs out in one browser."""
        self._tables.run(lambda db: db.execute("DELETE FROM sessions WHERE digest = ?", (_digest(id_),)))

    def end_all(self, editor: str) -> None:
        """Signs an editor out everywhere."""
        self._tables.run(lambda db: db.execute("DELETE FROM sessions WHERE editor = ?", (editor,)))

    def tell(self, session: Session, notice: Notice) -> None:
        """Leaves word for the next page."""
        row = (json.dumps([notice.text, notice.is_good]), _digest(session.id))
        self._tables.run(lambda db: db.execute("UPDATE sessions SET notice = ? WHERE digest = ?", row))

    def told(self, session: Session) -> Notice | None:
        """The word that was left; it stays until it has been shown."""
        query, digest = "SELECT notice FROM sessions WHERE digest = ?", (_digest(session.id),)
        row = self._tables.run(lambda db: db.execute(query, digest).fetchone())
        return Notice(*json.loads(row[0])) if row and row[0] else None

    def shown(self, session: Session) -> None:
        """Forgets the word that was left."""
        digest = (_digest(session.id),)
        self._tables.run(lambda db: db.execute("UPDATE sessions SET notice = '' WHERE digest = ?", digest))


def _digest(id_: str) -> str:
    return hashlib.sha256(id_.encode("utf-8", "replace")).hexdigest()


def _keyed(id_: str, text: str) -> str:
    """A fingerprint of the text that nobody can make, or search for it, without the id."""
    return hmac.new(id_.encode("utf-8", "replace"), text.encode(), hashlib.sha256).hexdigest()
