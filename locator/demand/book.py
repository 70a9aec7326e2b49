"""The counts of one site, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from locator.demand.kind import Kind
from locator.demand.months import month_of, months_between
from locator.demand.release import Release, Row, release
from locator.errors import LocatorError
from locator.model.kept import Kept
from locator.model.sentence import to_say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.cabinet import Cabinet, Connection

    Counts = Mapping[tuple[Kind, str], int]

NAME = "demand"
KEPT_MONTHS = 25  # this one and the same two years ago, to be compared
DAYS, MOST_DAYS = 90, 800  # that somebody asks for: usually, and at most, which is more than is kept
MOST_A_DAY = 20_000  # rows of a day; more subjects are a flood, and a disk has an end
SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT, kind TEXT, subject TEXT, count INTEGER NOT NULL, PRIMARY KEY (day, kind, subject)
) WITHOUT ROWID;
"""
KEEPS = Kept(
    "counts",
    to_say("To know what people look for:"),
    {
        "day": to_say("the day"),
        "kind": to_say("whether a page was opened, a place searched for or a link pressed"),
        "subject": to_say("which page, place or link it was"),
        "count": to_say("how often, on that day, by all visitors together"),
    },
    days=31 * KEPT_MONTHS,
)
_ADD_TO = "UPDATE counts SET count = count + ? WHERE day = ? AND kind = ? AND subject = ?"
ADD = (
    "INSERT INTO counts (count, day, kind, subject) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (day, kind, subject) DO UPDATE SET count = counts.count + excluded.count"
)
_BY_MONTH = (
    "SELECT substr(day, 1, 7) || '-01' AS month, kind, subject, sum(count) FROM counts "
    "WHERE day >= ? GROUP BY month, kind, subject"
)


class DemandBook:
    """The counts of one site; several processes may write to it at once.

    Nobody is told what it says but by way of a Release.
    """

    def __init__(self, cabinet: Cabinet) -> None:
        self._tables = cabinet.tables(NAME, SCHEMA)

    def add(self, day: date, counts: Counts) -> bool:
        """Adds to the counts of a day, all or none, and lets go of old ones; False if they cannot be kept."""
        return bool(self._tables.run(lambda db: _add(db, day, counts)))

    def last_days(self, days: int, today: date) -> Release:
        """What is shown of the whole months that the last `days` reach into; LocatorError as below."""
        return self.months(today - timedelta(days - 1), today)

    def months(self, first: date, today: date) -> Release:
        """What is shown of the months from that of `first` to that of `today`.

        Raises LocatorError if they cannot be read: that is not the same as no counts.
        """
        first = max(month_of(first), _oldest(today))
        months = months_between(min(first, month_of(today)), month_of(today))
        if not self._tables.are_begun:
            return Release(months)
        rows = self._tables.run(lambda db: _rows(db, months[0], today))
        if rows is None:
            raise LocatorError(self._tables.refusal)
        return release(months, (row for each in rows if (row := _parse(each))))

    def unmet(self, today: date) -> dict[str, int]:
        """Searches without a clinic near enough, by place as `place_name` writes it, in all months kept.

        Figures in fives: a place that is not there had fewer than five in every month.
        """
        return self.months(_oldest(today), today).of(Kind.UNMET)

    def searches(self, today: date) -> dict[str, int] | None:
        """How often each place was searched for, in all months kept, as in `unmet`; None if nobody counts."""
        found = self.months(_oldest(today), today)
        return found.of(Kind.SEARCH) if self._is_any else None

    @property
    def _is_any(self) -> bool:
        """Whether anything was ever counted."""
        query = "SELECT 1 FROM counts LIMIT 1"
        return self._tables.are_begun and bool(self._tables.run(lambda db: db.execute(query).fetchall()))

    def close(self) -> None:
        """Lets go of what is open."""
        self._tables.close()


def _oldest(today: date) -> date:
    return month_of(today, earlier=KEPT_MONTHS - 1)


def _let_go(db: Connection, today: date) -> None:
    db.execute("DELETE FROM counts WHERE day < ?", (_oldest(today).isoformat(),))


def _add(db: Connection, day: date, counts: Counts) -> bool:
    _let_go(db, day)
    rows = [(count, day.isoformat(), kind.value, subject) for (kind, subject), count in counts.items()]
    (today,) = db.execute("SELECT count(*) FROM counts WHERE day = ?", (day.isoformat(),)).fetchone()
    db.executemany(ADD if today < MOST_A_DAY else _ADD_TO, rows)
    return True


def _rows(db: Connection, first: date, today: date) -> list[tuple[Any, ...]]:
    _let_go(db, today)
    return db.execute(_BY_MONTH, (first.isoformat(),)).fetchall()


def _parse(row: tuple[Any, ...]) -> Row | None:
    """A row; None for what another version, or a disk that fails, has left in its place."""
    month, kind, subject, count = row
    try:
        return date.fromisoformat(month), Kind(kind), str(subject), max(0, int(count))
    except (TypeError, ValueError):
        return None
