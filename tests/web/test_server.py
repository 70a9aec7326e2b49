"""A server that stops answers whoever has connected."""

from __future__ import annotations

import socket
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from visitor import Visitor

from locator.web.protocol import GRACE, ReadyProtocol
from locator.web.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Served = TypeVar("Served", bound=Server)
REQUEST = b"GET / HTTP/1.1\r\nHost: clinics.example\r\n\r\n"


async def page(_: Request) -> PlainTextResponse:
    return PlainTextResponse("Open today.\n")


@contextmanager
def running(kind: type[Served], listener: socket.socket) -> Iterator[tuple[Served, threading.Thread]]:
    app = Starlette(routes=[Route("/", page)])
    server = kind(uvicorn.Config(app, http=ReadyProtocol, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server, thread
    finally:
        server.should_exit = True
        thread.join(60)


@pytest.fixture
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives visitors a minute for their last request: on a busy machine they may be held up for a second."""
    monkeypatch.setattr("locator.web.protocol.GRACE", 60.0)


@pytest.fixture
def _own_lock() -> Iterator[None]:
    """Lets the server's thread on at once, as if visitors did not share the interpreter with it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_own_lock", "_patient")
def test_no_request_is_lost_when_it_stops() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=100)
    port: int = listener.getsockname()[1]
    with running(Server, listener) as (server, thread):
        visitors = [Visitor(port, "/", keeps=keeps) for keeps in (True, False) for _ in range(4)]
        for visitor in visitors:
            visitor.start()
        while sum(visitor.answered for visitor in visitors) < 100:
            time.sleep(0.01)
        server.should_exit = True
        thread.join(60)
        for visitor in visitors:
            visitor.join(60)
    assert [error for visitor in visitors for error in visitor.lost] == []


class Surprised(Server):
    """A server that visitors reach in the very moment in which it stops."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        assert sockets
        self.late = [socket.create_connection(sockets[0].getsockname()) for _ in range(20)]
        await super().shutdown(sockets)


@pytest.mark.usefixtures("_patient")
def test_who_waits_in_the_queue_is_let_in() -> None:
    """The system resets those whom nobody has taken from the queue when the last one stops listening."""
    with running(Surprised, socket.create_server(("127.0.0.1", 0))) as (server, thread):
        server.should_exit = True
        while not hasattr(server, "late"):
            time.sleep(0.01)
        for connection in server.late:
            connection.sendall(REQUEST)
        for connection in server.late:
            with connection:
                answer = b"".join(iter(lambda: connection.recv(4096), b""))  # noqa: B023
                assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
                assert b"connection: close\r\n" in answer
        thread.join(60)
        assert not thread.is_alive()


def test_a_connection_that_asks_nothing_is_closed_in_the_end() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    with (
        running(Server, listener) as (server, thread),
        socket.create_connection(listener.getsockname()) as idle,
    ):
        time.sleep(0.1)
        server.should_exit = True
        assert idle.recv(1) == b""
        thread.join(60 * GRACE)
        assert not thread.is_alive()
