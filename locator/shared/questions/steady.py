"""Answers out of the database as long as it gives them in time, else out of memory: they are the same."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from locator.errors import StoreError
from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.shared.questions.shared_questions import SharedQuestions
    from locator.site.questions import Questions
    from locator.site.snapshot import Site

    T = TypeVar("T")

logger = logging.getLogger(__name__)

REST = 5.0  # seconds in which a database that did not answer is left alone
SILENCE = 60.0  # seconds between two lines about it


@dataclass
class Turns:
    """Whose turn it was: how often the database answered and how often it failed or was left alone.

    It outlives the versions of a site; threads may share it.
    """

    clock: Callable[[], float] = monotonic
    answered: int = 0
    failed: int = 0
    spared: int = 0
    _rest_until: float = float("-inf")
    _silent_until: float = float("-inf")
    _lock: Lock = field(default_factory=Lock, repr=False)

    def may_ask(self) -> bool:
        """Tells whether the database is to be asked; counts it if not."""
        with self._lock:
            is_resting = self.clock() < self._rest_until
            self.spared += is_resting
            return not is_resting

    def spare(self) -> None:
        """Counts a question that memory answers because too many wait for the database."""
        with self._lock:
            self.spared += 1

    def count_answer(self) -> None:
        """Counts an answer of the database."""
        with self._lock:
            self.answered += 1

    def count_failure(self, error: StoreError) -> None:
        """Counts a failure and leaves the database alone for a while; says so once a minute."""
        with self._lock:
            now = self.clock()
            self.failed += 1
            self._rest_until = now + REST
            is_silent, failed = now < self._silent_until, self.failed
            if not is_silent:
                self._silent_until = now + SILENCE
        if not is_silent:
            # No text of the question: it says where somebody is.
            logger.warning("Questions are answered out of memory: %s (failure %d).", error, failed)


@dataclass(frozen=True, slots=True)
class SteadyQuestions:
    """The questions of one version, with the snapshot to fall back on."""

    shared: SharedQuestions
    turns: Turns

    @property
    def site(self) -> Site:
        """The snapshot."""
        return self.shared.site

    def answer(self, make: Callable[[Questions], T]) -> T:
        """What `make` makes of the answers of the database, or else of those of memory; never waits long.

        A question must not change anything: it may be asked twice.
        """
        if self.turns.may_ask():
            try:
                made = make(self.shared.in_a_hurry())
            except StoreError as error:
                self.turns.count_failure(error)
            else:
                self.turns.count_answer()
                return made
        return self.from_memory(make)

    def from_memory(self, make: Callable[[Questions], T]) -> T:
        """The same without a look at the database."""
        return make(SnapshotQuestions(self.site))
