"""Processes that serve what another has read: forked, so that they share its memory.

The first process serves nobody. It follows the site's files and the calendar, reads and judges a new version
beside the workers instead of in them, and then puts new workers in the place of the old, which still answer
whoever has asked them. So no request waits for a reload, and all workers change at once.

What a store announces is made ready with workers of its own, which begin to serve when it is switched to.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from locator.errors import StoreError
from locator.site.watching import Watch
from locator.web.server import Server
from locator.web.shift import Shift, Worker
from locator.web.vitals.figures import LEAVING

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable
    from multiprocessing.context import ForkProcess
    from multiprocessing.synchronize import Event
    from types import FrameType

    from uvicorn import Config

    from locator.web.edition import Edition
    from locator.web.live import Live

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.5  # between two looks at the folder, the calendar and the workers
_ENDING = (signal.SIGTERM, signal.SIGINT)


class Workers:
    """`count` processes that serve `live` on `listener`, each as `configure` says when it has begun."""

    def __init__(
        self, live: Live, listener: socket.socket, configure: Callable[[], Config], *, count: int, watch: bool
    ) -> None:
        self.live, self._listener, self._configure, self._count = live, listener, configure, count
        self._watch = Watch(live.folder) if watch else None
        self._next: Shift | None = None  # that waits for its version to be switched to
        self._tried = 0  # the version that was made ready last, or could not be
        self._fork = multiprocessing.get_context("fork")
        self._serving = Shift(None, 0)
        self._living: list[ForkProcess] = []  # those that serve, begin or end
        self._rows: dict[int | None, int | None] = {}  # of figures, by the process that counts there
        self._is_asked = False
        self._is_behind = False  # what was read last is not what they serve
        self._pid = os.getpid()

    def run(self) -> int:
        """Serves until SIGTERM or SIGINT; at SIGHUP reads the folder anew. Returns an exit status."""
        for number in _ENDING:
            signal.signal(number, _end)
        is_at_terminal = bool(sys.stdin and sys.stdin.isatty())  # which says SIGHUP when it is closed
        signal.signal(signal.SIGHUP, _end if is_at_terminal else self._ask)
        try:
            self._attempt(lambda: True)  # whoever comes first is answered at once
            self._attempt(self._warm)  # all others by workers that share what was made ready
            while self._serving.workers:
                self.live.source.wait(LOOK_SECONDS)
                self._follow()
        finally:
            self._stop()
        return 1  # none could be started

    def _ask(self, _: int, __: FrameType | None) -> None:
        self._is_asked = True

    def _follow(self) -> None:
        """Reads what has changed, and replaces workers that have died."""
        self._attempt(self._renew)
        self._attempt(self._prepare)
        for ended in [each for each in self._living if not each.is_alive()]:
            self._living.remove(ended)
            self.live.vitals.release(self._rows.pop(ended.pid, None))
        workers = self._serving.workers
        for worker in [each for each in workers if not each.process.is_alive()]:
            process = worker.process
            try:
                another = self._start(self._serving)
            except OSError as error:  # the system has no room for a process; the next look tries again
                logger.error("Worker %s ended, and none can be started (%s).", process.pid, error)
                return
            logger.error("Worker %s ended (%s); another takes its place.", process.pid, process.exitcode)
            workers[workers.index(worker)] = another

    def _attempt(self, work: Callable[[], bool]) -> None:
        """Does what may be a reason for new workers."""
        try:
            if work():
                self._begin()
        except (StoreError, OSError) as error:
            logger.error("%s. The last good version goes on serving.", error)
        except Exception:
            logger.exception("The site could not be made anew. The last good version goes on serving.")

    def _warm(self) -> bool:
        self.live.warm()
        return True

    def _renew(self) -> bool:
        """Whether there is an edition that is not served yet."""
        is_changed = self._watch is not None and self._watch.has_changed()
        if self._is_asked or is_changed or self.live.is_outdated:
            self._is_asked = False
            if self._next and self._next.version == self.live.source.newest:
                return self._switch(self._next)
            if self._watch:
                self._watch.note()  # or what has just been published would be read twice
            return self.live.reload() or self._is_behind
        if self.live.is_of_today:
            return self._is_behind
        self.live.renew()
        return True

    def _prepare(self) -> bool:
        """Makes what is announced ready, once; never a reason for new workers."""
        number = self.live.source.announced
        if self._next and self._next.version != number:
            self._next.end()
            self._next = None
        if number and number != self._tried and self.live.source.can_read:
            self._tried = number
            self._next = self._made_ready(number)
            self.live.source.say(number, is_ready=self._next is not None and self._next.stands_by)
        return False

    def _made_ready(self, number: int) -> Shift | None:
        """Workers for what is announced; None, with a line in the log, if there can be none here."""
        edition = self.live.prepare(number)
        try:
            return self._stand_by(edition, number) if edition else None
        except OSError as error:  # the system has no room for processes
            logger.error("Version %d has no workers: %s.", number, error)
            return None

    def _switch(self, shift: Shift) -> bool:
        """Puts workers that stand by in the place of those that serve."""
        self._next = None
        if shift.edition is None or not self._change_over(shift):
            return self.live.reload()
        self.live.change_to(shift.edition)
        logger.info("Version %d: %d pages.", shift.version, len(shift.edition.catalogue.pages))
        return False

    def _begin(self) -> None:
        """Puts new workers in the place of those that serve, if all of them come to serve in time."""
        self._is_behind = True
        self._is_behind = not self._change_over(self._stand_by(None, self.live.edition.version))

    def _stand_by(self, edition: Edition | None, version: int) -> Shift:
        """New workers, which wait for the word; with another edition than is served, they change to it."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # or each collection of a worker would make a copy of all that it shares
        shift = Shift(edition, version)
        try:
            shift.workers.extend(self._start(shift) for _ in range(self._count))
        except OSError:
            shift.end()
            raise
        return shift

    def _change_over(self, new: Shift) -> bool:
        """Lets new workers serve and ends the old, or the new ones if not all of them come to serve."""
        is_serving = new.begin()
        if is_serving:
            new, self._serving = self._serving, new
        else:
            logger.error("New workers did not come to serve.")
        new.end()
        return is_serving

    def _start(self, shift: Shift) -> Worker:
        stands_by, serves = self._fork.Event(), self._fork.Event()
        row = self.live.vitals.hold()
        process = self._fork.Process(target=self._work, args=(shift, row, stands_by, serves))
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # or one might be started that nobody ends
        try:
            process.start()
            self._living.append(process)
            self._rows[process.pid] = row
        except OSError:
            self.live.vitals.release(row)
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        return Worker(process, stands_by, serves)

    def _work(self, shift: Shift, row: int | None, stands_by: Event, serves: Event) -> None:
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        self.live.vitals.sit(row)
        if shift.edition is not None and shift.edition is not self.live.edition:
            self.live.change_to(shift.edition)
        self.live.reopen()
        config = self._configure()
        config.load()
        stands_by.set()
        shift.await_word(self._pid)
        _Worker(config, serves, parent=self._pid).run(sockets=[self._listener])

    def _stop(self) -> None:
        """Ends all; the first process stops listening before them, so that they can take in who waits."""
        self._listener.close()
        self.live.vitals.set(LEAVING, to=1)
        for worker in self._living:
            worker.terminate()
        self.live.source.leave()
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
