"""Answers out of the database as long as it gives them in time, else out of memory: they are the same."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from locator.errors import StoreError
from locator.site.questions import SnapshotQuestions

if TYPE_CHECKING:
    from locator.shared.questions.shared_questions import SharedQuestions
    from locator.site.questions import Questions

    T = TypeVar("T")

logger = logging.getLogger(__name__)

REST = 5.0  # seconds in which a database that did not answer is left alone
SILENCE = 60.0  # seconds between two lines about it


class Outcome(StrEnum):
    """Who answered a question."""

    DATABASE = "database"
    FAILED = "failed"  # memory, for the database did not
    SPARED = "spared"  # memory, for the database was left alone


def nobody(_: Outcome) -> None:
    """Counts nothing."""


@dataclass
class Turns:
    """When the database is asked and when it is left alone; outlives versions, and threads may share it."""

    clock: Callable[[], float] = monotonic
    failed: int = 0
    _rest_until: float = float("-inf")
    _silent_until: float = float("-inf")
    _lock: Lock = field(default_factory=Lock, repr=False)

    def may_ask(self) -> bool:
        """Tells whether the database is to be asked."""
        return self.clock() >= self._rest_until

    def take_failure(self, error: StoreError) -> None:
        """Leaves the database alone for a while; says so once a minute."""
        with self._lock:
            now = self.clock()
            self.failed += 1
            self._rest_until = now + REST
            if now < self._silent_until:
                return
            self._silent_until = now + SILENCE
        # No text of the question: it says where somebody is.
        logger.warning("Questions are answered out of memory: %s (failure %d).", error, self.failed)


@dataclass(frozen=True, slots=True)
class SteadyQuestions:
    """The questions of one version, with the snapshot to fall back on; `tell` counts who answered."""

    shared: SharedQuestions
    turns: Turns
    tell: Callable[[Outcome], None] = nobody

    def answer(self, make: Callable[[Questions], T]) -> T:
        """What `make` makes of the answers of the database, or else of those of memory; never waits long.

        A question must not change anything: it may be asked twice.
        """
        if not self.turns.may_ask():
            return self.from_memory(make)
        try:
            made = make(self.shared.in_a_hurry())
        except StoreError as error:
            self.turns.take_failure(error)
            return self.from_memory(make, Outcome.FAILED)
        self.tell(Outcome.DATABASE)
        return made

    def is_answered(self) -> bool:
        """Asks whether the database answers, as patiently as for a visitor; not while it is left alone."""
        if not self.turns.may_ask():
            return False
        try:
            self.shared.in_a_hurry().greet()
        except StoreError as error:
            self.turns.take_failure(error)
            return False
        return True

    def from_memory(self, make: Callable[[Questions], T], outcome: Outcome = Outcome.SPARED) -> T:
        """The same without a look at the database."""
        self.tell(outcome)
        return make(SnapshotQuestions(self.shared.site))
