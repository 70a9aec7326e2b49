"""The workbench has room for what matters on every screen, and lets nobody lose what they typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import copied, fixed_clock
from desks import with_editor

from browser.serving import serving
from browser.test_desk_clinics import ORMOND, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Dialog, Page

    from browser.conftest import OpenPage
    from browser.serving import Served


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = with_editor(copied(tmp_path_factory.mktemp("bench")))
    with serving(folder, environ={}, now=fixed_clock()) as served:
        yield served


@pytest.fixture(scope="module")
def editor(keep_page: OpenPage, bench: Served) -> Page:
    page = keep_page(base_url=bench.url)
    sign_in(page)
    return page


@pytest.mark.parametrize("width", [1280, 1440])
def test_a_day_with_a_break_takes_one_line(editor: Page, width: int) -> None:
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(ORMOND)
    fields = editor.locator("#hours-1 input[type=time]").evaluate_all(
        "all => all.map((one) => [one.getBoundingClientRect().top, one.scrollWidth - one.clientWidth])"
    )
    assert len(fields) == 4
    assert len({top for top, _ in fields}) == 1
    assert {cut for _, cut in fields} == {0}


def test_on_a_phone_the_first_towns_are_in_sight_and_filters_unfold(editor: Page) -> None:
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto("/workbench/towns/?sort=people")
    second = editor.locator(".loc-desk-town").nth(1).bounding_box()
    assert second is not None
    assert second["y"] < 844
    editor.get_by_text("Filters and order (1 chosen)").click()
    editor.get_by_label("Verdict").select_option("noindex")
    editor.get_by_role("button", name="Show", exact=True).click()
    editor.get_by_text("Filters and order (2 chosen)").wait_for()


def test_on_a_desktop_every_filter_is_in_sight(editor: Page) -> None:
    editor.set_viewport_size({"width": 1440, "height": 900})
    editor.goto("/workbench/towns/")
    tops = {editor.get_by_label(name).bounding_box()["y"] for name in ("Verdict", "Order", "Name, county")}  # type: ignore[index]
    assert len(tops) == 1


def test_leaving_what_is_typed_is_asked_about_and_sending_it_is_not(editor: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    editor.goto(ORMOND)
    editor.on("dialog", stay)
    parking = editor.get_by_label("Parking")
    parking.press_sequentially("Behind the house. ")
    for leave in (
        editor.get_by_role("button", name="I checked this today"),
        editor.get_by_role("link", name="Holiday hours"),
    ):
        leave.click()
        editor.wait_for_timeout(100)
    assert asked == ["beforeunload"] * 2
    assert parking.input_value().startswith("Behind the house. ")

    editor.locator(".loc-desk-save button").click()
    editor.get_by_text("Saved in the draft.").wait_for()
    editor.get_by_role("link", name="Holiday hours").click()
    editor.wait_for_url("**/holidays/")
    assert len(asked) == 2
    editor.remove_listener("dialog", stay)
