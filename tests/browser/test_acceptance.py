"""Rules.md H, 10 and 19, in a real browser: nobody else is asked, and the finder needs no script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from browser.page_kinds import SAMPLES, show

if TYPE_CHECKING:
    from browser.conftest import OpenPage
    from browser.serving import Served

LIST_BEFORE_MAP = """() => {
  const list = document.querySelector("ol.loc-cards"), map = document.querySelector(".loc-map");
  return Boolean(list.compareDocumentPosition(map) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def test_10_no_page_asks_anybody_else(open_page: OpenPage, served: Served) -> None:
    """Rules C5 and H10: every kind of page, scrolled through, asks this host alone."""
    page = open_page(base_url=served.url)
    hosts: list[str | None] = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).hostname))
    for sample in SAMPLES:
        show(page, sample)
        page.mouse.wheel(0, 20_000)
    assert len(hosts) > len(SAMPLES)
    assert set(hosts) == {"127.0.0.1"}


def test_19_the_finder_works_without_scripts_list_first(open_page: OpenPage, served: Served) -> None:
    """Rules D4, D5, D7 and H19: a plain form, the list before the map, the field takes an error's focus."""
    page = open_page(base_url=served.url, java_script_enabled=False)
    page.goto("/find")
    page.fill("#q", "Lake Mary")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("ol.loc-cards > li").first).to_contain_text("Example Back Care Lake Mary")
    assert page.evaluate(LIST_BEFORE_MAP)
    page.goto("/find?q=Scobie")
    field = page.locator("#q")
    expect(field).to_have_value("Scobie")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
