"""How long a client may take: to say what it wants, to send what belongs to it, and to read the answer.

A thousand clients that send a letter a second cost nothing but their connections, and these have an end.
So none may dawdle, and when there are too many, those go that have kept us waiting for longest: whoever
comes and asks is answered at once, and never stands behind them.
"""

from __future__ import annotations

import heapq
import math
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD_SECONDS = 20.0  # for the head of a request, from its first letter or from the connection on
HEAD_BYTES = 65_536  # that a head may have, and what comes with the last of them
BODY_SECONDS, BODY_RATE = 20.0, 1_000.0  # for its body, and a second more for so many bytes of it
READ_SECONDS = 30.0  # in which a client must take something of an answer
SHARE = 0.1  # of the connections that go at once, so that nobody has to look for each one of them


class Patience:
    """What is left of it for one connection; times are seconds of the event loop's clock."""

    __slots__ = ("_due", "_head", "_unread", "_unread_since", "since")

    def __init__(self, now: float) -> None:
        self.since: float | None = now  # it has kept us waiting; None while it waits for us
        self._due, self._head = now + HEAD_SECONDS, 0
        self._unread, self._unread_since = 0, now

    @property
    def is_for_head(self) -> bool:
        """Tells whether the head of a request is under way, or the first one awaited."""
        return self._head >= 0

    @property
    def held(self) -> int:
        """Bytes of a head that is not whole."""
        return max(self._head, 0)

    @property
    def is_at_rest(self) -> bool:
        """Tells whether all that was asked is answered, and nothing else has begun."""
        return self._due == math.inf and self.since is not None

    def begin_head(self, now: float) -> None:
        """A request begins."""
        self._due, self._head = now + HEAD_SECONDS, 0

    def take_head(self, count: int) -> bool:
        """Counts bytes of a head that is not whole; tells whether there are too many."""
        self._head += count
        return self._head > HEAD_BYTES

    def begin_body(self, now: float) -> None:
        """The head is whole."""
        self._due, self._head = now + BODY_SECONDS, -1

    def take_body(self, count: int) -> None:
        """Some of the body has come."""
        self._due += count / BODY_RATE

    def end_request(self, *, is_answered: bool) -> None:
        """The request is whole: now it is the client who waits, if it has no answer yet."""
        self._due, self._head = math.inf, -1
        if not is_answered:
            self.since = None

    def end_answer(self, now: float) -> None:
        """All is answered."""
        self.since = now

    def is_over(self, now: float, *, unread: int, is_held: bool) -> bool:
        """Tells whether a client has taken too long.

        `unread` bytes have not been taken by it yet; `is_held` if we do not read what it sends.
        """
        if unread != self._unread:
            self._unread, self._unread_since = unread, now
        if is_held:
            self._due = max(self._due, now + HEAD_SECONDS)
        return now > self._due or (unread > 0 and now > self._unread_since + READ_SECONDS)


class Guest:
    """A connection that can be told to go."""

    patience: Patience

    def is_too_slow(self, now: float) -> bool:
        """Tells whether it has taken too long at this time."""
        raise NotImplementedError

    def let_go(self) -> None:
        """Closes the connection without another word."""
        raise NotImplementedError


def let_slow_go(connections: Iterable[object], now: float) -> None:
    """Closes connections of those who have taken too long; to be called every second or so."""
    for guest in [each for each in connections if isinstance(each, Guest)]:
        if guest.is_too_slow(now):
            guest.let_go()


def make_room(connections: Iterable[object], most: int) -> None:
    """Closes some of those that have kept us waiting for longest; nobody who waits for an answer."""
    guests = [each for each in connections if isinstance(each, Guest)]
    idle = [(since, each) for each in guests if (since := each.patience.since) is not None]
    for _, guest in heapq.nsmallest(max(1, int(most * SHARE)), idle, key=itemgetter(0)):
        guest.let_go()
