"""One Chromium for the session, the example served for real, and pages that are watched for faults."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from conftest import ROOT, fixed_clock
from desks import NAME, PASSWORD, with_editor
from playwright.sync_api import expect, sync_playwright

from browser.serving import LOOPBACK, Served, serving
from browser.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",  # WebGL in software, for maps
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {LOOPBACK}",  # no test leaves this machine
]
PATIENCE_MS = 60_000  # on a busy machine, where a site is judged anew


class Serve(Protocol):
    """Serves a site folder for the length of a test."""

    def __call__(
        self, folder: Path, *, environ: Mapping[str, str] | None = None, now: datetime | None = None
    ) -> Served: ...


class OpenPage(Protocol):
    """Opens a watched page in a context of its own, with the options of Browser.new_context."""

    def __call__(self, **options: Any) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the browser's tests last: while Playwright lives, this thread can run no other event loop."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.allow_hosts([LOOPBACK]))
    items[:] = [item for item in items if HERE not in item.path.parents] + ours


@contextmanager
def opening(browser: Browser, now: datetime) -> Iterator[OpenPage]:
    """Opens pages in contexts that are closed in the end, when nothing may have gone wrong in any."""
    watches: list[Watch] = []
    with ExitStack() as contexts:

        def start(**options: Any) -> Page:
            context = contexts.enter_context(browser.new_context(**options))
            context.set_default_timeout(PATIENCE_MS)
            watches.append(Watch(context))
            page = context.new_page()
            page.clock.set_fixed_time(now)
            return page

        yield start
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped, on CI they fail."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"There is no {CHROMIUM}.")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def noon() -> datetime:
    """When every test begins: a Monday noon in Florida."""
    return fixed_clock()


@pytest.fixture(scope="session")
def example_server(noon: datetime) -> Iterator[Served]:
    """The example site, served once; tests take `served`."""
    with serving(ROOT, environ={}, now=noon) as server:
        yield server


@pytest.fixture
def served(example_server: Served, noon: datetime) -> Iterator[Served]:
    """The example site at noon, with a clock that the test may set."""
    yield example_server
    example_server.set_clock(noon)


@pytest.fixture
def serve(noon: datetime) -> Iterator[Serve]:
    """Serves other site folders, or the same with other settings."""
    with ExitStack() as servers:

        def start(
            folder: Path, *, environ: Mapping[str, str] | None = None, now: datetime | None = None
        ) -> Served:
            return servers.enter_context(serving(folder, environ=environ or {}, now=now or noon))

        yield start


@pytest.fixture
def open_page(browser: Browser, noon: datetime) -> Iterator[OpenPage]:
    """Opens pages with other eyes: a phone, a dark scheme, no JavaScript; each is watched as `page` is.

    The browser's clock stands at noon, as the server's does; a test may set it with `page.clock`.
    """
    with opening(browser, noon) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def keep_page(browser: Browser, noon: datetime) -> Iterator[OpenPage]:
    """Opens pages that the tests of a file share, because a context takes longer than a page."""
    with opening(browser, noon) as open_page:
        yield open_page


@pytest.fixture
def page(open_page: OpenPage, served: Served) -> Page:
    """A page on the example site; the test fails on a script error, a broken policy or another host."""
    return open_page(base_url=served.url)


@pytest.fixture
def signed_in(folder: Path, serve: Serve, open_page: OpenPage) -> Page:
    """The workbench of `folder`, which is a test's own, in a browser whose editor has signed in."""
    page = open_page(base_url=serve(with_editor(folder)).url)
    page.goto("/workbench/")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/workbench/")
    return page
