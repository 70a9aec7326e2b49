"""Choosing a place while typing: by keyboard, by pointer, and when nothing can be chosen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

    from browser.conftest import OpenPage
    from browser.serving import Served

PLACES = "**/api/v1/places?*"
STATES = ("role", "aria-autocomplete", "aria-expanded", "aria-controls", "aria-activedescendant")


@pytest.fixture
def field(page: Page) -> Locator:
    """The enhanced field of the finder."""
    page.goto("/find")
    field = page.locator("#q")
    expect(field).to_have_role("combobox")
    return field


def options(page: Page) -> Locator:
    return page.locator("#q-places [role=option]")


def active(page: Page) -> Locator:
    """The option that a screen reader is told of."""
    return page.locator("#q-places [aria-selected=true]")


def status(page: Page) -> Locator:
    return page.locator(".loc-typeahead-field [role=status]")


def offer(page: Page, field: Locator, text: str = "lake m") -> None:
    """Types until places are offered."""
    field.press_sequentially(text)
    expect(field).to_have_attribute("aria-expanded", "true")


def asked(url: str) -> str:
    return parse_qs(urlsplit(url).query)["q"][0]


def record_questions(page: Page) -> list[str]:
    """What the page asks the server for from now on."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(asked(request.url)) if "/api/" in request.url else None)
    return sent


def answer(route: Route, *labels: str) -> None:
    route.fulfill(json={"places": [{"label": label} for label in labels]})


def test_a_place_is_typed_chosen_by_keyboard_and_searched_for(page: Page, field: Locator) -> None:
    offer(page, field)
    expect(options(page).first).to_have_text("Lake Mary, FL")
    field.press("ArrowDown")
    expect(active(page)).to_have_text("Lake Mary, FL")
    field.press("Enter")
    expect(field).to_have_value("Lake Mary, FL")
    expect(field).to_be_focused()
    expect(page.locator("#q-places")).to_be_hidden()
    field.press("Enter")
    page.wait_for_url(re.compile(r"\?q=Lake\+Mary"))
    expect(page.locator("#results")).to_contain_text("Lake Mary")


def test_a_place_is_chosen_with_the_pointer(page: Page, field: Locator) -> None:
    offer(page, field, "dayt")
    options(page).get_by_text("Daytona Beach Shores, FL").click()
    expect(field).to_have_value("Daytona Beach Shores, FL")
    expect(field).to_be_focused()
    expect(page.locator("#q-places")).to_be_hidden()


def test_a_mistake_is_forgiven(page: Page, field: Locator) -> None:
    offer(page, field, "new symrna b")
    expect(options(page)).to_have_text(["New Smyrna Beach, FL"])


def test_a_zip_is_completed(page: Page, field: Locator) -> None:
    offer(page, field, "3211")
    expect(options(page).filter(has_text="32114 Daytona Beach, FL")).to_have_count(1)


def test_typed_text_is_searched_for_as_it_stands(page: Page, field: Locator) -> None:
    offer(page, field, "lake mary")
    field.press("Enter")
    page.wait_for_url(re.compile(r"\?q=lake\+mary(&|#|$)"))


def test_each_step_is_told_to_a_screen_reader(page: Page, field: Locator) -> None:
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_attribute("aria-controls", "q-places")
    expect(field).to_have_attribute("autocomplete", "off")
    offer(page, field, "midway, fl")
    expect(page.locator("#q-places")).to_have_role("listbox")
    expect(page.locator("#q-places")).to_have_accessible_name("Places")
    expect(options(page)).to_have_count(3)
    expect(status(page)).to_have_text("3 places. Use up and down arrows.")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options(page).nth(0).get_attribute("id")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == options(page).nth(2).get_attribute("id")
    field.press("Enter")
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None
    expect(status(page)).to_have_text("Midway, Gadsden County, FL chosen. Press Enter to search.")


def test_the_arrows_go_round_by_way_of_the_text(page: Page, field: Locator) -> None:
    offer(page, field, "midway, fl")
    expect(options(page).nth(2)).to_contain_text("Midway")  # what was offered for its beginning has gone
    for _ in range(3):
        field.press("ArrowDown")
    expect(active(page)).to_have_text(options(page).nth(2).inner_text())
    field.press("ArrowDown")
    expect(active(page)).to_have_count(0)
    field.press("ArrowDown")
    expect(active(page)).to_have_text(options(page).nth(0).inner_text())


def test_escape_closes_the_list_and_leaves_the_text(page: Page, field: Locator) -> None:
    offer(page, field)
    field.press("ArrowDown")
    field.press("Escape")
    expect(page.locator("#q-places")).to_be_hidden()
    field.press("Escape")
    expect(field).to_have_value("lake m")
    field.press("ArrowDown")
    expect(page.locator("#q-places")).to_be_visible()


@pytest.mark.parametrize("key", ["Home", "End", "ArrowLeft", "ArrowRight", "x", "Backspace"])
def test_keys_of_editing_go_to_the_text(page: Page, field: Locator, key: str) -> None:
    offer(page, field)
    field.press("ArrowDown")
    field.press(key)
    expect(active(page)).to_have_count(0)
    expected = {"x": "lake mx", "Backspace": "lake "}.get(key, "lake m")
    expect(field).to_have_value(expected)
    caret = field.evaluate("field => field.selectionStart")
    assert caret == {"Home": 0, "ArrowLeft": 5}.get(key, len(expected))


def test_tab_leaves_without_choosing_and_passes_the_list_by(page: Page, field: Locator) -> None:
    offer(page, field)
    field.press("ArrowDown")
    field.press("Tab")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()
    expect(page.locator("#q-places")).to_be_hidden()
    expect(field).to_have_value("lake m")


def test_nothing_found_closes_the_list(page: Page, field: Locator) -> None:
    offer(page, field)
    field.press_sequentially("zzq")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(status(page)).to_be_empty()
    field.press("Enter")
    page.wait_for_url(re.compile(r"\?q=lake\+mzzq"))


def test_an_address_is_not_sent_along_while_it_is_typed(page: Page, field: Locator) -> None:
    sent = record_questions(page)
    field.press_sequentially("123 Main Street, Day", delay=30)
    page.wait_for_timeout(300)
    assert all(text.isdigit() for text in sent)


def test_keys_in_quick_succession_are_one_question(page: Page, field: Locator) -> None:
    sent = record_questions(page)
    field.evaluate("""field => ["l", "la", "lake mary"].forEach((text) => {
        field.focus();
        field.value = text;
        field.dispatchEvent(new InputEvent("input"));
    })""")
    expect(page.locator("#q-places")).to_be_visible()
    assert sent == ["lake mary"]


def test_what_was_asked_once_is_remembered(page: Page, field: Locator) -> None:
    sent = record_questions(page)
    for text, count in (("midway, fl", 3), ("daytona beach s", 2), ("midway, fl", 3)):
        field.fill(text)
        expect(options(page)).to_have_count(count)
    assert sent == ["midway, fl", "daytona beach s"]


def test_a_late_answer_to_an_earlier_text_is_not_shown(page: Page, field: Locator) -> None:
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if asked(route.request.url) == "lake":
            held.append(route)
        else:
            answer(route, "Lake Mary, FL")

    page.route(PLACES, hold_the_first)
    with page.expect_request(PLACES):
        field.fill("lake")
    field.fill("lake mary")
    expect(options(page)).to_have_text(["Lake Mary, FL"])
    answer(held[0], "Lake Helen, FL")
    page.wait_for_timeout(100)
    expect(options(page)).to_have_text(["Lake Mary, FL"])


def test_an_answer_that_comes_after_leaving_does_not_open_the_list(page: Page, field: Locator) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(PLACES, hold)
    with page.expect_request(PLACES):
        field.fill("lake mary")
    field.press("Tab")
    answer(held[0], "Lake Mary, FL")
    page.wait_for_timeout(100)
    expect(page.locator("#q-places")).to_be_hidden()


def test_without_a_network_the_field_goes_on_as_a_plain_one(page: Page, field: Locator) -> None:
    page.route(PLACES, lambda route: route.abort())
    with page.expect_event("requestfailed"):
        field.press_sequentially("lake mary")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.unroute(PLACES)
    field.press_sequentially(", f")
    expect(options(page)).to_have_text(["Lake Mary, FL"])


@pytest.mark.parametrize(("status_code", "media_type"), [(404, "text/html"), (200, "text/html")])
def test_a_static_copy_without_a_server_gives_the_plain_field_back(
    page: Page, field: Locator, status_code: int, media_type: str
) -> None:
    page.route(
        PLACES,
        lambda route: route.fulfill(status=status_code, content_type=media_type, body="<p>No such page.</p>"),
    )
    field.press_sequentially("lake mary")
    expect(field).to_have_attribute("autocomplete", "postal-code")
    assert [field.get_attribute(name) for name in STATES] == [None] * len(STATES)
    expect(page.locator("#q-places")).to_have_count(0)
    field.press("Enter")
    page.wait_for_url(re.compile(r"\?q=lake\+mary"))


def test_keys_of_an_input_method_do_not_move_in_the_list(page: Page, field: Locator) -> None:
    offer(page, field, "midway, fl")
    for key in ("ArrowDown", "Enter", "Escape"):
        field.dispatch_event(
            "keydown", {"key": key, "isComposing": True, "bubbles": True, "cancelable": True}
        )
    expect(active(page)).to_have_count(0)
    expect(page.locator("#q-places")).to_be_visible()
    expect(field).to_have_value("midway, fl")


def test_what_an_input_method_composes_is_completed(page: Page, field: Locator) -> None:
    field.focus()
    typing = page.context.new_cdp_session(page)
    typing.send("Input.imeSetComposition", {"text": "lake m", "selectionStart": 6, "selectionEnd": 6})
    expect(options(page).first).to_have_text("Lake Mary, FL")
    typing.send("Input.insertText", {"text": "lake mary"})
    expect(field).to_have_value("lake mary")


def test_without_javascript_the_field_is_plain(served: Served, open_page: OpenPage) -> None:
    page = open_page(base_url=served.url, java_script_enabled=False)
    page.goto("/find")
    field = page.locator("#q")
    expect(field).to_have_attribute("autocomplete", "postal-code")
    assert [field.get_attribute(name) for name in STATES] == [None] * len(STATES)
    field.fill("Lake Mary")
    field.press("Enter")
    expect(page.locator("#results")).to_contain_text("Lake Mary")


def test_on_a_narrow_touch_screen_every_option_fits_a_finger(served: Served, open_page: OpenPage) -> None:
    page = open_page(
        base_url=served.url, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page.goto("/find")
    offer(page, page.locator("#q"), "lake m")
    boxes = [option.bounding_box() for option in options(page).all()]
    assert all(
        box and box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in boxes
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    options(page).first.tap()
    expect(page.locator("#q")).to_have_value("Lake Mary, FL")


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_active_option_is_told_by_its_colours(served: Served, open_page: OpenPage, colours: str) -> None:
    page = open_page(base_url=served.url, forced_colors=colours)
    page.goto("/find")
    field = page.locator("#q")
    offer(page, field, "lake m")
    field.press("ArrowDown")
    background = "option => getComputedStyle(option).backgroundColor"
    assert options(page).nth(0).evaluate(background) != options(page).nth(1).evaluate(background)
