"""What is measured while a site is served, counted by whoever does it and read from any process."""

from __future__ import annotations

import threading
from bisect import bisect_left
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.web.vitals import figures
from locator.web.vitals.board import SHARED, Board
from locator.web.vitals.figure import Figure, Sort
from locator.web.vitals.figures import CLASSES, FIGURES
from locator.web.vitals.page_kind import PageKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.problem import Problem
    from locator.web.vitals.figures import By, Found, Reload

TOO_MANY = 429
_SERIES = [(figure, labels) for figure in FIGURES for labels in figure.series]
_PLACES = {(figure, *labels): place for place, (figure, labels) in enumerate(_SERIES)}
_FIRST = {figure: _PLACES[figure, *figure.series[0]] for figure in FIGURES}
_KEPT, _KEPT_SECONDS = _FIRST[figures.KEPT_PAGES], _FIRST[figures.KEPT_PAGE_SECONDS]
_ANSWERS = {
    (kind, int(name[0])): _PLACES[figures.REQUESTS, kind, name] for kind in PageKind for name in CLASSES
}


def answer_place(kind: PageKind, status: int) -> int:
    """Where answers of a kind and a class of status are counted."""
    return _ANSWERS[kind, status // 100]


class Vitals:
    """The figures of one site. Threads may count; each forked process begins with `sit`."""

    def __init__(self) -> None:
        self._board = Board(len(_SERIES))
        self._shared = self._board.row(SHARED)
        self._row, self._lock = self._shared, threading.Lock()

    # Processes

    def hold(self) -> int | None:
        """Takes a row for a process that is to be forked."""
        return self._board.hold()

    def sit(self, row: int | None) -> None:
        """Counts, in a process that was forked, into its own row."""
        self._row, self._lock = self._board.row(row), threading.Lock()

    def release(self, row: int | None) -> None:
        """Frees the row of a process that has ended; what was in flight there no longer is."""
        self._board.release(row, (_FIRST[each] for each in FIGURES if each.sort is Sort.GAUGE))

    # Counting

    def add(self, figure: Figure, *labels: str, by: float = 1) -> None:
        """Adds to a number."""
        with self._lock:
            self._row[_PLACES[figure, *labels]] += by

    def observe(self, figure: Figure, seconds: float) -> None:
        """Adds a duration to a histogram."""
        first = _FIRST[figure]
        with self._lock:
            self._row[first + bisect_left(figure.bounds, seconds)] += 1
            self._row[first + len(figure.bounds) + 1] += seconds

    def set(self, figure: Figure, *labels: str, to: float) -> None:
        """Says what is true of the site as a whole, which is for the process that forks the others to say."""
        if self._row is self._shared:
            self._shared[_PLACES[figure, *labels]] = to

    def total(self, figure: Figure, *labels: str) -> float:
        """One number, added up over all processes."""
        return self._board.sums()[_PLACES[figure, *labels]]

    def sums(self) -> dict[tuple[Figure, tuple[str, ...]], float]:
        """Every number, added up over all processes."""
        return dict(zip(_SERIES, self._board.sums(), strict=True))

    # What happens

    def answered(self, kind: PageKind, status: int, seconds: float) -> None:
        """The application has answered."""
        self.told(kind, status)
        self.observe(figures.ANSWER_SECONDS, seconds)
        if status == TOO_MANY:
            self.add(figures.RATE_LIMITED, kind)

    def told(self, kind: PageKind, status: int) -> None:
        """A request was answered, by whomever."""
        with self._lock:
            self._row[answer_place(kind, status)] += 1

    def kept(self, place: int, seconds: float) -> None:
        """The shelf has answered, which is counted at a place that `answer_place` has looked up."""
        row = self._row
        with self._lock:
            row[place] += 1
            row[_KEPT] += 1
            row[_KEPT_SECONDS] += seconds

    def rendered(self, seconds: float) -> None:
        """A page was rendered."""
        with self._lock:
            self._row[_FIRST[figures.RENDERED_PAGES]] += 1
            self._row[_FIRST[figures.RENDERING_SECONDS]] += seconds

    def searched(self, by: By, found: Found) -> None:
        """Somebody has searched."""
        self.add(figures.SEARCHES, by, found)

    def geocoded(self, outcome: str, seconds: float) -> None:
        """A geocoder was called."""
        self.add(figures.GEOCODER_CALLS, outcome)
        self.observe(figures.GEOCODER_SECONDS, seconds)

    def store_asked(self, outcome: str) -> None:
        """A question was answered by the store, or by memory in its place."""
        self.add(figures.STORE_QUESTIONS, outcome)

    def reloaded(self, outcome: Reload, problems: Iterable[Problem]) -> None:
        """The folder was read anew."""
        self.add(figures.RELOADS, outcome)
        self.found(problems)

    def found(self, problems: Iterable[Problem]) -> None:
        """These are the problems in the data."""
        severities = [problem.severity for problem in problems]
        for severity in Severity:
            self.set(figures.PROBLEMS, severity, to=severities.count(severity))

    def published(self, pages: int, made: float) -> None:
        """Another edition is served, of so many pages, made at a time in seconds since 1970."""
        self.set(figures.PAGES, to=pages)
        self.set(figures.EDITION_MADE, to=made)
