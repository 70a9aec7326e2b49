"""What the workbench of one running site holds: the site, its editors, their sessions and threads."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from locator.editing.editors import Editors
from locator.web.workbench.door.attempts import Attempts
from locator.web.workbench.door.sessions import Sessions
from locator.workbench.desk import Desk
from locator.workbench.kept_forms import KeptForms

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.web.live import Live
    from locator.web.workbench.door.sessions import Session

T = TypeVar("T")


class Bench:
    """One for an application; its threads are its own, so that a long rehearsal holds up no visitor."""

    def __init__(self, live: Live) -> None:
        cabinet = live.cabinet
        self.live = live
        self.editors = Editors(cabinet, live.environ)
        self.sessions = Sessions(cabinet, self.editors)
        self.forms = KeptForms(cabinet)
        self.attempts = Attempts(cabinet)
        self._threads = ThreadPoolExecutor(4, "workbench")
        self._doors = ThreadPoolExecutor(2, "sign-in")  # argon2 takes 64 MB each time

    async def work(self, task: Callable[[], T]) -> T:
        """Does the work of a page beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, task)

    async def compare(self, task: Callable[[], T]) -> T:
        """Does the work of a sign-in, two at once at most."""
        return await asyncio.get_running_loop().run_in_executor(self._doors, task)

    def desk(self, session: Session) -> Desk:
        """What an editor sees now."""
        live = self.live
        if live.is_outdated:  # another worker has published
            live.reload()
        return Desk(
            catalogue=live.edition.catalogue,
            problems=live.problems,
            folder=live.folder,
            versions=live.versions,
            cabinet=live.cabinet,
            environ=live.environ,
            clock=live.clock,
            now=live.clock(),
            editor=session.editor,
            token=session.token,
            notice=self.sessions.told(session),
            reload=live.reload,
            forms=self.forms,
            address_finder=live.address_finder,
        )
