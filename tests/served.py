"""A site behind a port, as `locator serve` answers, and the bytes of its answers."""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import uvicorn
from conftest import ROOT, fixed_clock

from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.entrance.entrance import Entrance
from locator.web.live import Live
from locator.web.protocol import ReadyProtocol
from locator.web.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

AROUND = {"Content-Length": "0"}  # a request with a body, even an empty one, is for the application
CLOSE = {"Connection": "close"}
DATE = re.compile(rb"date: \w{3}, [^\r]+ GMT\r\n")


@dataclass
class Served:
    """The application behind a port, and every path that it was asked for itself."""

    live: Live
    listener: socket.socket
    asked: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes each request on to the application."""
        if scope["type"] == "http":
            self.asked.append(scope["path"])
        await self.app(scope, receive, send)

    def __post_init__(self) -> None:
        self.app = Entrance(create_app(self.live), self.live)

    def send(self, data: bytes) -> bytes:
        """What comes back until the server closes the connection."""
        with socket.create_connection(self.listener.getsockname(), timeout=20) as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def get(self, path: str, headers: dict[str, str] | None = None, *, method: str = "GET") -> bytes:
        """One answer, without its date; a last request closes the connection."""
        both = self.send(request(path, headers or {}, method) + request("/healthz", CLOSE))
        answer, _, _ = DATE.sub(b"", both).rpartition(b"HTTP/1.1 200 OK\r\n")
        return answer


def request(path: str, headers: dict[str, str], method: str = "GET") -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"{method} {path} HTTP/1.1\r\nHost: clinics.example\r\n{lines}\r\n".encode()


@contextmanager
def serving(folder: Path = ROOT, **environ: str) -> Iterator[Served]:
    """Serves a site folder, settings of its own in the environment."""
    live = Live(SiteFolder(folder), environ=environ, clock=fixed_clock, machine_files=machine_files)
    served = Served(live, socket.create_server(("127.0.0.1", 0)))
    config = uvicorn.Config(served, http=ReadyProtocol, log_level="warning", server_header=False)
    server = Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [served.listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield served
    server.should_exit = True
    thread.join()
    served.listener.close()
