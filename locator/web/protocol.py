"""HTTP as uvicorn speaks it, but that pages on the shelf and the API skip the application."""

from __future__ import annotations

from time import perf_counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from locator.web.api.at_once import answer_at_once
from locator.web.entrance.bounds import MOST_HEADERS, MOST_PARAMETERS, MOST_URL
from locator.web.entrance.connection import BoundedProtocol
from locator.web.entrance.entrance import COUNTED
from locator.web.entrance.quotas import BELOW_API
from locator.web.vitals.page_kind import PageKind
from locator.web.wire import Form, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from locator.web.entrance.entrance import Entrance

GRACE = 1.0  # seconds that connections have for a last request when the server stops
STATUS = slice(9, 12)  # of a status line
END = b"\r\n\r\n"  # of the head
ASKED = BELOW_API.encode()
HAVE_BODY = frozenset((b"content-length", b"transfer-encoding"))  # that a request has one

# In the place of a request that the application answers: complete, and nobody waits for it.
_DONE = cast(
    "RequestResponseCycle",
    SimpleNamespace(response_complete=True, more_body=False, message_event=SimpleNamespace(set=lambda: None)),
)


class ReadyProtocol(BoundedProtocol):
    """Answers a GET or HEAD for a page on the shelf, or for the API, itself; all else goes the usual way.

    Leans on how uvicorn made its own class: tests hold each such answer against the application's.
    """

    is_leaving = False  # the server is to stop
    _has_answered = False  # a request of what has come last; others have their turn before the next

    def shutdown(self) -> None:
        """Called when the server is to stop: who asks within GRACE is answered, for the last time."""
        self.is_leaving = True
        last = self.last_cycle
        if last and not last.response_complete:
            last.keep_alive = False
        self.loop.call_later(GRACE, super().shutdown)

    def data_received(self, data: bytes) -> None:
        """Called when something has come, which may be many requests."""
        self._has_answered = False
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """Called by the parser when it has read the head of a request."""
        answer = self._answer_at_once()
        if answer:
            status, rest = answer
            if self.parser.get_method() == b"HEAD":
                rest = rest[: rest.index(END) + len(END)]
            self.transport.write(status + self.date + rest)
            self.cycle = _DONE
            self.on_response_complete()
        else:
            super().on_headers_complete()
            if self.is_leaving:
                self.cycle.keep_alive = False

    def _answer_at_once(self) -> Form | None:
        """The answer, if it is there already or soon made, and if nothing else is to be sent before it."""
        entrance = self.entrance
        told = dict(self.headers)
        if not (entrance and self._is_free() and self._is_plain(told)):
            return None
        if not entrance.rules.hosts.admits(told.get(b"host", b"")):
            return None
        self._has_answered = True
        begun, live = perf_counter(), entrance.live
        if ready := live.edition.shelf.find(self.url):
            form = ready.choose(told)
            status = int(form[0][STATUS])
            live.vitals.kept(ready.places[status], perf_counter() - begun)
            self._note(entrance, ready.kind, status, begun)
            return form
        if not self.url.startswith(ASKED) or self._is_kept_waiting(entrance):
            return None
        if response := answer_at_once(live, self.url, self.headers):
            live.vitals.told(PageKind.API, response.status_code)
            self._note(entrance, PageKind.API, response.status_code, begun)
            return written(response)
        return None

    def _note(self, entrance: Entrance, kind: PageKind, status: int, begun: float) -> None:
        """Leaves a line in the access log, if there is one."""
        if entrance.live.writes_access:
            method, seconds = self.parser.get_method().decode("latin-1"), perf_counter() - begun
            entrance.live.access_log.note(method, kind, status, self._address(entrance), seconds)

    def _address(self, entrance: Entrance) -> str:
        return entrance.rules.proxies.client(self.client[0] if self.client else "", self.headers)

    def _is_kept_waiting(self, entrance: Entrance) -> bool:
        """Whether this network has asked too much; the application's entrance tells it so."""
        is_late = bool(entrance.wait(BELOW_API, self._address(entrance)))
        self.scope["state"][COUNTED] = not is_late
        return is_late

    def _is_free(self) -> bool:
        """Tells whether all that was asked before is answered, and the client reads its answers."""
        return self.is_answered and not (self._has_answered or self.flow.write_paused)

    def _is_plain(self, told: Mapping[bytes, bytes]) -> bool:
        """Tells whether a request is of usual size, and the connection stays open after the answer.

        Of what is `told`, nothing is said twice and nothing speaks of a body.
        """
        return (
            not self.is_leaving
            and self.parser.get_method() in (b"GET", b"HEAD")
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
            and not self.parser.should_upgrade()
            and self.is_small
            and len(self.url) <= MOST_URL
            and self.url.count(b"&") < MOST_PARAMETERS
            and len(told) == len(self.headers) <= MOST_HEADERS
            and HAVE_BODY.isdisjoint(told)
        )
