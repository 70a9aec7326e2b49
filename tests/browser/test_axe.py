"""axe-core finds no fault in any kind of page: light, dark on a phone, and at 320 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from browser.page_kinds import Sample, on_every_kind_of_page, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
VIEWS: dict[str, dict[str, Any]] = {
    "light and wide": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark on a phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "light and narrow": {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
}


@pytest.fixture(scope="module", params=VIEWS)
def view(request: pytest.FixtureRequest, keep_page: OpenPage, example_server: Served) -> Page:
    page = keep_page(base_url=example_server.url, **VIEWS[request.param])
    page.add_init_script(AXE_SCRIPT)
    return page


@on_every_kind_of_page
def test_axe_finds_nothing(view: Page, sample: Sample) -> None:
    show(view, sample)
    found = view.evaluate("(options) => axe.run(options)", OPTIONS)
    assert faults(found["violations"]) == []
    # Text of a map lies over shapes, where axe cannot tell its background: test_contrast.py can.
    assert [fault for fault in faults(found["incomplete"]) if '<text class="loc-map__' not in fault] == []


def faults(rules: list[dict[str, Any]]) -> list[str]:
    return [f"{rule['id']}: {rule['help']}: {node['html']}" for rule in rules for node in rule["nodes"]]
