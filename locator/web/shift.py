"""Workers that are forked together: they stand by until they are given the word, and then serve."""

from __future__ import annotations

import os
import select
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess
    from multiprocessing.synchronize import Event

    from locator.web.edition import Edition

START_SECONDS = 30.0  # until a worker must stand by or serve; it has nothing to read
PARENT_SECONDS = 1.0  # how often one that stands by looks whether its parent still lives


@dataclass(frozen=True, slots=True)
class Worker:
    """One process; it says when it stands by, and when it serves."""

    process: ForkProcess
    stands_by: Event
    serves: Event


@dataclass(eq=False)
class Shift:
    """Workers that serve one edition; None is the one that is served when they are forked.

    The word is a byte in a pipe that nobody reads away, so it holds for those who come later as well.
    """

    edition: Edition | None
    version: int
    workers: list[Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._word, self._say = os.pipe()

    @property
    def stands_by(self) -> bool:
        """Waits until all stand by; False if one does not come to."""
        return self._wait("stands_by")

    def begin(self) -> bool:
        """Gives the word, and waits until all serve; False if one does not come to."""
        os.write(self._say, b".")
        return self._wait("serves")

    def await_word(self, parent: int) -> None:
        """Called by a worker; ends it if the process that forked it has ended without a word."""
        while not select.select([self._word], [], [], PARENT_SECONDS)[0]:
            if os.getppid() != parent:
                os._exit(0)

    def end(self) -> None:
        """Ends all workers; those that serve still answer whoever has asked."""
        for worker in self.workers:
            worker.process.terminate()
        os.close(self._word)
        os.close(self._say)

    def _wait(self, event: str) -> bool:
        end = time.monotonic() + START_SECONDS
        while not (is_so := all(getattr(worker, event).is_set() for worker in self.workers)):
            if time.monotonic() > end or not all(worker.process.is_alive() for worker in self.workers):
                break
            time.sleep(0.005)
        return is_so
