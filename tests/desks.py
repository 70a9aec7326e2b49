"""The workbench as tests use it: a folder with an editor, and a client that has signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lxml.html
from starlette.testclient import TestClient

from locator.editing.draft import Draft
from locator.editing.editors import VARIABLE, Editors
from locator.editing.folder_cabinet import FolderCabinet
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.web.app import create_app
from locator.web.live import Live

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from httpx2 import Response
    from lxml.html import HtmlElement

    from locator.cabinet import Cabinet

SIGNED_IN = 303
ORIGIN = "https://testserver"
NAME, PASSWORD = "Ana Example", "four plain words do well"
ENVIRON = {VARIABLE: PASSWORD}  # the quick way: an editor called "editor"


class MovingClock:
    """A time that the test may move, by `now`."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class DeskClient(TestClient):
    """A browser's manners without a browser: https, a cookie jar, an Origin, the token of its session.

    Redirects are not followed.
    """

    def __init__(self, live: Live) -> None:
        self.live, self.folder = live, live.folder.path
        super().__init__(create_app(live), base_url=ORIGIN, follow_redirects=False)

    def sign_in(self, name: str = NAME, password: str = PASSWORD, **fields: str) -> Response:
        """Sends the form of the sign-in."""
        return self.submit("/workbench/sign-in", {"name": name, "password": password, **fields})

    @property
    def cabinet(self) -> Cabinet:
        """What is kept beside the files."""
        return self.live.cabinet

    @property
    def draft(self) -> Draft:
        """The draft as it is now."""
        return Draft(self.live.folder, self.cabinet)

    def submit(self, path: str, fields: Mapping[str, Any] | None = None, **options: Any) -> Response:
        """Posts a form as the browser would: from here, with the token of the session if there is one."""
        form = dict(fields or {})
        if "__Host-locator" in self.cookies and "csrf" not in form:
            form["csrf"] = self.token
        return self.post(path, data=form, headers={"origin": ORIGIN}, **options)

    @property
    def token(self) -> str:
        """What every form of this session sends back."""
        page = lxml.html.document_fromstring(self.get("/workbench/history/").text)
        return str(page.xpath("string(//input[@name='csrf']/@value)"))

    def page(self, path: str, status: int = 200) -> HtmlElement:
        """A page of the workbench."""
        response = self.get(path)
        assert response.status_code == status, (path, response.status_code)
        return lxml.html.document_fromstring(response.text)


def with_editor(folder: Path, name: str = NAME, password: str = PASSWORD) -> Path:
    """The folder with somebody who may sign in."""
    Editors(FolderCabinet(folder), {}).add(name, password)
    return folder


def live_at(folder: Path, clock: Callable[[], datetime], environ: Mapping[str, str] | None = None) -> Live:
    """The folder, ready to serve."""
    return Live(SiteFolder(folder), environ=environ or {}, clock=clock, machine_files=machine_files)
