"""The judgement of a site in the database: a server begins with it, and need not judge what others have.

It is the file of decision 40, in pieces. Of small changes nothing is sent: whoever reads them looks again
at the few pages that see them. It is sent anew when what all pages rest on has changed, and fetched by
whoever has none, or one of another ground.
"""

from __future__ import annotations

import logging
import secrets
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from locator.pages.verdicts.judgement_book import FILE

if TYPE_CHECKING:
    from locator.shared.database.database import Connection, Database
    from locator.site.folder import SiteFolder

logger = logging.getLogger(__name__)

PIECE_BYTES = 1_000_000
KEPT = 2  # grounds: servers of two versions of the program, while one follows the other
SECONDS = 600.0
FETCHED = ".locator/judgement.ground"  # what was fetched last


def keep_judgement(database: Database, folder: SiteFolder) -> bool:
    """Sends the judgement of a folder if the database has none of its ground; tells whether it did.

    Where the file or the disk does not allow that, servers judge by themselves.
    """
    path = folder.path / FILE
    ground = _ground(path)
    if not ground or database.run(lambda db: _newest(db) == ground):
        return False
    try:
        with tempfile.TemporaryDirectory(prefix="locator-") as scratch:
            copy = Path(scratch) / "judgement.sqlite"
            with closing(sqlite3.connect(path)) as source:  # all of it in one file, whoever writes to it now
                source.execute("VACUUM INTO ?", (str(copy),))
            database.run(lambda db: _write(db, ground, copy), seconds=SECONDS)
    except (sqlite3.Error, OSError) as error:
        logger.warning("The judgement of the site is not sent (%s). Servers judge by themselves.", error)
        return False
    return True


def fetch_judgement(connection: Connection, folder: SiteFolder) -> bool:
    """Brings the newest judgement into a folder, if it stands on another ground; tells whether it did.

    The same is not fetched twice: it may be one that another version of the program made.
    """
    newest, path, fetched = _newest(connection), folder.path / FILE, folder.path / FETCHED
    known = fetched.read_text(encoding="utf-8") if fetched.is_file() else ""
    if not newest or newest in (_ground(path), known):
        return False
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")  # servers of a machine fetch it at once
    query = "SELECT data FROM judgement WHERE ground = %s ORDER BY piece"
    try:
        with (
            fresh.open("wb") as file,
            connection.transaction(),
            connection.cursor("pieces", binary=True) as cursor,
        ):
            cursor.itersize = 10
            for (data,) in cursor.execute(query, (newest,)):
                file.write(data)
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    fetched.write_text(newest, encoding="utf-8")
    return True


def _newest(connection: Connection) -> str:
    row = connection.execute("SELECT ground FROM judgement ORDER BY kept DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def _write(connection: Connection, ground: str, file: Path) -> None:
    connection.execute("DELETE FROM judgement WHERE ground = %s", (ground,))
    with file.open("rb") as data, connection.cursor() as cursor:
        pieces = enumerate(iter(lambda: data.read(PIECE_BYTES), b""))
        rows = ((ground, number, piece) for number, piece in pieces)
        cursor.executemany("INSERT INTO judgement (ground, piece, data) VALUES (%s, %s, %s)", rows)
    connection.execute(
        "DELETE FROM judgement WHERE ground NOT IN "
        "(SELECT ground FROM judgement GROUP BY ground ORDER BY max(kept) DESC LIMIT %s)",
        (KEPT,),
    )


def _ground(path: Path) -> str:
    """What the judgement of that file rests on; empty if there is none to be read."""
    if not path.is_file():
        return ""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            row = db.execute("SELECT ground FROM about").fetchone()
    except sqlite3.Error:
        return ""
    return row[0] if row else ""
