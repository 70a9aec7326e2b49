"""The watch over every page sees what it is there for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from browser.watching import Watch

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser.conftest import OpenPage, Serve
    from browser.serving import Served

POLICY = {"content-security-policy": "default-src 'none'; script-src 'self'", "content-type": "text/html"}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<script>document.title = 'inline'</script>", "policy: "),
        ("<p style='color: red'>inline</p>", "policy: "),
        (
            "<img src='http://tracker.example/pixel.gif' alt=''>",
            "another host: http://tracker.example/pixel.gif",
        ),
        ("<script src='/static/no-such.js'></script>", "missing file: "),
        ("<script src='/broken.js'></script>", "script error: missing is not defined"),
    ],
)
def test_a_fault_is_seen(browser: Browser, served: Served, body: str, fault: str) -> None:
    with browser.new_context(base_url=served.url) as context:
        watch = Watch(context)
        page = context.new_page()
        page.route("/faulty", lambda route: route.fulfill(body=f"<p>{body}</p>", headers=POLICY))
        page.route("/broken.js", lambda route: route.fulfill(body="missing()"))
        page.goto("/faulty", wait_until="networkidle")
        assert any(found.startswith(fault) for found in watch.faults), watch.faults


def test_a_sound_page_has_no_fault(page: Page) -> None:
    page.goto("/")
    assert page.title()


def test_another_folder_is_served_by_its_own_settings(
    serve: Serve, open_page: OpenPage, folder: Path
) -> None:
    other = serve(folder, environ={"LOCATOR_NAME": "Other Clinics"})
    page = open_page(base_url=other.url)
    page.goto("/")
    assert "Other Clinics" in page.title()


def test_the_clock_of_the_server_can_be_set(served: Served, page: Page) -> None:
    night = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    opening = []
    for now in (served.now, night):
        served.set_clock(now)
        opening.append(page.request.get("/api/v1/nearest?q=32746&limit=1").json()["clinics"][0]["open_now"])
    assert opening == [True, False]
