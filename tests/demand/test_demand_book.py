"""The file of counts: whole after a kill, shared by processes, forgotten in time."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from cabinets import opened, place_of

from locator.cabinet import Cabinet
from locator.demand import book as module
from locator.demand.book import KEPT_MONTHS, DemandBook
from locator.demand.kind import Kind
from locator.editing.folder_cabinet import FolderCabinet
from locator.errors import LocatorError

TODAY = date(2026, 11, 23)
DELAND = "DeLand, Volusia County, FL"


TESTS = str(Path(__file__).parents[1])
FILE = ".locator/demand.sqlite"
ALL = "SELECT day, kind, subject, count FROM counts ORDER BY day, kind, subject"


def written(cabinet: Cabinet) -> list[tuple[str, str, str, int]]:
    """Everything that is kept."""
    rows = cabinet.tables("demand", "").run(lambda db: db.execute(ALL).fetchall())
    return [tuple(row) for row in rows or ()]


def test_counts_of_a_day_add_up(cabinet: Cabinet) -> None:
    book = DemandBook(cabinet)
    for _ in range(2):
        assert book.add(TODAY, {(Kind.SEARCH, DELAND): 3, (Kind.HERE, ""): 1})
    assert written(cabinet) == [("2026-11-23", "here", "", 2), ("2026-11-23", "search", DELAND, 6)]


def test_no_file_is_no_counts_and_looking_makes_none(tmp_path: Path) -> None:
    release = DemandBook(FolderCabinet(tmp_path)).months(TODAY - timedelta(60), TODAY)
    assert release.figures == {}
    assert [month.month for month in release.months] == [9, 10, 11]
    assert list(tmp_path.iterdir()) == []


def test_days_of_a_month_are_shown_as_one(cabinet: Cabinet) -> None:
    book = DemandBook(cabinet)
    for back in range(8):
        book.add(TODAY - timedelta(back), {(Kind.UNMET, DELAND): 1})
    assert book.unmet(TODAY) == {DELAND: 5}


def test_old_counts_are_let_go_when_written_and_when_read(cabinet: Cabinet) -> None:
    """Rule C15: kept for 25 months, as the privacy page says."""
    book = DemandBook(cabinet)
    oldest = date(2024, 11, 1)
    for day in (oldest - timedelta(1), oldest):
        book.add(day, {(Kind.VIEW, "/"): 5})
    assert len(written(cabinet)) == 2
    assert len(book.months(date.min, TODAY).months) == KEPT_MONTHS
    assert [row[0] for row in written(cabinet)] == ["2024-11-01"]
    book.add(date(2026, 12, 1), {(Kind.VIEW, "/"): 5})
    assert [row[0] for row in written(cabinet)] == ["2026-12-01"]


def test_a_flood_of_places_has_an_end(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_A_DAY", 2)
    book = DemandBook(cabinet)
    book.add(TODAY, {(Kind.SEARCH, "a"): 1, (Kind.SEARCH, "b"): 1})
    book.add(TODAY, {(Kind.SEARCH, "a"): 1, (Kind.SEARCH, "c"): 1})
    assert written(cabinet) == [("2026-11-23", "search", "a", 2), ("2026-11-23", "search", "b", 1)]


def test_a_book_that_cannot_be_used_is_said_to_who_reads(useless: Cabinet) -> None:
    book = DemandBook(useless)
    assert not book.add(TODAY, {(Kind.HERE, ""): 1})
    with pytest.raises(LocatorError, match=r"cannot be used|no connection"):
        book.unmet(TODAY)


def test_what_another_version_left_is_passed_over(tmp_path: Path) -> None:
    book = DemandBook(FolderCabinet(tmp_path))
    book.add(TODAY, {(Kind.VIEW, "/"): 5})
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("INSERT INTO counts VALUES ('2026-11-23', 'mood', 'x', 9)")
        db.execute("INSERT INTO counts VALUES ('someday in may', 'view', 'x', 9)")
    assert [key[2] for key in book.months(TODAY, TODAY).figures] == ["/"]


def _add_many(place: str) -> None:
    book = DemandBook(opened(place))
    for _ in range(20):
        while not book.add(TODAY, {(Kind.VIEW, "/"): 1}):
            time.sleep(0.01)  # as a turnstile does: what cannot be written waits


def test_several_processes_lose_nothing(cabinet: Cabinet) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(place_of(cabinet),)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert written(cabinet) == [("2026-11-23", "view", "/", 60)]


WRITER = """
import sys
from datetime import date
from cabinets import opened
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
book = DemandBook(opened(sys.argv[1]))
print("ready", flush=True)
while True:
    book.add(date(2026, 11, 23), {(Kind.SEARCH, str(n)): 1 for n in range(400)})
"""


def test_a_kill_in_the_middle_of_a_write_leaves_whole_batches(cabinet: Cabinet) -> None:
    command, environ = [sys.executable, "-c", WRITER, place_of(cabinet)], os.environ | {"PYTHONPATH": TESTS}
    for attempt in range(4):
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(random.Random(attempt).random() / 20)
            writer.send_signal(signal.SIGKILL)
        counts = {row[3] for row in written(cabinet)}
        assert len(counts) <= 1, "a batch was written in part"
    assert DemandBook(cabinet).add(TODAY, {(Kind.HERE, ""): 1})


def test_searches_are_told_for_all_months_or_nobody_counts(cabinet: Cabinet) -> None:
    book = DemandBook(cabinet)
    assert book.searches(TODAY) is None
    for day in (TODAY, TODAY - timedelta(300)):
        book.add(day, {(Kind.SEARCH, DELAND): 12, (Kind.UNMET, DELAND): 9})
    assert book.searches(TODAY) == {DELAND: 20}
