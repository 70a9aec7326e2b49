"""What the application answers is told: to the figures, and to the access log if there is one."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from locator.web.entrance.proxies import peer_of
from locator.web.vitals.figures import IN_FLIGHT
from locator.web.vitals.page_kind import kind_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from locator.web.live import Live

FAULT = 500


class Watched:
    """ASGI middleware, around all other: counts what is answered or refused, and how long it takes."""

    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app, self.live = app, live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request as the app does."""
        begun, status, vitals = perf_counter(), FAULT, self.live.vitals

        async def look(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        vitals.add(IN_FLIGHT)
        try:
            await self.app(scope, receive, look)
        finally:
            kind, seconds = kind_of(self.live.edition.catalogue, scope["path"]), perf_counter() - begun
            vitals.add(IN_FLIGHT, by=-1)
            vitals.answered(kind, status, seconds)
            if self.live.writes_access:
                self.live.access_log.note(scope["method"], kind, status, peer_of(scope), seconds)
