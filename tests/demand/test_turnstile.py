"""Counting while visitors are served: never waits, never fails, and is written down in the end."""

from __future__ import annotations

import logging
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from locator.demand import turnstile as module
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.demand.turnstile import Turnstile
from locator.editing.folder_cabinet import FolderCabinet

if TYPE_CHECKING:
    import pytest

FILE = ".locator/demand.sqlite"
TODAY = date(2026, 11, 23)


def turnstile_in(folder: Path) -> Turnstile:
    return Turnstile(DemandBook(FolderCabinet(folder)), lambda: TODAY)


def test_nothing_is_written_before_its_time(tmp_path: Path) -> None:
    turnstile = turnstile_in(tmp_path)
    turnstile.count(Kind.HERE)
    assert list(tmp_path.iterdir()) == []
    for _ in range(6):
        turnstile.count(Kind.VIEW, "/")
    turnstile.write()
    assert turnstile.book.months(TODAY, TODAY).of(Kind.VIEW) == {"/": 5}


def test_without_a_visit_there_is_no_file(tmp_path: Path) -> None:
    turnstile = turnstile_in(tmp_path)
    turnstile.start()
    turnstile.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_stops_writes_what_it_has(tmp_path: Path) -> None:
    turnstile = turnstile_in(tmp_path)
    turnstile.start()
    for _ in range(5):
        turnstile.count(Kind.CALL, "lake-mary")
    turnstile.stop()
    assert turnstile.book.months(TODAY, TODAY).of(Kind.CALL) == {"lake-mary": 5}


def test_it_writes_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.01)
    turnstile = turnstile_in(tmp_path)
    written = threading.Event()
    monkeypatch.setattr(turnstile, "write", written.set)
    turnstile.start()
    assert written.wait(5)
    turnstile.stop()


def test_a_disk_that_is_gone_costs_a_line_in_the_log_and_no_count(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    turnstile = turnstile_in(tmp_path)
    for _ in range(5):
        turnstile.count(Kind.VIEW, "/")
        turnstile.write()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    (tmp_path / FILE).rmdir()
    turnstile.write()
    assert turnstile.book.months(TODAY, TODAY).of(Kind.VIEW) == {"/": 5}


def test_memory_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    turnstile = turnstile_in(tmp_path)
    for subject in "aabbcc" * 5:
        turnstile.count(Kind.SEARCH, subject)
    turnstile.write()
    assert turnstile.book.months(TODAY, TODAY).of(Kind.SEARCH) == {"a": 10, "b": 10}


def test_threads_that_count_at_once_lose_nothing(tmp_path: Path) -> None:
    turnstile = turnstile_in(tmp_path)
    turnstile.start()

    def count() -> None:
        for _ in range(2_000):
            turnstile.count(Kind.VIEW, "/")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        turnstile.write()
    turnstile.stop()
    assert turnstile.book.months(TODAY, TODAY).of(Kind.VIEW) == {"/": 8_000}
