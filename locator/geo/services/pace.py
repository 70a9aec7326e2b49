"""Who may call a service when: so many calls a second for all threads and processes of a site together."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from locator.store import Store

MAX_PAUSE = 3600.0  # the longest that a service can send everybody away


class Pace:
    """Gives out turns, `1/rate` seconds apart, over the store that the processes share.

    Without a usable store, turns are of this process alone, and with `is_strict` there are none.
    """

    def __init__(
        self,
        store: Store,
        service: str,
        *,
        rate: float | None,
        is_strict: bool = False,
        clock: Callable[[], float] = time.time,  # processes share no other
    ) -> None:
        self._store, self._service, self._is_strict, self._clock = store, service, is_strict, clock
        self._gap = 1 / rate if rate else 0.0
        self._lock = Lock()
        self._next = 0.0

    def take(self, patience: float) -> float | None:
        """The moment of the next turn, now taken, on the clock; None if it is over `patience` s away."""
        found = self._store.run(lambda db: (self._take_shared(db, patience),))
        if found is not None:
            return found[0]
        if self._is_strict:
            return None
        with self._lock:
            turn = self._turn(self._next, patience)
            if turn is not None:
                self._next = turn + self._gap
            return turn

    def postpone(self, seconds: float) -> None:
        """Gives nobody a turn for so long: the service asked for it."""
        until = self._clock() + min(seconds, MAX_PAUSE)
        self._store.run(lambda db: self._write(db, until))
        with self._lock:
            self._next = max(self._next, until)

    def _take_shared(self, db: sqlite3.Connection, patience: float) -> float | None:
        row = db.execute("SELECT next FROM turns WHERE service = ?", (self._service,)).fetchone()
        turn = self._turn(row[0] if row else 0.0, patience)
        if turn is not None:
            self._write(db, turn + self._gap)
        return turn

    def _turn(self, following: float, patience: float) -> float | None:
        now = self._clock()
        if following > now + MAX_PAUSE + self._gap:  # the clock was set back
            following = now
        turn = max(now, following)
        return turn if turn - now <= patience else None

    def _write(self, db: sqlite3.Connection, following: float) -> None:
        db.execute("REPLACE INTO turns (service, next) VALUES (?, ?)", (self._service, following))
