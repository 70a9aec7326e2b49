"""Every kind of page fits the screen that it is read on, and what is pressed is large enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.page_kinds import Sample, on_every_kind_of_page, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

NARROW, PHONE, ZOOMED, WIDE = 320, 390, 640, 1280  # CSS pixels; 640 is what 200 % leaves of 1280
TARGET = 24  # CSS pixels, WCAG 2.5.8
BUTTON = 44

# Too wide: the page itself scrolls, or an element hides a part of its own text.
TOO_WIDE = """() => {
  const page = document.documentElement;
  const cut = [...document.querySelectorAll("main *, header *, footer *")].filter((element) =>
    element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 &&
    !element.matches("input, select") && getComputedStyle(element).overflowX !== "visible");
  const wide = page.scrollWidth <= page.clientWidth ? [] : [page, ...page.querySelectorAll("body *")].filter(
    (element) => element === page || element.getBoundingClientRect().right > page.clientWidth + 1);
  return [...wide, ...cut].map((element) => element.outerHTML.slice(0, 100));
}"""
# Links within a sentence are exempt: the block around them holds words of its own. A label is pressed
# for the box within it.
SMALL_TARGETS = """(least) => {
  const isInSentence = (link) => {
    if (getComputedStyle(link).display !== "inline") return false;
    let block = link.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const copy = block.cloneNode(true);
    copy.querySelectorAll("a").forEach((other) => other.remove());
    return /\\p{L}{2}/u.test(copy.textContent);
  };
  return [...document.querySelectorAll("a[href], button, input, select, summary, textarea")]
    .filter((element) => element.checkVisibility() && !element.matches(".loc-skip") && !isInSentence(element))
    .map((element) => [(element.closest("label") ?? element).getBoundingClientRect(), element])
    .filter(([{ width, height }]) => width < least || height < least)
    .map(([{ width, height }, element]) => `${width} x ${height}: ${element.outerHTML.slice(0, 100)}`);
}"""
LOW_BUTTONS = """(least) => [...document.querySelectorAll(".loc-button, button, input, select")]
  .filter((element) => element.checkVisibility() && !element.matches("[type=checkbox], .loc-link"))
  .filter((element) => element.getBoundingClientRect().height < least)
  .map((element) => element.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def screen(keep_page: OpenPage, example_server: Served) -> Page:
    return keep_page(base_url=example_server.url, device_scale_factor=2)


@on_every_kind_of_page
def test_nothing_is_too_wide(screen: Page, sample: Sample) -> None:
    show(screen, sample)
    assert found_at(screen, (NARROW, ZOOMED), TOO_WIDE) == {}


@on_every_kind_of_page
def test_nothing_is_too_wide_where_text_is_twice_as_large(screen: Page, sample: Sample) -> None:
    show(screen, sample)
    screen.evaluate("document.documentElement.style.fontSize = '200%'")
    assert found_at(screen, (PHONE, WIDE), TOO_WIDE) == {}


@on_every_kind_of_page
def test_targets_are_large_enough(screen: Page, sample: Sample) -> None:
    show(screen, sample)
    assert found_at(screen, (NARROW, WIDE), SMALL_TARGETS, TARGET) == {}
    assert found_at(screen, (NARROW, WIDE), LOW_BUTTONS, BUTTON) == {}


def found_at(
    screen: Page, widths: Iterable[int], script: str, argument: object = None
) -> dict[int, list[str]]:
    """What the script finds on screens of these widths."""
    found: dict[int, list[str]] = {}
    for width in widths:
        screen.set_viewport_size({"width": width, "height": 640})
        found[width] = screen.evaluate(script, argument)
    return {width: elements for width, elements in found.items() if elements}
