"""The way into the workbench, which is not read before somebody goes there: it takes a quarter of a start."""

from __future__ import annotations

import asyncio
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from starlette.routing import BaseRoute, Match, NoMatchFound

from locator.editing.editors import Editors
from locator.workbench.frame import HOME

if TYPE_CHECKING:
    from starlette.datastructures import URLPath
    from starlette.types import ASGIApp, Receive, Scope, Send

    from locator.web.live import Live


class WayIn(BaseRoute):
    """A route that takes everything below /workbench/; `elsewhere` does without an editor."""

    def __init__(self, live: Live, *, elsewhere: BaseRoute) -> None:
        self._live, self._elsewhere = live, elsewhere
        self._editors = Editors(live.cabinet, live.environ)
        self._one_at_a_time = Lock()

    @cached_property
    def _workbench(self) -> ASGIApp:
        from locator.web.workbench.app import open_workbench

        return open_workbench(self._live)

    def _open(self) -> ASGIApp:
        with self._one_at_a_time:
            return self._workbench

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Takes what is addressed to the workbench."""
        is_ours = scope["type"] == "http" and f"{scope['path']}/".startswith(HOME)
        return (Match.FULL if is_ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers it; who the editors are is read in a thread, because a database may let one wait."""
        if not await asyncio.to_thread(lambda: self._editors.may_be_any):
            await self._elsewhere(scope, receive, send)
            return
        is_open = "_workbench" in vars(self)
        workbench = self._workbench if is_open else await asyncio.to_thread(self._open)
        await workbench(scope, receive, send)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """No address is made from the name of a route: `locator.workbench.frame` spells them."""
        raise NoMatchFound(name, path_params)
