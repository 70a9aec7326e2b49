"""One server's place among those that serve from a database: it hears of versions and says how far it is.

It has a connection of its own and no thread, for the process that holds it forks. Where there is but one
process, threads share it: the one that looks for news, and those of editors who publish.
"""

from __future__ import annotations

import logging
import os
import select
import socket
import time
from contextlib import suppress
from functools import partial
from secrets import token_hex
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

import psycopg

from locator.errors import LocatorError, StoreError
from locator.shared.books.shared_cabinet import SharedCabinet
from locator.shared.database.migrating import check_steps
from locator.shared.database.refusals import told
from locator.shared.questions.shared_questions import share_questions
from locator.shared.questions.steady import Outcome, SteadyQuestions, Turns
from locator.shared.versions.contents import read_content
from locator.shared.versions.judgements import fetch_judgement
from locator.shared.versions.publication import CHANNEL
from locator.shared.versions.roster import SEEN_SECONDS, Seat, forget_the_gone
from locator.shared.versions.shared_versions import SharedVersions
from locator.shared.versions.version_rows import read_edition, read_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.shared.database.database import Connection
    from locator.shared.versions.bringing_out import Press
    from locator.shared.versions.checkouts import Checkouts
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

T = TypeVar("T")
logger = logging.getLogger(__name__)

IN_VAIN_SECONDS = 5.0  # before a version is asked for again that could not be had
STATEMENT_MS = 30_000
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 1.0, 30.0  # between two attempts to reach a database that is away


class Follower:
    """Follows one database for this process; `newest` is what visitors should see, 0 if nothing is there.

    `announced` is what they shall see next. Both stay as they were while the database is away.
    """

    are_tried = True  # by whoever published them

    def __init__(self, press: Press, checkouts: Checkouts) -> None:
        self.newest, self.announced = 0, 0
        self.versions = SharedVersions(press, checkouts)
        self.cabinet = SharedCabinet(press.database)
        self._turns = Turns()
        self._database, self._checkouts = press.database, checkouts
        self._seat = Seat(token_hex(8), socket.gethostname(), os.getpid())
        self._serving = 0
        self._untold: Callable[[Connection], None] | None = None  # what the database has not heard
        self._one_at_a_time = RLock()
        self._connection: Connection | None = None
        self._looked = self._next_attempt = float("-inf")
        self._wait_seconds = FIRST_WAIT_SECONDS
        self._has_heard = False
        self._in_vain_until = float("-inf")

    @property
    def follows_elsewhere(self) -> bool:
        """Tells whether the process that this one was forked from follows, and replaces this one."""
        return os.getpid() != self._seat.process

    @property
    def can_read(self) -> bool:
        """Tells whether versions can be had just now."""
        is_in_vain = time.monotonic() < self._in_vain_until
        return self._connection is not None and not self.follows_elsewhere and not is_in_vain

    def begin(self) -> SiteFolder:
        """The folder of what is to be served; of what was served last if the database is away.

        Raises StoreError if it is away and nothing was ever served here, or if it holds no site.
        """
        try:
            self._connect()
            if self.newest:
                return self.open(self.newest)
        except (LocatorError, OSError) as error:  # it is away, or goes away, or there is no room
            if (last := self._checkouts.last()) is None:
                raise
            folder, self.newest = last
            logger.warning(
                "%s. Version %s, which was served here last, goes on being served.", error, self.newest
            )
            self._put_off()
            return folder
        msg = f"{self._database.name} holds no site yet; load one with `locator db load SITE`"
        raise StoreError(msg)

    def wait(self, seconds: float) -> None:
        """Waits so long, or until the database tells something; `newest` and `announced` are fresh then."""
        with self._one_at_a_time:
            if self._connection is None:
                time.sleep(seconds)
                if time.monotonic() >= self._next_attempt:
                    self._reconnect()
                return
            handle = self._connection.fileno()
            select.select([handle], [], [], seconds)  # a signal's handler may end this
            self._has_heard |= bool(select.select([handle], [], [], 0)[0])
            if self._has_heard or time.monotonic() - self._looked > SEEN_SECONDS:
                self._attempt(self._look)

    def look(self) -> None:
        """Asks what is to be served: what was published a moment ago may not have been told yet.

        Whoever has just published knows that the database is there, even where it was away before.
        """
        with self._one_at_a_time:
            self._attempt(self._look)
            if self._connection is None and self._next_attempt < float("inf"):
                self._reconnect()

    def open(self, number: int) -> SiteFolder:
        """The folder of a version, with the last judgement; raises StoreError if it cannot be had."""
        try:
            folder = self._try(lambda db: self._checked_out(db, number))
        except (StoreError, OSError):  # a full disk, for one: it is not better half a second later
            self._in_vain_until = time.monotonic() + IN_VAIN_SECONDS
            raise
        self._attempt(lambda db: fetch_judgement(db, folder))
        return folder

    def questions(self, site: Site, number: int, *, tell: Callable[[Outcome], None]) -> SteadyQuestions:
        """Visitors' questions about a version: the database answers them, or else memory does."""
        return SteadyQuestions(share_questions(self._database, number, site), self._turns, tell)

    def say_reading(self, number: int) -> None:
        """Says that a version is being made ready."""
        self._attempt(lambda db: self._seat.read(db, number))

    def say(self, number: int, *, is_ready: bool) -> None:
        """Says that a version is ready, or that it cannot be served."""
        self._untold = partial(self._seat.say, number=number, is_ready=is_ready)
        self._attempt(self._tell)

    def serves(self, folder: SiteFolder, number: int) -> None:
        """Notes what visitors of this server see now."""
        if self.follows_elsewhere:
            return
        self._serving = number
        try:
            self._checkouts.remember(folder, number)
        except (LocatorError, OSError) as error:  # it is served all the same
            logger.warning("What was served last is not noted, and old versions stay: %s", error)
        self._attempt(self._look)

    def leave(self) -> None:
        """Serves no longer, and asks no more."""
        if self._connection is not None and not self.follows_elsewhere:
            with suppress(StoreError):  # it may have been stopped in the middle of a question
                self._try(self._seat.leave)
            self._let_go()
        self._next_attempt = float("inf")

    def _connect(self) -> None:
        self._connection = connection = self._database.connect()
        connection.add_notify_handler(self._hear)
        try:
            self._try(lambda db: db.execute(f"SET statement_timeout = {STATEMENT_MS}"))
            self._try(lambda db: db.execute(f"LISTEN {CHANNEL}"))
            self._try(check_steps)
            self._try(forget_the_gone)
            self._try(self._look)
        except StoreError:
            self._let_go()
            raise

    def _reconnect(self) -> None:
        try:
            self._connect()
        except StoreError:
            self._put_off()
        else:
            self._wait_seconds = FIRST_WAIT_SECONDS
            logger.warning("%s answers again.", self._database.name)

    def _put_off(self) -> None:
        self._next_attempt = time.monotonic() + self._wait_seconds
        self._wait_seconds = min(2 * self._wait_seconds, LONGEST_WAIT_SECONDS)

    def _hear(self, _: psycopg.Notify) -> None:
        self._has_heard = True

    def _look(self, connection: Connection) -> None:
        """Gives a sign of life, and reads what is to be served until nothing new was told meanwhile."""
        self._seat.take(connection, self._serving)
        self._tell(connection)
        self._has_heard = True
        while self._has_heard:
            self._has_heard = False
            edition = read_edition(connection)
        self.newest, self.announced = edition.version, edition.announced or 0
        self._looked = time.monotonic()

    def _tell(self, connection: Connection) -> None:
        """Says what is to be said, which publishers wait for: again if the connection broke meanwhile."""
        if self._untold is not None:
            self._untold(connection)
            self._untold = None

    def _checked_out(self, connection: Connection, number: int) -> SiteFolder:
        version = read_version(connection, number)
        return self._checkouts.open(version, lambda name: read_content(connection, name))

    def _attempt(self, work: Callable[[Connection], object]) -> None:
        """Does what can be done another time as well."""
        try:
            with self._one_at_a_time:
                if self._connection is not None:
                    self._try(work)
        except (StoreError, OSError) as error:
            logger.warning("%s. What is served goes on being served.", error)

    def _try(self, work: Callable[[Connection], T]) -> T:
        """Asks the database; lets go of a connection that is broken."""
        with self._one_at_a_time:
            if self._connection is None:
                msg = f"{self._database.name} is away"
                raise StoreError(msg)
            try:
                return work(self._connection)
            except psycopg.Error as error:
                if self._connection.broken or self._connection.closed:
                    self._let_go()
                    self._put_off()
                msg = f"{self._database.name}: {told(error)}"
                raise StoreError(msg) from error

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
