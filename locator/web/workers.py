"""Processes that serve what another has read: forked, so that they share its memory.

The first process serves nobody. It follows the folder and the calendar, reads and judges a new version beside
the workers instead of in them, and then puts new workers in the place of the old, which still answer whoever
has asked them. So no request waits for a reload, and all workers change at once.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from locator.site.watching import Watch
from locator.web.server import Server

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from multiprocessing.context import ForkProcess
    from multiprocessing.synchronize import Event
    from types import FrameType

    from uvicorn import Config

    from locator.web.live import Live

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.5  # between two looks at the folder, the calendar and the workers
START_SECONDS = 30.0  # until a worker must serve; it has nothing to read
_ENDING = (signal.SIGTERM, signal.SIGINT)


class Workers:
    """`count` processes that serve `live` on `listener`, each as `configure` says when it has begun."""

    def __init__(
        self, live: Live, listener: socket.socket, configure: Callable[[], Config], *, count: int, watch: bool
    ) -> None:
        self.live, self._listener, self._configure, self._count = live, listener, configure, count
        self._watch = Watch(live.folder) if watch else None
        self._fork = multiprocessing.get_context("fork")
        self._serving: list[ForkProcess] = []
        self._living: list[ForkProcess] = []  # those that serve, begin or end
        self._is_asked = False
        self._pid = os.getpid()

    def run(self) -> int:
        """Serves until SIGTERM or SIGINT; at SIGHUP reads the folder anew. Returns an exit status."""
        for number in _ENDING:
            signal.signal(number, _end)
        is_at_terminal = bool(sys.stdin and sys.stdin.isatty())  # which says SIGHUP when it is closed
        signal.signal(signal.SIGHUP, _end if is_at_terminal else self._ask)
        try:
            self._begin()  # whoever comes first is answered at once
            self._attempt(self._warm)  # all others by workers that share what was made ready
            while self._serving:
                time.sleep(LOOK_SECONDS)
                self._follow()
        finally:
            self._stop()
        return 1  # none could be started

    def _ask(self, _: int, __: FrameType | None) -> None:
        self._is_asked = True

    def _follow(self) -> None:
        """Reads what has changed, and replaces workers that have died."""
        self._attempt(self._renew)
        self._living = [each for each in self._living if each.is_alive()]
        for worker in [each for each in self._serving if not each.is_alive()]:
            logger.error("Worker %s ended (%s); another takes its place.", worker.pid, worker.exitcode)
            self._serving[self._serving.index(worker)] = self._start(self._fork.Event())

    def _attempt(self, work: Callable[[], bool]) -> None:
        """Does what may be a reason for new workers."""
        try:
            if work():
                self._begin()
        except Exception:
            logger.exception("The site could not be made anew. The last good version goes on serving.")

    def _warm(self) -> bool:
        self.live.warm()
        return True

    def _renew(self) -> bool:
        """Whether there is a new edition."""
        is_changed = self._watch is not None and self._watch.has_changed()
        if self._is_asked or is_changed or self.live.is_outdated:
            self._is_asked = False
            return self.live.reload()
        if self.live.is_of_today:
            return False
        self.live.renew()
        return True

    def _begin(self) -> None:
        """Puts new workers in the place of those that serve, if all of them come to serve in time."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # or each collection of a worker would make a copy of all that it shares
        ready = [self._fork.Event() for _ in range(self._count)]
        new = [self._start(each) for each in ready]
        end = time.monotonic() + START_SECONDS
        while not all(each.is_set() for each in ready) and all(each.is_alive() for each in new):
            if time.monotonic() > end:
                break
            time.sleep(0.01)
        if all(each.is_set() for each in ready):
            new, self._serving = self._serving, new
        else:
            logger.error("New workers did not come to serve.")
        for worker in new:
            worker.terminate()

    def _start(self, ready: Event) -> ForkProcess:
        worker = self._fork.Process(target=self._work, args=(ready,))
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # or one might be started that nobody ends
        worker.start()
        self._living.append(worker)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        return worker

    def _work(self, ready: Event) -> None:
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        self.live.reopen()
        _Worker(self._configure(), ready, parent=self._pid).run(sockets=[self._listener])

    def _stop(self) -> None:
        """Ends all; the first process stops listening before them, so that they can take in who waits."""
        self._listener.close()
        for worker in self._living:
            worker.terminate()
        for worker in self._living:
            worker.join()


class _Worker(Server):
    """Says when it is ready, and ends when the process that started it has ended without a word."""

    def __init__(self, config: Config, ready: Event, *, parent: int) -> None:
        super().__init__(config)
        self._ready, self._parent = ready, parent

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._leave, sockets)
        self._ready.set()

    def _leave(self, sockets: list[socket.socket] | None) -> None:
        """Stops listening at once: uvicorn looks ten times a second, and a new edition is served already."""
        self._leaving = asyncio.ensure_future(self.stop_listening(sockets))
        self._leaving.add_done_callback(self._end)

    def _end(self, _: object) -> None:
        self.should_exit = True

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or os.getppid() != self._parent


def _end(_: int, __: FrameType | None) -> NoReturn:
    raise SystemExit(0)
