"""`locator serve` as a process of its own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith("LOCATOR_")}


@dataclass(frozen=True)
class Server:
    """A process that serves; what it writes to standard error goes to a file."""

    process: subprocess.Popen[str]
    host: str
    port: int
    errors: Path

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urlopen(f"http://{self.host}:{self.port}{path}", timeout=120) as response:
                return response.status, response.read().decode()
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection((self.host, self.port), timeout=120) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


@contextlib.contextmanager
def served(
    folder: Path,
    scratch: Path,
    *options: str,
    port: int = 0,
    cwd: Path | None = None,
    before: Sequence[str] = (),
    environ: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Serves a folder on a port, a free one unless it is given, until the test is done.

    `before` are words before the command.
    """
    errors = scratch / "stderr.txt"
    command = [*before, sys.executable, "-m", "locator", "serve", str(folder), "--port", str(port), *options]
    given = ENVIRON | dict(environ or {})
    output = subprocess.PIPE
    with (
        errors.open("w") as stderr,
        subprocess.Popen(command, stdout=output, stderr=stderr, text=True, env=given, cwd=cwd) as process,
    ):
        try:
            assert process.stdout
            line = process.stdout.readline()
            address = re.search(r"pages at http://([\d.]+):(\d+)/$", line)
            assert address, line + errors.read_text()
            yield Server(process, address[1], int(address[2]), errors)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(timeout=60)


def seconds_until(is_so: Callable[[], bool], *, at_most: float = 120) -> float:
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < at_most, "waited in vain"
        time.sleep(0.02)
    return time.monotonic() - begun
