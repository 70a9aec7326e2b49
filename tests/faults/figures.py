"""What a fault cost visitors: a crowd asks all the time, and a row of a table says what became of it."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from crowd import Crowd, Tally, kept_only, mixed
from processes import seconds_until
from usage import family, share_mb

from faults.room import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crowd import Wish
    from processes import Server

HEADING = (
    "| what was broken | sent | answered | again | failed | 5xx | lost | p50 | p99 ms | MB before | after |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
)
ROWS: list[str] = []
AT_LEAST = 40  # answers before the fault, while it lasts, and after it


@dataclass
class Fault:
    """A fault under way, and the crowd that lives through it."""

    crowd: Crowd

    @property
    def tally(self) -> Tally:
        """What there was until now."""
        return self.crowd.tally

    def last(self, seconds: float = 0.5) -> None:
        """Lets visitors ask for a while."""
        already, end = self.tally.answered, time.monotonic() + seconds
        seconds_until(lambda: time.monotonic() > end and self.tally.answered >= already + AT_LEAST)


@contextmanager
def broken(
    what: str,
    server: Server,
    *,
    wishes: Callable[[int], Iterator[Wish]] = mixed,
    may_lose: int = 0,
    may_fail: Callable[[str], bool] = lambda _: False,
    ends: bool = False,
    rate: float = 20.0,
) -> Iterator[Fault]:
    """A crowd asks before, during and after what the test does; nothing may be lost and nothing fail.

    `may_fail` tells of a status and path that it is right all the same; `ends` if the server does;
    `rate` is what each of eight visitors asks a second.
    """
    for wish in islice(kept_only(0), 20):  # so that every worker keeps them
        assert server.get(wish.path)[0] == wish.status, wish
    before, serving = memory(server), workers(server)
    fault = Fault(Crowd(server.port, wishes, rate=rate))
    fault.crowd.start()
    try:
        fault.last(0.2)
        yield fault
        if not ends:
            fault.last(0.2)
    finally:
        tally = fault.crowd.stop()
    if not ends:
        seconds_until(lambda: len(workers(server)) == len(serving))  # those that were replaced have ended
    ROWS.append(row(what, tally, before, 0.0 if ends else memory(server)))
    wrong = {told: count for told, count in tally.failed.items() if not may_fail(told)}
    assert not wrong, wrong
    assert tally.lost.total() <= may_lose, tally.lost
    assert tally.sent == tally.answered + tally.failed.total() + tally.lost.total()


def memory(server: Server) -> float:
    """MB of all processes together, what they share counted once."""
    return sum(share_mb(process) for process in [*family(server.process.pid)])


def row(what: str, tally: Tally, before: float, after: float) -> str:
    """One line of the table."""
    counts = (tally.sent, tally.answered, tally.again, tally.failed.total(), tally.broken, tally.lost.total())
    told = " | ".join(f"{count:,}" for count in counts)
    waits = f"{tally.wait(0.5):,.1f} | {tally.wait(0.99):,.1f}"
    return f"| {what} | {told} | {waits} | {before:,.0f} | {f'{after:,.0f}' if after else 'ended'} |"
