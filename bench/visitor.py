"""Somebody who asks a server over and over until it is gone."""

from __future__ import annotations

import threading
from http.client import HTTPConnection, HTTPException


class Visitor(threading.Thread):
    """Keeps one connection as long as the server lets it, or makes a new one for each request."""

    def __init__(self, port: int, path: str, *, keeps: bool) -> None:
        super().__init__(daemon=True)
        self.port, self.path, self.keeps = port, path, keeps
        self.answered = 0
        self.lost: list[str] = []

    def run(self) -> None:
        while True:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
            try:
                connection.connect()
            except OSError:
                return  # the server lets nobody in any more
            try:
                self._ask(connection)
            except (OSError, HTTPException) as error:
                self.lost.append(repr(error))
            finally:
                connection.close()

    def _ask(self, connection: HTTPConnection) -> None:
        is_last = False
        while not is_last:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            self.answered += 1
            is_last = not self.keeps or answer.getheader("connection") == "close"
