"""Whoever has only a keyboard meets everything in the order of the page, and sees where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.page_kinds import Sample, on_every_kind_of_page, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

# Every element that Tab should meet; and a list of those that it met, looked at before Tab leads on,
# when the page has scrolled to where they are.
LISTEN = """() => {
  const name = (element) => element.outerHTML.slice(0, 120);
  const isOnTop = (element) => [...element.getClientRects()].some(({ x, y, width, height }) =>
    element.contains(document.elementFromPoint(x + width / 2, y + height / 2)));
  const isOutlined = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
  };
  window.steps = [];
  window.look = () => {
    const met = document.activeElement;
    if (met === document.body) return;
    steps.push({ name: name(met), isOutlined: isOutlined(met), isOnTop: isOnTop(met) });
  };
  document.addEventListener("keydown", look);
  return [...document.querySelectorAll("a[href], button, input, select, summary, textarea, [tabindex='0']")]
    .filter((element) => element.checkVisibility() && !element.disabled && element.type !== "hidden")
    .map(name);
}"""
Step = dict[str, Any]
SCREEN = {"width": 1280, "height": 640}


@pytest.fixture(scope="module")
def typist(keep_page: OpenPage, example_server: Served) -> Page:
    return keep_page(base_url=example_server.url, viewport=SCREEN, reduced_motion="reduce")


def start(page: Page, sample: Sample) -> None:
    """Shows the page; Tab begins at its top, even where the page itself has put the focus elsewhere."""
    show(page, sample)
    page.mouse.click(1, SCREEN["height"] / 2)


def tab_through(page: Page) -> tuple[list[str], list[Step]]:
    """What Tab should meet, and what it meets."""
    expected = page.evaluate(LISTEN)
    for _ in expected:
        page.keyboard.press("Tab")
    page.evaluate("look()")
    return expected, page.evaluate("steps")


@on_every_kind_of_page
def test_tab_follows_the_page_and_the_focus_is_always_seen(typist: Page, sample: Sample) -> None:
    start(typist, sample)
    expected, steps = tab_through(typist)
    assert [step["name"] for step in steps] == expected
    assert [step["name"] for step in steps if not step["isOutlined"]] == []
    assert [step["name"] for step in steps if not step["isOnTop"]] == []


@on_every_kind_of_page
def test_the_first_stop_leads_past_the_navigation(typist: Page, sample: Sample) -> None:
    start(typist, sample)
    typist.keyboard.press("Tab")
    assert typist.locator(":focus").inner_text() == "Skip to main content"
    typist.keyboard.press("Enter")
    assert typist.evaluate("document.activeElement.localName") == "main"
    typist.keyboard.press("Tab")
    assert typist.locator("main :focus").count() == 1


def test_a_question_can_be_asked_by_keyboard_alone(typist: Page) -> None:
    typist.goto("/")
    typist.get_by_label("Town, ZIP code or address").focus()
    typist.keyboard.type("32746")
    typist.keyboard.press("Enter")
    typist.wait_for_url("**/find?*")
    assert typist.locator(".loc-cards > li").count() > 0
