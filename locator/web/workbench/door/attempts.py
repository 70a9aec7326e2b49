"""How often a password may be tried: counted by name and by network, with waits that grow."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING

from locator.model.kept import Kept
from locator.web.pacing import network_of
from locator.web.workbench.door.sessions import NAME

if TYPE_CHECKING:
    from datetime import datetime

    from locator.cabinet import Cabinet, Connection

FREE = 5  # attempts without a wait; then 1, 2, 4, ... seconds
LONGEST_BY_NAME = 300  # seconds: who guesses at a name must not keep its owner out for long
LONGEST_BY_NETWORK = 3_600
KEPT = 24 * 3_600  # seconds without an attempt, and it is forgotten
_COUNT = (
    "INSERT INTO attempts (key, count, free_at) VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET count = excluded.count, free_at = excluded.free_at"
)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS attempts (key TEXT PRIMARY KEY, count INTEGER NOT NULL, free_at REAL NOT NULL);
"""
KEEPS = Kept(
    "attempts",
    "To stop guessing at passwords:",
    {
        "key": "a fingerprint of the name that was typed, or of a part of the internet address",
        "count": "how often",
        "free_at": "when the next attempt may be made",
    },
    days=KEPT // 86_400,
)


class Attempts:
    """The attempts to sign in at one site, at all its workers together."""

    def __init__(self, cabinet: Cabinet) -> None:
        self._tables = cabinet.tables(NAME, _SCHEMA)

    def take(self, name: str, address: str, now: datetime) -> int | None:
        """Counts an attempt before it is made; 0 if it may be made, or else the seconds to wait.

        None if it could not be counted: then it may not be made, because nothing would limit guesses.
        """
        at, keys = now.timestamp(), _keys(name, address)
        longest = dict(zip(keys, (LONGEST_BY_NAME, LONGEST_BY_NETWORK), strict=True))

        def count(db: Connection) -> int:
            db.execute("DELETE FROM attempts WHERE free_at < ?", (at - KEPT,))
            query = "SELECT key, count, free_at FROM attempts WHERE key IN (?, ?)"
            rows = {key: (times, free_at) for key, times, free_at in db.execute(query, keys).fetchall()}
            if (wait := max((free_at - at for _, free_at in rows.values()), default=0)) > 0:
                return math.ceil(wait)
            for key, most in longest.items():
                times = rows.get(key, (0, 0))[0] + 1
                row = (key, times, at + wait_after(times, most))
                db.execute(_COUNT, row)
            return 0

        return self._tables.run(count)

    def forgive(self, name: str, address: str) -> None:
        """Forgets the attempts of somebody who has signed in."""
        keys = _keys(name, address)
        self._tables.run(lambda db: db.execute("DELETE FROM attempts WHERE key IN (?, ?)", keys))


def wait_after(times: int, longest: int) -> int:
    """The seconds until the next attempt after so many."""
    return 0 if times < FREE else min(longest, 2 ** min(times - FREE, 20))


def _keys(name: str, address: str) -> tuple[str, str]:
    """What names and networks are known by; people type passwords into the field of a name."""
    named, network = " ".join(name.split()).casefold(), network_of(address)
    return _digest(f"name {named}"), _digest(f"network {network}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
