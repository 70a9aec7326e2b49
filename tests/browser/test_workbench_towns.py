"""A marketer adds towns in a minute: signs in, pastes, resolves, looks, publishes, and takes it back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from desks import NAME, PASSWORD, with_editor
from playwright.sync_api import expect

from browser.test_axe import OPTIONS, faults

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from browser.conftest import OpenPage, Serve

# A good one, a misspelt one, an ambiguous one, one out of range, and another good one.
PASTED = "DeLand, FL\nCasselbery, FL\nMidway, FL\nKey West, FL\nEdgewater, FL"
TREATMENT = "/back-pain-treatment/fl/"
NEW = {f"{TREATMENT}{slug}/" for slug in ("deland", "casselberry", "edgewater")}
KEPT_OUT = "ocoee"  # in the example, once its note is gone
NARROW = {"width": 320, "height": 700}


def sign_in(page: Page) -> None:
    page.goto("/workbench/")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/workbench/")


def sitemap(page: Page) -> set[str]:
    """The addresses of landing pages in the sitemaps, in the main language."""
    index = page.request.get("/sitemap.xml").text()
    parts = [
        page.request.get("/" + path).text() for path in re.findall(r"<loc>https://[^/]+/(.*?)</loc>", index)
    ]
    return {
        path
        for part in parts
        for path in re.findall(r"<loc>https://[^/]+(/back-pain.*?/.*?/.*?/)</loc>", part)
    }


def line(page: Page, text: str) -> Locator:
    return page.locator(".loc-desk-answers > li", has=page.locator(f".loc-desk-line__text:text-is('{text}')"))


def paste(page: Page) -> None:
    page.get_by_role("link", name="Towns", exact=True).click()
    page.get_by_role("link", name="Add towns").click()
    page.get_by_label("Towns, one a line").fill(PASTED)
    page.get_by_role("button", name="Check these towns").click()


def resolve(page: Page) -> None:
    line(page, "Casselbery, FL").get_by_label("Casselberry").first.check()
    line(page, "Midway, FL").get_by_label("Seminole County").first.check()
    page.get_by_role("button", name="Check again").first.click()


def publish(page: Page) -> None:
    page.get_by_role("button", name=re.compile("into the draft")).click()
    page.get_by_role("heading", name="What publishing does").wait_for()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published.").wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_five_towns_are_pasted_resolved_published_and_rolled_back(
    folder: Path, serve: Serve, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(base_url=serve(with_editor(folder)).url, java_script_enabled=javascript)
    sign_in(page)
    before = sitemap(page)
    paste(page)
    expect(line(page, "Casselbery, FL").get_by_text("Did you mean?")).to_be_visible()
    expect(line(page, "Midway, FL").get_by_text("Which one?")).to_be_visible()
    distant = line(page, "Key West, FL")
    expect(distant.get_by_text("Out of range")).to_be_visible()
    expect(distant.get_by_role("checkbox")).not_to_be_checked()
    resolve(page)
    expect(line(page, "Midway, FL").get_by_text("Already there")).to_be_visible()
    page.get_by_role("link", name="All towns").click()
    page.go_back()
    expect(line(page, "Midway, FL").get_by_text("Already there")).to_be_visible()
    casselberry = line(page, "Casselbery, FL")
    expect(casselberry.get_by_text(re.compile("^(Listed|Not listed|Leads)")).first).to_be_visible()
    with page.context.expect_page() as opened:
        line(page, "DeLand, FL").get_by_role("button", name=re.compile("Preview")).first.click()
    opened.value.get_by_role("heading", level=1, name=re.compile("DeLand")).wait_for()
    opened.value.close()
    assert sitemap(page) == before
    publish(page)
    assert {path for path in NEW if page.request.get(path).status != 200} == set()
    assert page.request.get(f"{TREATMENT}key-west/").status == 404
    after = sitemap(page)
    listed = {path for path in NEW if "noindex" not in page.request.get(path).text().partition("</head>")[0]}
    assert listed
    assert after - before >= listed and not (NEW - listed) & after
    page.get_by_role("button", name=re.compile("Undo")).click()
    page.get_by_text("Published as version").wait_for()
    assert sitemap(page) == before
    assert {page.request.get(path).status for path in NEW} == {404}


def test_the_main_path_needs_the_keyboard_alone(signed_in: Page) -> None:
    page = signed_in
    page.goto("/workbench/towns/add/")
    page.get_by_label("Towns, one a line").focus()
    page.keyboard.type("DeLand, FL")
    press(page, "Check these towns")
    press(page, "Put 1 into the draft")
    press(page, "Publish")
    page.get_by_text("Published.").wait_for()
    assert page.request.get(f"{TREATMENT}deland/").status == 200


def press(page: Page, name: str) -> None:
    """Tabs to a button, and presses it."""
    page.get_by_role("button", name=name, exact=True).wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text().strip() == name:
            page.keyboard.press("Enter")
            return
    pytest.fail(f"Tab never comes to {name}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_pages_of_towns(
    folder: Path, serve: Serve, open_page: OpenPage, scheme: str
) -> None:
    width = 1440 if scheme == "light" else 390
    page = open_page(
        base_url=serve(with_editor(folder)).url,
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        bypass_csp=False,
    )
    page.add_init_script(AXE_SCRIPT)
    sign_in(page)
    for path in ("towns/", "towns/fl/sanford/", "towns/upload/", "draft/"):
        page.goto(f"/workbench/{path}")
        check(page, path)
    paste(page)
    check(page, "pasted")
    page.get_by_role("button", name=re.compile("into the draft")).click()
    check(page, "draft with edits")


def check(page: Page, what: str) -> None:
    page.wait_for_load_state()
    page.locator("main details").evaluate_all("all => all.forEach((details) => { details.open = true; })")
    found = page.evaluate("(options) => axe.run(options)", OPTIONS | {"iframes": False})
    assert (what, faults(found["violations"])) == (what, [])
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert (what, width <= 0) == (what, True)


def test_a_note_brings_a_town_into_search_engines_and_undo_takes_it_back(
    folder: Path, serve: Serve, open_page: OpenPage
) -> None:
    """A town that is kept out for want of words of its own gets a note, and its place."""
    note = folder / "content/towns/fl" / f"{KEPT_OUT}.md"
    words = note.read_text(encoding="utf-8")
    note.unlink()
    page = open_page(base_url=serve(with_editor(folder)).url, java_script_enabled=False, viewport=NARROW)
    sign_in(page)
    address = f"{TREATMENT}{KEPT_OUT}/"
    assert address not in sitemap(page)
    page.goto(f"/workbench/towns/fl/{KEPT_OUT}/")
    page.get_by_text("usually brings it over").wait_for()
    page.get_by_label("What is true of this town only").fill(words)
    page.get_by_role("button", name="Save in the draft").first.click()
    page.get_by_text("your changes are in the draft").wait_for()
    expect(page.locator("[aria-labelledby=page-1] .loc-desk-verdict")).to_have_text("Listed")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.goto("/workbench/draft/")
    page.get_by_text("Wrote the note of").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Published.").wait_for()
    first = words.split(".")[0]
    assert first in page.request.get(address).text() and address in sitemap(page)
    page.get_by_role("button", name=re.compile("Undo")).click()
    page.get_by_text("Published as version").wait_for()
    assert first not in page.request.get(address).text() and address not in sitemap(page)
    assert not note.exists()
