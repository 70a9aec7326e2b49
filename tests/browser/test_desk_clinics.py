"""Clinics in the workbench in a real browser: from form to public page, by keyboard, for every eye."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from conftest import copied, fixed_clock
from desks import NAME, PASSWORD, with_editor
from playwright.sync_api import expect

from browser.serving import serving
from browser.test_axe import OPTIONS, VIEWS, faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

ORMOND = "/workbench/clinics/ormond-beach/"
PAGES = (
    *("/workbench/clinics/", ORMOND, f"{ORMOND}holidays/", "/workbench/holidays/"),
    *(f"{ORMOND}close/?try=yes", "/workbench/coverage/", "/workbench/new-clinic/"),
)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = with_editor(copied(tmp_path_factory.mktemp("bench")))
    with serving(folder, environ={}, now=fixed_clock()) as served:
        yield served


def sign_in(page: Page) -> None:
    page.goto("/workbench/")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Overview").wait_for()


def test_hours_go_from_the_form_through_the_draft_to_the_public_page(signed_in: Page) -> None:
    signed_in.goto(ORMOND)
    signed_in.get_by_label("Friday closes", exact=True).fill("15:30")
    signed_in.get_by_role("button", name="Save in the draft").click()
    signed_in.get_by_text("Saved in the draft.").wait_for()

    signed_in.goto("/workbench/draft/")
    signed_in.get_by_text("Fr 08:00-15:30").first.wait_for()
    signed_in.locator("form[action='/workbench/draft/publish'] button").first.click()
    signed_in.get_by_role("heading", name="Last published").wait_for()

    signed_in.goto("/clinics/ormond-beach/")
    friday = signed_in.locator("tr[data-day='5']")
    assert "3:30\u00a0p.m." in (friday.text_content() or "")


@pytest.mark.parametrize(
    ("path", "field"), [(ORMOND, "Where patients book"), ("/workbench/towns/fl/sanford/", "Latitude")]
)
def test_a_form_that_must_be_mended_has_the_focus_on_what_is_wrong(
    signed_in: Page, path: str, field: str
) -> None:
    signed_in.goto(path)
    box = signed_in.get_by_label(field)
    box.evaluate("field => { field.type = 'text'; field.value = 'no such thing'; }")
    signed_in.get_by_role("button", name="Save in the draft").first.click()
    signed_in.locator("[role=alert]:focus").wait_for()
    signed_in.keyboard.press("Tab")
    signed_in.keyboard.press("Enter")
    expect(box).to_be_focused()


def test_the_calendar_is_one_stop_and_arrows_move_in_it(signed_in: Page) -> None:
    signed_in.goto(f"{ORMOND}holidays/")
    assert signed_in.locator("a[data-day][tabindex='0']").count() == 1
    signed_in.locator("a[data-day][tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"):
        signed_in.keyboard.press(key)
    expect(signed_in.locator(":focus")).to_have_attribute("data-day", "2026-12-03")
    signed_in.keyboard.press("Enter")
    signed_in.wait_for_url("**first=2026-12-03#set")
    expect(signed_in.get_by_label("First day")).to_have_value("2026-12-03")


@pytest.mark.parametrize("view", ["light and wide", "dark on a phone"])
def test_axe_finds_nothing_on_pages_of_clinics(open_page: OpenPage, bench: Served, view: str) -> None:
    page = open_page(base_url=bench.url, **VIEWS[view])
    page.add_init_script(AXE_SCRIPT)
    sign_in(page)
    found = []
    for path in PAGES:
        page.goto(path)
        found += [
            (path, fault)
            for fault in faults(page.evaluate("(options) => axe.run(options)", OPTIONS)["violations"])
        ]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, path
    assert found == []


def test_the_form_of_a_new_clinic_is_filled_in_by_keyboard_on_a_narrow_phone_without_a_script(
    open_page: OpenPage, bench: Served
) -> None:
    page = open_page(base_url=bench.url, viewport={"width": 320, "height": 640}, java_script_enabled=False)
    sign_in(page)
    for path in (ORMOND, "/workbench/new-clinic/"):
        page.goto(path)
        width = page.locator("form.loc-desk-clinic").bounding_box()
        assert width is not None
        assert width["x"] + width["width"] <= 320, path
    fields = {"Name": "Example Back Care", "Street": "1 Invented Way", "Town": "Palm Coast", "State": "FL"}
    for label, text in (fields | {"ZIP": "32137", "Latitude and longitude": "29.57, 81.208"}).items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Name", exact=True).press("Enter")
    page.get_by_text("the sign of lon is wrong").first.wait_for()

    page.get_by_label("Latitude and longitude").fill("29.57\u00b0 N, 81.208\u00b0 W")
    page.get_by_role("button", name="Show it on the map").press("Enter")
    page.get_by_text("from the middle of ZIP 32137").wait_for()
    expect(page.locator("svg.loc-map__drawing")).to_have_count(1)
    expect(page.get_by_label("Latitude and longitude")).not_to_have_attribute("aria-invalid", "true")
