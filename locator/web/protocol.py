"""HTTP as uvicorn speaks it, but that pages on the shelf and the API skip the application."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from locator.web.api.at_once import answer_at_once
from locator.web.open_files import most_connections
from locator.web.patience import Guest, Patience, make_room
from locator.web.wire import Form, written

if TYPE_CHECKING:
    from asyncio import Transport

    from locator.web.live import Live

GRACE = 1.0  # seconds that connections have for a last request when the server stops
END = b"\r\n\r\n"  # of the head
TOO_LONG = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 27\r\nconnection: close\r\n\r\nThat is too much to ask us.\n"
)

# In the place of a request that the application answers: complete, and nobody waits for it.
_DONE = cast(
    "RequestResponseCycle",
    SimpleNamespace(response_complete=True, message_event=SimpleNamespace(set=lambda: None)),
)


class ReadyProtocol(Guest, HttpToolsProtocol):
    """Answers a GET or HEAD for a page on the shelf, or for the API, itself; all else goes the usual way.

    Nobody may dawdle (`locator.web.patience`). Leans on how uvicorn made its own class: tests hold each
    such answer against the application's.
    """

    is_leaving = False  # the server is to stop
    _has_answered = False  # a request of what has come last; others have their turn before the next

    def shutdown(self) -> None:
        """Called when the server is to stop: who asks within GRACE is answered, for the last time."""
        self.is_leaving = True
        last = self._last_cycle
        if last and not last.response_complete:
            last.keep_alive = False
        self.loop.call_later(GRACE, super().shutdown)

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Called when somebody has connected; with too many, those go that have been idle for longest."""
        if len(self.connections) >= (most := most_connections()):
            make_room(self.connections, most)
        super().connection_made(transport)
        self.patience = Patience(self.loop.time())

    def data_received(self, data: bytes) -> None:
        """Called when something has come, which may be many requests."""
        self._has_answered = False
        super().data_received(data)
        if self.timeout_keep_alive_task is None and self.patience.is_at_rest:
            self.patience.begin_head(self.loop.time())  # empty lines, of which the parser says nothing
        if self.patience.is_for_head and self.patience.take_head(len(data)):
            self._refuse()

    def on_message_begin(self) -> None:
        """Called by the parser at the first letter of a request."""
        super().on_message_begin()
        self.patience.begin_head(self.loop.time())

    def on_headers_complete(self) -> None:
        """Called by the parser when it has read the head of a request."""
        self.patience.begin_body(self.loop.time())
        answer = self._answer_at_once()
        if answer:
            status, rest = answer
            if self.parser.get_method() == b"HEAD":
                rest = rest[: rest.index(END) + len(END)]
            date = b"".join(b"%b: %b\r\n" % pair for pair in self.server_state.default_headers)
            self.transport.write(status + date + rest)
            self.cycle = _DONE
            self.on_response_complete()
        else:
            super().on_headers_complete()
            if self.is_leaving:
                self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Called by the parser when some of the body has come."""
        self.patience.take_body(len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Called by the parser when a request is whole."""
        self.patience.end_request(is_answered=self._is_answered)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Called when an answer is whole, as far as we are concerned."""
        super().on_response_complete()
        if self._is_answered:
            self.patience.end_answer(self.loop.time())

    def timeout_keep_alive_handler(self) -> None:
        """Called when nobody has asked again for long; what was not read until now never will be."""
        if self.transport.get_write_buffer_size():
            self.let_go()
        else:
            super().timeout_keep_alive_handler()

    def is_too_slow(self, now: float) -> bool:
        """Tells whether the client has taken too long: to ask, or to read."""
        unread = self.transport.get_write_buffer_size()
        return self.patience.is_over(now, unread=unread, is_held=self.flow.read_paused)

    def let_go(self) -> None:
        """Closes the connection at once."""
        self.connections.discard(self)  # uvicorn does so a turn later, and until then more would be let go
        self.transport.abort()

    def _refuse(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(TOO_LONG)
            self.transport.close()

    def _answer_at_once(self) -> Form | None:
        """The answer, if it is there already or soon made, and if nothing else is to be sent before it."""
        live: Live | None = self.app_state.get("live")
        if not (live and self._is_free() and self._is_plain()):
            return None
        self._has_answered = True
        if ready := live.edition.shelf.find(self.url):
            return ready.choose(self.headers)
        response = answer_at_once(live, self.url, self.headers)
        return written(response) if response else None

    @property
    def _last_cycle(self) -> RequestResponseCycle | None:
        return self.cycle  # None before the first request, which uvicorn's types leave out

    def _is_free(self) -> bool:
        """Tells whether all that was asked before is answered, and the client reads its answers."""
        return self._is_answered and not (self._has_answered or self.flow.write_paused)

    @property
    def _is_answered(self) -> bool:
        last = self._last_cycle
        return last is None or last.response_complete

    def _is_plain(self) -> bool:
        """Tells whether nothing follows the head, and the connection stays open after the answer."""
        return (
            not self.is_leaving
            and self.parser.get_method() in (b"GET", b"HEAD")
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and not any(name in (b"content-length", b"transfer-encoding") for name, _ in self.headers)
        )
