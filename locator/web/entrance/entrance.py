"""Before the application: by which name it is asked, by whom, how much and how often (decision 47)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from locator.web.entrance.bounds import excess
from locator.web.entrance.hosts import is_address
from locator.web.entrance.proxies import peer_of
from locator.web.entrance.quotas import Quotas
from locator.web.entrance.refusals import refusal, too_often
from locator.web.entrance.rules import Rules
from locator.web.security import guards
from locator.web.vitals.watched import Watched

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from locator.web.live import Live

#: What load balancers and watchers ask by whatever address they know.
FOR_EVERY_HOST = ("/healthz", "/readyz", "/metrics")
NO_HOST = 400, "A request names one host."
OTHER_HOST = 421, "This server has no site of that name; `hosts` in site.toml names those that it has."
COUNTED = "is_counted"  # in the state of a request that has been counted already


class Entrance:
    """ASGI: lets those requests through to `app` that are for this site, of bounded size, and not too many.

    `ReadyProtocol`, which answers some before any application, asks it as well.
    """

    def __init__(self, app: ASGIApp, live: Live, clock: Callable[[], float] = time.monotonic) -> None:
        self.app, self.live = app, live
        self._watched = Watched(self._let_in, live)
        self._quotas = Quotas(clock)
        self._rules = Rules(live.edition.catalogue.site.config)

    @property
    def rules(self) -> Rules:
        """Those of the edition that is served."""
        config = self.live.edition.catalogue.site.config
        if config is not self._rules.config:
            self._rules = Rules(config)
        return self._rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the app does, or in its place."""
        if scope["type"] == "http":
            await self._watched(scope, receive, send)
            return
        if scope["type"] == "lifespan":
            scope.get("state", {})["entrance"] = self
        await self.app(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.rules.proxies.unwrap(scope)
        await (self._refusal(scope) or self.app)(scope, receive, send)

    def wait(self, path: str, address: str) -> int:
        """The seconds until a network may ask this again; 0 counts it as asked."""
        return self._quotas.wait(path, address, self.rules.config.limits)

    def _refusal(self, scope: Scope) -> Response | None:
        rules, path = self.rules, scope["path"]
        wrong = self._wrong_host(scope) if path not in FOR_EVERY_HOST else None
        url = scope.get("raw_path") or path.encode()
        if wrong := wrong or excess(url, scope["query_string"], scope["headers"]):
            return refusal(guards(rules.config), *wrong)
        if scope.get("state", {}).get(COUNTED):
            return None
        wait = self.wait(path, peer_of(scope))
        return too_often(self.live, scope, wait) if wait else None

    def _wrong_host(self, scope: Scope) -> tuple[int, str] | None:
        names = [value for name, value in scope["headers"] if name == b"host"]
        if len(names) != 1:
            return NO_HOST
        here, _ = scope.get("server") or ("", 0)
        return None if self.rules.hosts.admits(names[0]) or is_address(names[0], here) else OTHER_HOST
