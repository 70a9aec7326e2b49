"""How often geocoders were called, and what came of it: calls cost money."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import date

    from locator.store import Store

KEPT_DAYS = 400


@dataclass(frozen=True, slots=True, order=True)
class Calls:
    """Calls of one service on one day (in UTC) that had one outcome."""

    day: str
    service: str
    outcome: str


class Tally:
    """Counts every call that left the house, for all processes together."""

    def __init__(self, store: Store, *, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock
        self._uncounted: Counter[Calls] = Counter()  # while the store cannot be used

    def count(self, service: str, outcome: str) -> None:
        """Counts one call."""
        today = self._today
        calls = Calls(today.isoformat(), service, outcome)
        last = (today - timedelta(days=KEPT_DAYS)).isoformat()
        if not self._store.run(lambda db: _write(db, calls, last)):
            self._uncounted[calls] += 1

    def of_today(self, service: str) -> int:
        """How many calls of the service there were today, whatever came of them."""
        today = self._today.isoformat()
        found = self._store.run(
            lambda db: db.execute(
                "SELECT sum(count) FROM calls WHERE day = ? AND service = ?", (today, service)
            ).fetchone()
        )
        mine = sum(
            n for calls, n in self._uncounted.items() if (calls.day, calls.service) == (today, service)
        )
        return ((found and found[0]) or 0) + mine

    def counts(self) -> dict[Calls, int]:
        """How many calls of each kind there were."""
        rows = self._store.run(
            lambda db: db.execute("SELECT day, service, outcome, count FROM calls").fetchall()
        )
        total = Counter({Calls(day, service, outcome): count for day, service, outcome, count in rows or []})
        return dict(sorted((total + self._uncounted).items()))

    @property
    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock(), UTC).date()


def _write(db: sqlite3.Connection, calls: Calls, last: str) -> bool:
    db.execute(
        "INSERT INTO calls VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
        (calls.day, calls.service, calls.outcome),
    )
    db.execute("DELETE FROM calls WHERE day < ?", (last,))
    return True
