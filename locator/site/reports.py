"""The reports that readers of a site have sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from locator.errors import LocatorError
from locator.model.kept import Kept
from locator.model.report import Fault, Report
from locator.model.sentence import to_say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from locator.cabinet import Cabinet, Connection

T = TypeVar("T")

NAME = "reports"
KEPT_DAYS = 365
MOST_A_DAY, MOST = 200, 5_000  # reports; nobody reads more, and a disk has an end
ADD = "INSERT INTO reports (day, path, fault, note) VALUES (?, ?, ?, ?)"
SCHEMA = """
CREATE TABLE IF NOT EXISTS reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL, path TEXT NOT NULL, fault TEXT NOT NULL, note TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS reports_by_day ON reports (day);
"""


KEEPS = Kept(
    "reports",
    to_say("To mend what you report:"),
    {
        "id": to_say("a running number"),
        "day": to_say("the day"),
        "path": to_say("the address of the page"),
        "fault": to_say("what you chose from the list"),
        "note": to_say("your note"),
    },
    days=KEPT_DAYS,
)


class ReportBook:
    """The reports of one site; several processes may write to it at once."""

    def __init__(self, cabinet: Cabinet) -> None:
        self._tables = cabinet.tables(NAME, SCHEMA)

    def add(self, report: Report) -> bool:
        """Keeps a report, and lets go of those a year old; False if it cannot be kept."""
        return bool(self._tables.run(lambda db: _add(db, report)))

    def reports(self, since: date | None = None) -> tuple[Report, ...]:
        """The reports, the newest first; those from `since` on, if that is given.

        Raises LocatorError if they cannot be read: that is not the same as no reports.
        """
        if not self._tables.are_begun:
            return ()
        query = "SELECT day, path, fault, note, id FROM reports WHERE day >= ? ORDER BY id DESC"
        rows = self._use(lambda db: db.execute(query, ((since or date.min).isoformat(),)).fetchall())
        return tuple(report for row in rows if (report := _parse(row)))

    def remove(self, ids: Iterable[int]) -> tuple[int, ...]:
        """Takes reports out, and says which of them there were; LocatorError as above."""
        known = {report.id for report in self.reports()}
        found = tuple(id_ for id_ in ids if id_ in known)
        if found:
            self._use(lambda db: db.executemany("DELETE FROM reports WHERE id = ?", [(i,) for i in found]))
        return found

    def _use(self, work: Callable[[Connection], T]) -> T:
        result = self._tables.run(work)
        if result is None:
            raise LocatorError(self._tables.refusal)
        return result

    def close(self) -> None:
        """Lets go of what is open."""
        self._tables.close()


def _parse(row: tuple[Any, ...]) -> Report | None:
    """A report; None for what another version, or a disk that fails, has left in its place."""
    day, path, fault, note, id_ = row
    try:
        return Report(date.fromisoformat(day), str(path), Fault(fault), str(note), id_)
    except (TypeError, ValueError):
        return None


def _add(db: Connection, report: Report) -> bool:
    db.execute("DELETE FROM reports WHERE day < ?", ((report.day - timedelta(KEPT_DAYS)).isoformat(),))
    day = report.day.isoformat()
    (today,) = db.execute("SELECT count(*) FROM reports WHERE day = ?", (day,)).fetchone()
    (all_,) = db.execute("SELECT count(*) FROM reports").fetchone()
    if today >= MOST_A_DAY or all_ >= MOST:
        return False
    row = (day, report.path, report.fault.value, report.note)
    db.execute(ADD, row)
    return True
