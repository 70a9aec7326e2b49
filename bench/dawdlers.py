"""Clients that keep a server busy with as little as they can: letter by letter, or with nothing at all."""

from __future__ import annotations

import selectors
import socket
import threading
import time

HEAD = b"GET / HTTP/1.1\r\nHost: clinics.example\r\n"
FORM = b"POST /report HTTP/1.1\r\nHost: clinics.example\r\nContent-Length: 8000\r\n\r\n"
PAGE = b"GET /clinics/ HTTP/1.1\r\nHost: clinics.example\r\n\r\n"
# What each kind begins with, and what it sends once a second from then on.
KINDS = {"head": (HEAD, b"X: y\r\n"), "body": (FORM, b"x"), "idle": (PAGE, b""), "silent": (b"", b"")}


class Dawdlers(threading.Thread):
    """So many connections of every kind in turn; whom the server lets go does not come back."""

    def __init__(self, port: int, count: int) -> None:
        super().__init__(daemon=True)
        self.closed = 0
        self._address, self._count = ("127.0.0.1", port), count
        self._waiting = selectors.DefaultSelector()
        self._is_done, self.are_all_here = threading.Event(), threading.Event()

    def run(self) -> None:
        self._come()
        due = time.monotonic()
        while not self._is_done.is_set():
            for key, _ in self._waiting.select(0.1):
                self._take(key)
            if time.monotonic() > due:
                due = time.monotonic() + 1
                self._drip()
        for key in [*self._waiting.get_map().values()]:
            self._leave(key)
        self._waiting.close()

    def stop(self) -> None:
        self._is_done.set()
        self.join()

    def _come(self) -> None:
        kinds = [*KINDS.values()]
        for number in range(self._count):
            begun, drop = kinds[number % len(kinds)]
            connection = socket.create_connection(self._address, timeout=60)
            connection.sendall(begun)
            connection.setblocking(False)
            self._waiting.register(connection, selectors.EVENT_READ, drop)
        self.are_all_here.set()

    def _take(self, key: selectors.SelectorKey) -> None:
        """Reads what the server says, and sees whether that was the last of it."""
        assert isinstance(key.fileobj, socket.socket)
        try:
            is_open = bool(key.fileobj.recv(65536))
        except OSError:
            is_open = False
        if not is_open:
            self.closed += 1
            self._leave(key)

    def _drip(self) -> None:
        for key in [*self._waiting.get_map().values()]:
            assert isinstance(key.fileobj, socket.socket)
            try:
                key.fileobj.send(key.data)
            except OSError:
                self.closed += 1
                self._leave(key)

    def _leave(self, key: selectors.SelectorKey) -> None:
        assert isinstance(key.fileobj, socket.socket)
        self._waiting.unregister(key.fileobj)
        key.fileobj.close()
