"""A visit in Chromium: a press is counted, nothing is kept in the browser, nobody else is asked."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from browser.test_axe import OPTIONS, faults
from locator.demand import turnstile
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.folder_cabinet import FolderCabinet

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from browser.conftest import OpenPage, Serve

FILE = ".locator/demand.sqlite"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
CLINIC = "/clinics/lake-mary/"
STORED = """async () => [
  document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
]"""
VIEWED = "SELECT kind, subject, count FROM counts"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstile, "SECONDS", 0.05)


def counts(folder: Path, expected: int) -> dict[tuple[str, str], int]:
    """What is counted, as soon as so much is, or after a minute."""
    found: dict[tuple[str, str], int] = {}
    for _ in range(1200):
        with suppress(sqlite3.OperationalError):  # the server has not made the file yet, or not its tables
            with closing(sqlite3.connect(f"{(folder / FILE).as_uri()}?mode=ro", uri=True)) as base:
                rows = base.execute(VIEWED).fetchall()
            found = {(kind, subject): count for kind, subject, count in rows}
        if sum(found.values()) >= expected:
            break
        time.sleep(0.05)
    return found


def press(page: Page, name: str) -> None:
    """Presses a link, whose other site or telephone the test does without."""
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    page.get_by_role("link", name=name).first.click()


def test_a_press_on_call_and_directions_is_counted_and_nothing_stays(
    folder: Path, serve: Serve, open_page: OpenPage
) -> None:
    """Rules C5, C6, C18: no cookie, no storage; the watched page asks no other host."""
    page = open_page(base_url=serve(folder).url, user_agent=AGENT)
    page.goto(CLINIC)
    press(page, "Call")
    press(page, "Directions to")
    expected = {("view", CLINIC): 1, ("call", "lake-mary"): 1, ("directions", "lake-mary"): 1}
    assert counts(folder, 3) == expected
    assert page.evaluate(STORED) == ["", 0, 0, 0]
    assert page.context.cookies() == []


@pytest.mark.parametrize("wish", ["globalPrivacyControl", "doNotTrack"])
def test_whoever_asks_to_be_left_alone_sends_nothing(
    folder: Path, serve: Serve, open_page: OpenPage, wish: str
) -> None:
    """Rule C15."""
    page = open_page(base_url=serve(folder).url, user_agent=AGENT)
    page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{wish}', {{ get: () => '1' }})")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.goto(CLINIC)
    press(page, "Call")
    page.wait_for_timeout(100)
    assert "POST" not in sent


def test_without_javascript_links_work_and_searches_count(
    folder: Path, serve: Serve, open_page: OpenPage
) -> None:
    page = open_page(base_url=serve(folder).url, user_agent=AGENT, java_script_enabled=False)
    page.goto("/")
    page.get_by_role("textbox").fill("DeLand")
    page.get_by_role("button", name="Search").click()
    assert counts(folder, 1) == {("search", "DeLand, Volusia County, FL"): 1}


def test_axe_finds_nothing_in_the_workbenchs_page(folder: Path, signed_in: Page) -> None:
    """Wide and light, then narrow and dark."""
    subjects = ("Miami, Miami-Dade County, FL", "Palatka, Putnam County, FL")
    found = {(kind, name): 17 for kind in (Kind.SEARCH, Kind.UNMET) for name in subjects}
    assert DemandBook(FolderCabinet(folder)).add(date(2026, 11, 7), found | {(Kind.VIEW, "/"): 240})
    signed_in.add_init_script(AXE_SCRIPT)
    for width, scheme in ((1440, "light"), (390, "dark")):
        signed_in.set_viewport_size({"width": width, "height": 900})
        signed_in.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        signed_in.goto("/workbench/demand/?months=25")
        assert signed_in.get_by_role("img", name="Pages opened, by month").is_visible()
        assert signed_in.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert faults(signed_in.evaluate("(options) => axe.run(options)", OPTIONS)["violations"]) == []
