"""HTTP as uvicorn speaks it, with an end to everything that a client may drag out or send without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from locator.web.entrance.bounds import MOST_HEAD, TOO_LARGE
from locator.web.entrance.refusals import refusal
from locator.web.open_files import most_connections
from locator.web.patience import Guest, Patience, make_room
from locator.web.security import HEADERS, guards
from locator.web.wire import written

if TYPE_CHECKING:
    from asyncio import Transport
    from collections.abc import Sequence

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from locator.web.entrance.entrance import Entrance

NO_HTTP = 400, "That is not a request that this server understands."


class BoundedProtocol(Guest, HttpToolsProtocol):
    """A connection on which nobody may dawdle (`locator.web.patience`); what is no HTTP is refused there."""

    _came = 0  # bytes that have come last, and of an unfinished head before them
    _dated: Sequence[tuple[bytes, bytes]] = ()  # what `_date` was made of
    _date = b""

    @property
    def entrance(self) -> Entrance | None:
        """What stands before the application; None without one."""
        return self.app_state.get("entrance")

    @property
    def last_cycle(self) -> RequestResponseCycle | None:
        """The request that came last; None before the first, which uvicorn's types leave out."""
        return self.cycle

    @property
    def is_answered(self) -> bool:
        """Whether all that was asked has its answer."""
        return self.last_cycle is None or self.last_cycle.response_complete

    @property
    def is_small(self) -> bool:
        """Whether the head that has come last is surely not too large."""
        return self._came <= MOST_HEAD

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Called when somebody has connected; with too many, those go that have been idle for longest."""
        if len(self.connections) >= (most := most_connections()):
            make_room(self.connections, most)
        super().connection_made(transport)
        self.patience = Patience(self.loop.time())

    def data_received(self, data: bytes) -> None:
        """Called when something has come, which may be many requests."""
        self._came = len(data) + self.patience.held
        super().data_received(data)
        if self.timeout_keep_alive_task is None and self.patience.is_at_rest:
            self.patience.begin_head(self.loop.time())  # empty lines, of which the parser says nothing
        if self.patience.is_for_head and self.patience.take_head(len(data)):
            self.refuse(*TOO_LARGE)

    def on_message_begin(self) -> None:
        """Called by the parser at the first letter of a request."""
        super().on_message_begin()
        self.patience.begin_head(self.loop.time())

    def on_headers_complete(self) -> None:
        """Called by the parser when it has read the head of a request."""
        self.patience.begin_body(self.loop.time())
        if not self.url.startswith(b"/"):
            self._take_authority()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Called by the parser when some of the body has come."""
        self.patience.take_body(len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Called by the parser when a request is whole."""
        self.patience.end_request(is_answered=self.is_answered)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Called when an answer is whole, as far as we are concerned."""
        super().on_response_complete()
        if self.is_answered:
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

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  # uvicorn's words
        """Answers what is no HTTP."""
        self.refuse(*NO_HTTP)

    def refuse(self, status: int, told: str) -> None:
        """Says why, and closes the connection."""
        if self.transport.is_closing():
            return
        added = guards(self.entrance.rules.config) if self.entrance else HEADERS
        begin, rest = written(refusal(added, status, told))
        self.transport.write(begin + self.date + rest)
        self.transport.close()

    @property
    def date(self) -> bytes:
        """The line with the date that every answer has; uvicorn makes it anew each second."""
        if self._dated is not (pairs := self.server_state.default_headers):
            self._dated, self._date = pairs, b"".join(b"%b: %b\r\n" % pair for pair in pairs)
        return self._date

    def _take_authority(self) -> None:
        """A whole address in the place of a path says itself which host is meant (RFC 9112, 3.2.2)."""
        target = httptools.parse_url(self.url)
        if target.host:
            host = b"[%b]" % target.host if b":" in target.host else target.host  # as an address has it
            port = b":%d" % target.port if target.port else b""
            self.headers[:] = [(name, value) for name, value in self.headers if name != b"host"]
            self.headers.append((b"host", host + port))
