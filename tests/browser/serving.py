"""The real application on a port of its own, at a time that a test may set."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

LOOPBACK = "127.0.0.1"


class Served:
    """A site folder behind a port; its clock stands at `now`, which a test may move with `set_clock`."""

    def __init__(self, folder: Path, *, environ: Mapping[str, str], now: datetime) -> None:
        self.now = now
        self.live = Live(
            SiteFolder(folder), environ=environ, clock=lambda: self.now, machine_files=machine_files
        )
        self.listener = socket.create_server((LOOPBACK, 0))
        self.url = f"http://{LOOPBACK}:{self.listener.getsockname()[1]}"

    def set_clock(self, now: datetime) -> None:
        """Moves the time; what depends on the date is made anew."""
        self.now = now
        if not self.live.is_of_today:
            self.live.renew()


@contextmanager
def serving(folder: Path, *, environ: Mapping[str, str], now: datetime) -> Iterator[Served]:
    """Serves the folder for as long as the block runs."""
    served = Served(folder, environ=environ, now=now)
    config = uvicorn.Config(create_app(served.live), log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [served.listener]}, name=served.url)
    thread.start()
    try:
        while thread.is_alive() and not server.started:
            time.sleep(0.01)
        yield served
    finally:
        server.should_exit = True
        thread.join()
        served.listener.close()
