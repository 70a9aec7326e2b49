"""Answers of geocoders, kept so that only who knows the question can read them."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.names import fold_words
from locator.geo.services.hit import Hit
from locator.model.point import Point

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from locator.store import Store

DAY = 86_400
MAX_ROWS = 20_000
_NONCE, _MARK = 16, 16  # bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and the service that it came from."""

    service: str
    hits: tuple[Hit, ...]


class HitCache:
    """Remembers answers for `days`, the `max_rows` newest; never an empty one, never a failure.

    A row's key is a keyed hash of the question, and its answer is encrypted with another one: whoever
    reads the file learns neither what was asked nor where it is. `scope` tells chains of services apart.
    """

    def __init__(
        self,
        store: Store,
        *,
        scope: str,
        days: int,
        max_rows: int = MAX_ROWS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._scope, self._days, self._max_rows = store, scope, days, max_rows
        self._clock = clock

    def find(self, query: str) -> Kept | None:
        """What was answered before; None if nothing was, or too long ago."""
        secret = self._store.secret
        if secret is None or not self._days:
            return None
        since = self._today - self._days
        key = self._digest(secret, b"row", query)
        row = self._store.run(
            lambda db: db.execute(
                "SELECT sealed FROM answers WHERE key = ? AND day > ?", (key, since)
            ).fetchone()
        )
        return _unsealed(self._digest(secret, b"seal", query), row[0]) if row else None

    def keep(self, query: str, kept: Kept) -> None:
        """Remembers an answer that has hits."""
        secret = self._store.secret
        if secret is None or not kept.hits or not self._days:
            return
        row = (
            self._digest(secret, b"row", query),
            self._today,
            _sealed(self._digest(secret, b"seal", query), kept),
        )
        self._store.run(lambda db: self._write(db, row))

    def _write(self, db: sqlite3.Connection, row: tuple[bytes, int, bytes]) -> None:
        db.execute("REPLACE INTO answers (key, day, sealed) VALUES (?, ?, ?)", row)
        db.execute("DELETE FROM answers WHERE day <= ?", (self._today - self._days,))
        db.execute(
            "DELETE FROM answers WHERE key IN"
            " (SELECT key FROM answers ORDER BY day DESC, rowid DESC LIMIT -1 OFFSET ?)",
            (self._max_rows,),
        )

    @property
    def _today(self) -> int:
        return int(self._clock() // DAY)

    def _digest(self, secret: bytes, purpose: bytes, query: str) -> bytes:
        words = " ".join(fold_words(query))
        return hmac.digest(secret, b"\0".join((purpose, self._scope.encode(), words.encode())), "sha256")


def _sealed(key: bytes, kept: Kept) -> bytes:
    rows = [(hit.point.lat, hit.point.lon, int(hit.is_partial)) for hit in kept.hits]
    nonce = secrets.token_bytes(_NONCE)
    body = _mixed(key, nonce, json.dumps([kept.service, rows]).encode())
    return nonce + _mark(key, nonce + body) + body


def _unsealed(key: bytes, sealed: object) -> Kept | None:
    """None if the row is damaged."""
    if not isinstance(sealed, bytes):
        return None
    nonce, mark, body = sealed[:_NONCE], sealed[_NONCE : _NONCE + _MARK], sealed[_NONCE + _MARK :]
    if not hmac.compare_digest(mark, _mark(key, nonce + body)):
        return None
    service, rows = json.loads(_mixed(key, nonce, body))
    return Kept(service, tuple(Hit(Point(lat, lon), bool(partial)) for lat, lon, partial in rows))


def _mark(key: bytes, text: bytes) -> bytes:
    return hmac.digest(key, text, "sha256")[:_MARK]


def _mixed(key: bytes, nonce: bytes, text: bytes) -> bytes:
    """The text with a stream that SHAKE-256 makes from key and nonce; done twice, the text again."""
    stream = hashlib.shake_256(key + nonce).digest(len(text))
    return bytes(a ^ b for a, b in zip(text, stream, strict=True))
