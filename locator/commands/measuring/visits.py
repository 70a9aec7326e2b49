"""A site folder served as `locator serve` does, and what visitors get of it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, suppress
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from locator.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REMEMBERED = ".locator"
VISITORS = 8  # who ask at a time, over kept connections
PATIENCE = 600.0  # seconds
_PORT = re.compile(r"at http://.*:(\d+)/$")
_REQUEST = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"


class Answers(NamedTuple):
    """How many were answered a second, and ms within which 99 of 100 were."""

    per_s: float
    p99_ms: float


@contextmanager
def shadow(folder: Path) -> Iterator[Path]:
    """A folder in which all files of this one stand, but nothing that is remembered, nor will be."""
    with tempfile.TemporaryDirectory() as directory:
        for path in folder.iterdir():
            if path.name != REMEMBERED:
                Path(directory, path.name).symlink_to(path.resolve())
        yield Path(directory)


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, float]]:
    """The port at which the folder is served, and the seconds until that was so."""
    begun = perf_counter()
    command = [sys.executable, "-m", "locator", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as server:
        try:
            found = (_PORT.search(line.strip()) for line in server.stdout or ())
            port = next((int(match[1]) for match in found if match), None)
            if port is None:
                msg = "the site cannot be served here; `locator serve` says why"
                raise LocatorError(msg)
            yield port, perf_counter() - begun
        finally:
            server.terminate()


class Visitor:
    """One who asks over a connection, and makes another when the server ends it."""

    def __init__(self, port: int) -> None:
        self._port, self._path = port, ""
        self._connect()

    def _connect(self) -> None:
        self._connection = socket.create_connection(("127.0.0.1", self._port), timeout=PATIENCE)
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = self._connection.makefile("rb")

    def ask(self, path: str) -> None:
        """Sends a request."""
        self._path = path
        with suppress(OSError):  # there will be no answer either
            self._connection.sendall(_REQUEST.format(path).encode())

    def listen(self) -> None:
        """Reads the answer to it; raises LocatorError if it is a mistake of the server's."""
        status, length, is_last = self._status() or self._asked_again(), 0, False
        while line := self._answers.readline().strip().lower():
            if line.startswith(b"content-length:"):
                length = int(line[15:])
            is_last |= line == b"connection: close"
        self._answers.read(length)
        if status[9:10] not in (b"2", b"3"):
            msg = f"the server answered {status.decode().strip() or 'nothing'} to {self._path}"
            raise LocatorError(msg)
        if is_last:
            self.leave()
            self._connect()

    def _status(self) -> bytes:
        """The first line of an answer; nothing if the connection has been ended."""
        try:
            return self._answers.readline()
        except ConnectionError:
            return b""

    def _asked_again(self) -> bytes:
        """The same by another process: those that began to serve give way when all is ready."""
        self.leave()
        self._connect()
        self.ask(self._path)
        return self._status()

    def leave(self) -> None:
        """Ends the connection."""
        self._answers.close()
        self._connection.close()


def visited(port: int, paths: Iterable[str], seconds: float = 0.0) -> Answers | None:
    """What visitors get who ask for all paths, one after the other, and for so long again and again.

    None if there is nothing to ask for.
    """
    every = list(paths)
    if not every:
        return None
    visitors = [Visitor(port) for _ in range(min(VISITORS, len(every)))]
    asked, waits, start = cycle(every), [0.0], perf_counter()
    while len(waits) <= len(every) or perf_counter() - start < seconds:
        begun = perf_counter()
        for visitor in visitors:
            visitor.ask(next(asked))
        for visitor in visitors:
            visitor.listen()
            waits.append(perf_counter() - begun)
    taken = perf_counter() - start
    for visitor in visitors:
        visitor.leave()
    waits.sort()
    return Answers((len(waits) - 1) / taken, waits[len(waits) * 99 // 100] * 1e3)
