"""The counts of one site, day by day, in a SQLite file of its folder."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from locator.demand.kind import Kind
from locator.demand.months import month_of, months_between
from locator.demand.release import Release, Row, release
from locator.errors import LocatorError
from locator.store import Store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

    Counts = Mapping[tuple[Kind, str], int]

FILE = ".locator/demand.sqlite"
KEPT_MONTHS = 25  # this one and the same two years ago, to be compared
DAYS, MOST_DAYS = 90, 800  # that somebody asks for: usually, and at most, which is more than is kept
MOST_A_DAY = 20_000  # rows of a day; more subjects are a flood, and a disk has an end
_SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT, kind TEXT, subject TEXT, count INTEGER NOT NULL, PRIMARY KEY (day, kind, subject)
) WITHOUT ROWID;
"""
_ADD_TO = "UPDATE counts SET count = count + ?4 WHERE day = ?1 AND kind = ?2 AND subject = ?3"
_ADD = "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"
_BY_MONTH = (
    "SELECT substr(day, 1, 7) || '-01' AS month, kind, subject, sum(count) FROM counts "
    "WHERE day >= ? GROUP BY month, kind, subject"
)


class DemandBook:
    """The counts of one site folder; several processes may write to it at once.

    Nobody is told what the file says but by way of a Release.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._store = Store(self.path, _SCHEMA)

    def add(self, day: date, counts: Counts) -> bool:
        """Adds to the counts of a day, all or none, and lets go of old ones; False if the file is no use."""
        return bool(self._store.run(lambda db: _add(db, day, counts)))

    def last_days(self, days: int, today: date) -> Release:
        """What is shown of the whole months that the last `days` reach into; LocatorError as below."""
        return self.months(today - timedelta(days - 1), today)

    def months(self, first: date, today: date) -> Release:
        """What is shown of the months from that of `first` to that of `today`.

        Raises LocatorError if the file cannot be used: that is not the same as no counts.
        """
        first = max(month_of(first), _oldest(today))
        months = months_between(min(first, month_of(today)), month_of(today))
        if not self.path.exists():
            return Release(months)
        rows = self._store.run(lambda db: _rows(db, months[0], today))
        if rows is None:
            msg = f"{self.path} cannot be used; look who may write to it, or try again if it is busy"
            raise LocatorError(msg)
        return release(months, (row for each in rows if (row := _parse(each))))

    def unmet(self, today: date) -> dict[str, int]:
        """Searches without a clinic near enough, by place as `place_name` writes it, in all months kept.

        Figures in fives: a place that is not there had fewer than five in every month.
        """
        return self.months(_oldest(today), today).of(Kind.UNMET)

    def searches(self, today: date) -> dict[str, int] | None:
        """How often each place was searched for, in all months kept, as in `unmet`; None if nobody counts."""
        return self.months(_oldest(today), today).of(Kind.SEARCH) if self.path.exists() else None

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()


def _oldest(today: date) -> date:
    return month_of(today, earlier=KEPT_MONTHS - 1)


def _let_go(db: sqlite3.Connection, today: date) -> None:
    db.execute("DELETE FROM counts WHERE day < ?", (_oldest(today).isoformat(),))


def _add(db: sqlite3.Connection, day: date, counts: Counts) -> bool:
    _let_go(db, day)
    rows = [(day.isoformat(), kind.value, subject, count) for (kind, subject), count in counts.items()]
    (today,) = db.execute("SELECT count(*) FROM counts WHERE day = ?", (day.isoformat(),)).fetchone()
    db.executemany(_ADD if today < MOST_A_DAY else _ADD_TO, rows)
    return True


def _rows(db: sqlite3.Connection, first: date, today: date) -> list[tuple[Any, ...]]:
    _let_go(db, today)
    return db.execute(_BY_MONTH, (first.isoformat(),)).fetchall()


def _parse(row: tuple[Any, ...]) -> Row | None:
    """A row; None for what another version, or a disk that fails, has left in its place."""
    month, kind, subject, count = row
    try:
        return date.fromisoformat(month), Kind(kind), str(subject), max(0, int(count))
    except (TypeError, ValueError):
        return None
