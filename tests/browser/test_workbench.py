"""The workbench in a real browser: in and out with the keyboard, without JavaScript, and for every eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import copied, fixed_clock
from desks import NAME, PASSWORD, with_editor

from browser.serving import serving
from browser.test_axe import OPTIONS, VIEWS, faults
from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.editing.draft import Draft
from locator.editing.edits import edited
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import add_row
from locator.model.report import Fault, Report
from locator.site.folder import SiteFolder
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

HOME = "/workbench/"
FRAME = tuple(
    f"{HOME}{path}" for path in ("", "history/", "history/2/", "nothing/", "demand/", "reports/", "draft/")
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with a history, a draft, a problem, a clinic to verify, a report and demand."""
    folder = SiteFolder(with_editor(copied(tmp_path_factory.mktemp("bench"))))
    edgewater = edited(folder, [add_row("locations.csv", {"town": "Edgewater", "region": "FL"})])
    Versions(folder).publish(edgewater, who="Bo", now=fixed_clock())
    Draft(folder, FolderCabinet(folder.path)).add(
        add_row("locations.csv", {"town": "Pierson", "region": "FL"}), who="Bo", now=fixed_clock()
    )
    with folder.redirects.open("a") as file:
        file.write("/old/,/nowhere/,301\n")
    rows = folder.clinics.read_text(encoding="utf-8").splitlines()
    rows[1] = f"{rows[1][:-10]}2026-01-01"
    folder.clinics.write_text("\n".join(rows), encoding="utf-8")
    report = Report(fixed_clock().date(), "/clinics/lake-mary/", Fault.HOURS, "Closed on Fridays")
    ReportBook(FolderCabinet(folder.path)).add(report)
    place = "Miami, Miami-Dade County, FL"
    counts = {(Kind.SEARCH, place): 23, (Kind.UNMET, place): 23, (Kind.CALL, "lake-mary"): 9}
    DemandBook(FolderCabinet(folder.path)).add(fixed_clock().date(), counts)
    with serving(folder.path, environ={}, now=fixed_clock()) as served:
        yield served


def sign_in(page: Page, password: str = PASSWORD) -> None:
    """With the keyboard alone."""
    page.goto(HOME)
    page.locator("#name:focus").wait_for()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_the_cookie_is_kept_on_this_machine_without_https(signed_in: Page) -> None:
    """Chromium trusts http://127.0.0.1; the cookie is a secret all the same."""
    assert signed_in.get_by_role("heading", level=1).text_content() == "Overview"
    (cookie,) = signed_in.context.cookies()
    kept = (cookie["name"], cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"])
    assert kept == ("__Host-locator", True, True, "Strict", "/")
    assert signed_in.evaluate("document.cookie") == ""


@pytest.mark.parametrize("has_scripts", [True, False])
def test_in_and_out_with_the_keyboard_alone(open_page: OpenPage, bench: Served, has_scripts: bool) -> None:
    page = open_page(base_url=bench.url, java_script_enabled=has_scripts)
    sign_in(page, "not the password")
    page.get_by_text("The name and the password do not go together.").wait_for()
    page.locator("#password:focus").wait_for()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{HOME}")
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == "Skip to main content"
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == NAME
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").text_content() == "Sign out"
    page.keyboard.press("Enter")
    page.get_by_text("You are signed out.").wait_for()
    assert page.context.cookies() == []
    page.goto(HOME)
    assert page.get_by_role("heading", level=1).text_content() == "Sign in"


def test_a_link_from_another_site_finds_the_editor_signed_in(open_page: OpenPage, bench: Served) -> None:
    page = open_page(base_url=bench.url)
    sign_in(page)
    page.wait_for_url(f"**{HOME}")
    page.goto(f"data:text/html,<a href='{bench.url}/workbench/history/'>History</a>")
    page.get_by_role("link").click()
    page.get_by_role("heading", name="History").wait_for()


def test_a_version_comes_back_and_visitors_see_it(open_page: OpenPage, bench: Served) -> None:
    page = open_page(base_url=bench.url)
    sign_in(page)
    page.get_by_role("link", name="History", exact=True).click()
    page.get_by_role("link", name="The files as they were found").click()
    page.get_by_role("button", name="Bring version 1 back").click()
    page.get_by_text("Visitors see it now.").wait_for()
    missing = page.request.get("/back-pain-treatment/fl/edgewater/")
    assert missing.status == 404


@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_the_frame(open_page: OpenPage, bench: Served, view: str) -> None:
    options: dict[str, Any] = VIEWS[view]
    page = open_page(base_url=bench.url, **options)
    page.add_init_script(AXE_SCRIPT)
    page.goto(HOME)
    assert axe(page) == []
    sign_in(page, "not the password")
    page.get_by_text("The name and the password do not go together.").wait_for()
    assert axe(page) == []
    sign_in(page)
    page.wait_for_url(f"**{HOME}")
    page.locator("header summary").click()
    assert axe(page) == []
    for path in FRAME:
        page.goto(path)
        page.locator("main details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def axe(page: Page) -> list[str]:
    return faults(page.evaluate("(options) => axe.run(options)", OPTIONS)["violations"])
