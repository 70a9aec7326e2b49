"""A circuit breaker: who fails again and again is left alone for a while."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FAILURES = 5
PAUSE = 30.0


class Breaker:
    """Opens after `failures` in a row; after `pause` seconds it lets one call through to see.

    Threads may share it. `clock` counts seconds.
    """

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit, self._pause, self._clock = failures, pause, clock
        self._lock = Lock()
        self._failures = 0
        self._shut_until: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether calls have stopped, and nothing has succeeded since."""
        return self._shut_until is not None

    def allows(self) -> bool:
        """Tells whether a call may be made; of those that ask after the pause, the first may."""
        with self._lock:
            if self._shut_until is None:
                return True
            if self._clock() < self._shut_until:
                return False
            # The probe. If nothing is ever heard of it, the next one comes after another pause.
            self._shut_until = self._clock() + self._pause
            return True

    def succeeded(self) -> None:
        """Closes it."""
        with self._lock:
            self._failures, self._shut_until = 0, None

    def failed(self, pause: float | None = None) -> bool:
        """Counts a failure, or opens at once for `pause` seconds; tells whether calls stop from here on."""
        with self._lock:
            self._failures += 1
            was_open = self._shut_until is not None
            if pause is None and not was_open and self._failures < self._limit:
                return False
            self._shut_until = self._clock() + max(pause or 0.0, self._pause)
            return not was_open
