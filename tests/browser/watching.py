"""What no page may do in a visitor's browser, whatever the test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from browser.serving import LOOPBACK

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

LOCAL_SCHEMES = {"about", "blob", "data"}
FAULTY = 400  # the first status that means that nothing came


class Watch:
    """Gathers the faults of every page of a context: errors of scripts, broken policy, calls to strangers."""

    def __init__(self, context: BrowserContext) -> None:
        self.faults: list[str] = []
        context.on("weberror", lambda found: self.faults.append(f"script error: {found.error}"))
        context.on("console", self._hear)
        context.on("request", self._see_request)
        context.on("response", self._see_response)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.faults.append(f"policy: {message.text}")

    def _see_request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in LOCAL_SCHEMES and url.hostname != LOOPBACK:
            self.faults.append(f"another host: {request.url}")

    def _see_response(self, response: Response) -> None:
        if response.status >= FAULTY and urlsplit(response.url).path.startswith("/static/"):
            self.faults.append(f"missing file: {response.url}")
