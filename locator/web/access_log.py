"""A line for each answer, where site.toml asks for it: what kind of page, never which or whose (rule C9)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, NamedTuple

from locator.logs import ANSWERED, stamp
from locator.web.pacing import network_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from locator.web.vitals.page_kind import PageKind

SECONDS = 0.5  # between two writes; a process that is killed takes the lines of so long with it
MOST_WAITING = 1_000  # lines
METHODS, OTHER = ("GET", "HEAD", "POST", "OPTIONS"), "other"


class Answered(NamedTuple):
    """An answer, as it is written down: nothing in it can end a line or has to be spelled otherwise."""

    time: float
    method: str
    page: PageKind
    status: int
    network: str
    seconds: float

    @property
    def json(self) -> str:
        """One line for programs; put together by hand, for there may be many thousands a second."""
        return (
            f'{{"time": "{stamp(self.time)}", "level": "info", "event": "{ANSWERED}", '
            f'"method": "{self.method}", "page": "{self.page.value}", "status": {self.status}, '
            f'"network": "{self.network}", "seconds": {self.seconds:.4f}}}'
        )

    @property
    def sentence(self) -> str:
        """One line for people."""
        shown = f"{self.method} {self.page.value} {self.status} {self.network} {self.seconds:.4f}"
        return f"{stamp(self.time)} {ANSWERED} {shown}"


class AccessLog:
    """Writes lines to a stream a few times a second, so that an answer from the shelf waits for none."""

    def __init__(self, stream: TextIO, *, is_json: bool) -> None:
        self._stream, self._is_json = stream, is_json
        self._waiting: list[Answered] = []

    def note(self, method: str, page: PageKind, status: int, address: str, seconds: float) -> None:
        """Takes down an answer; of the address no more than its network."""
        if not self._waiting:
            asyncio.get_running_loop().call_later(SECONDS, self.write)
        named, network = method if method in METHODS else OTHER, network_of(address)
        self._waiting.append(Answered(time.time(), named, page, status, network, seconds))
        if len(self._waiting) >= MOST_WAITING:
            self.write()

    def write(self) -> None:
        """Writes what waits; who cannot be written to, such as a full disk, is told nothing."""
        waiting, self._waiting = self._waiting, []
        with contextlib.suppress(OSError, ValueError):
            self._stream.write("".join(f"{line}\n" for line in self._lines(waiting)))
            self._stream.flush()

    def _lines(self, waiting: Iterable[Answered]) -> Iterable[str]:
        return (each.json if self._is_json else each.sentence for each in waiting)
