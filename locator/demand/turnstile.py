"""Counting while visitors are served: in memory at once, on the disk every few seconds."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from locator.demand.book import DemandBook
    from locator.demand.kind import Kind

SECONDS = 5.0  # between two writes; a process that is killed takes the counts of so many with it
GOODBYE = 2.0  # seconds that the last write may take when the server stops
MOST_WAITING = 10_000  # subjects that wait for a disk that is full or gone; further ones are left out


class Turnstile:
    """Counts for one process whoever goes by, and knows nobody; `today` says which day it is.

    To count takes a microsecond and never fails. The disk is a thread's business: one that is slow, full
    or gone costs nobody an answer, and the store says so once in the log.
    """

    def __init__(self, book: DemandBook, today: Callable[[], date]) -> None:
        self.book, self._today = book, today
        self._lock = threading.Lock()
        self._waiting: dict[tuple[Kind, str], int] = {}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def count(self, kind: Kind, subject: str = "") -> None:
        """Counts one."""
        with self._lock:
            self._add((kind, subject), 1)

    def _add(self, key: tuple[Kind, str], count: int) -> None:
        if key in self._waiting or len(self._waiting) < MOST_WAITING:
            self._waiting[key] = self._waiting.get(key, 0) + count

    def write(self) -> None:
        """Writes down what waits; what cannot be written goes on waiting."""
        with self._lock:
            counts, self._waiting = self._waiting, {}
        if counts and not self.book.add(self._today(), counts):
            with self._lock:
                for key, count in counts.items():
                    self._add(key, count)

    def start(self) -> None:
        """Begins to write every few seconds."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._keep_writing, name="demand", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Writes for the last time; a disk that never answers does not keep the server from stopping."""
        self._stop.set()
        if self._thread:
            self._thread.join(GOODBYE)

    def _keep_writing(self) -> None:
        while not self._stop.wait(SECONDS):
            self.write()
        self.write()
        self.book.close()
