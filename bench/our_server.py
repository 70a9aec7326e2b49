"""`locator serve`, started for a benchmark and stopped after it."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

from peers import ROOT

LOCATOR = (sys.executable, "-m", "locator")
ANNOUNCED = re.compile(r"at http://.*:(\d+)/$")


@contextlib.contextmanager
def served(
    site: Path, *options: str, environ: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The first process of the server, as soon as it says so, and its port."""
    command = [*LOCATOR, "serve", str(site.resolve()), "--port", "0", *options]
    given = os.environ | dict(environ or {})
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=given) as server:
        try:
            assert server.stdout
            lines = iter(server.stdout.readline, "")
            port = next((found[1] for line in lines if (found := ANNOUNCED.search(line.strip()))), None)
            if port is None:
                sys.exit(f"`locator serve {site}` does not start")
            yield server, int(port)
        finally:
            server.terminate()


def fetch(port: int, path: str) -> str:
    """What is at an address, however long that takes."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    with contextlib.closing(connection):
        connection.request("GET", path)
        return connection.getresponse().read().decode()
