"""A steady crowd of visitors, who count what they are answered and what they lose."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from random import Random

OK, NOT_FOUND, BROKEN = 200, 404, 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, and the status that is right."""

    path: str
    status: int = OK
    form: str = ""  # sent by POST, if there is one
    cookie: str = ""


@dataclass(slots=True)
class Tally:
    """What became of requests. `waits` are those for answers, in ms, with the second of the clock."""

    sent: int = 0
    answered: int = 0  # with the status that is right
    again: int = 0  # asked once more: a kept connection was closed before a word of an answer
    failed: Counter[str] = field(default_factory=Counter)  # answered otherwise
    broken: int = 0  # of them, those with a status of 500 and more
    lost: Counter[str] = field(default_factory=Counter)  # sent, and not answered whole
    turned_away: int = 0  # nobody listened
    waits: list[tuple[float, float]] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.sent + other.sent,
            self.answered + other.answered,
            self.again + other.again,
            self.failed + other.failed,
            self.broken + other.broken,
            self.lost + other.lost,
            self.turned_away + other.turned_away,
            self.waits + other.waits,
        )

    def wait(self, share: float, since: float = 0.0) -> float:
        """The ms within which this share of answers came."""
        waits = sorted(ms for second, ms in self.waits if second >= since)
        return waits[min(len(waits) - 1, int(share * len(waits)))] if waits else 0.0


class Visitor(threading.Thread):
    """Has its wishes one after another, `rate` a second, on one connection or on a new one for each.

    As browsers do, it asks once more where a connection that it had kept was closed in that moment.
    """

    def __init__(self, port: int, wishes: Iterator[Wish], *, keeps: bool, rate: float) -> None:
        super().__init__(daemon=True)
        self.tally = Tally()
        self._port, self._wishes, self._keeps, self._rate = port, wishes, keeps, rate
        self._is_done = threading.Event()
        self._connection: HTTPConnection | None = None

    def run(self) -> None:
        due = time.monotonic()
        while not self._is_done.wait(max(0.0, due - time.monotonic())):
            due = max(due + 1 / self._rate, time.monotonic() - 1)
            self._have(next(self._wishes))
        self._leave()

    def stop(self) -> None:
        """Lets it have its last answer."""
        self._is_done.set()

    def _have(self, wish: Wish) -> None:
        begun = time.perf_counter()
        is_kept = self._connection is not None
        try:
            connection = self._connection or self._connect()
        except OSError:
            self.tally.turned_away += 1
            return
        self.tally.sent += 1
        try:
            self._ask(connection, wish, begun)
        except (OSError, HTTPException) as error:
            self._leave()
            if is_kept and isinstance(error, ConnectionError) and not wish.form:
                self.tally.again, self.tally.sent = self.tally.again + 1, self.tally.sent - 1
                self._have(wish)
            else:
                self.tally.lost[type(error).__name__] += 1

    def _connect(self) -> HTTPConnection:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.connect()
        self._connection = connection
        return connection

    def _ask(self, connection: HTTPConnection, wish: Wish, begun: float) -> None:
        headers = {"accept-encoding": "gzip"} | ({"cookie": wish.cookie} if wish.cookie else {})
        if wish.form:
            more = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
            connection.request("POST", wish.path, wish.form, {**headers, **more})
        else:
            connection.request("GET", wish.path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        self.tally.waits.append((time.monotonic(), (time.perf_counter() - begun) * 1000))
        if answer.status == wish.status:
            self.tally.answered += 1
        else:
            self.tally.failed[f"{answer.status} {wish.path}"] += 1
            self.tally.broken += answer.status >= BROKEN
        if not self._keeps or answer.getheader("connection") == "close":
            self._leave()

    def _leave(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None


class Crowd:
    """Visitors, half of whom keep their connections; `wishes` makes those of each, by its number."""

    def __init__(
        self, port: int, wishes: Callable[[int], Iterator[Wish]], *, visitors: int = 8, rate: float = 20.0
    ) -> None:
        self._visitors = [
            Visitor(port, wishes(number), keeps=number % 2 == 0, rate=rate) for number in range(visitors)
        ]

    def start(self) -> None:
        for visitor in self._visitors:
            visitor.start()

    def stop(self) -> Tally:
        """Ends when all have their last answers, and says what there was."""
        for visitor in self._visitors:
            visitor.stop()
        for visitor in self._visitors:
            visitor.join()
        return self.tally

    @property
    def tally(self) -> Tally:
        """What there was until now."""
        return sum((visitor.tally for visitor in self._visitors), Tally())


def mixed(number: int) -> Iterator[Wish]:
    """Whatever visitors ask for: kept pages, the finder with ever new words, the API, what is not there."""
    random = Random(number)
    kept = ("/", "/clinics/", "/robots.txt", "/sitemap.xml", "/back-pain-treatment/fl/lake-mary/")
    for step in count():
        code = random.randrange(32000, 34999)
        yield Wish(random.choice(kept))
        yield Wish(f"/find?q={code}&n={step}")
        yield Wish(f"/api/v1/nearest?lat={random.uniform(25, 31):.2f}&lon={random.uniform(-87, -80):.2f}")
        yield Wish(random.choice(kept))
        yield Wish(f"/not/{number}/{step}/", NOT_FOUND)


def kept_only(_: int) -> Iterator[Wish]:
    """Pages that have been asked for before, robots.txt and sitemaps: there is nothing that they need."""
    while True:
        for path in ("/", "/robots.txt", "/clinics/", "/sitemap.xml", "/sitemaps/towns-fl.xml"):
            yield Wish(path)
