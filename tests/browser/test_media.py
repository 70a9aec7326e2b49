"""Pages heed what a visitor told their system: forced colors, less motion, and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.colors import SHAPE, TEXT, color, contrast
from browser.page_kinds import Sample, on_every_kind_of_page, show

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served
    from locator.site.snapshot import Site

LANDING = "/back-pain-treatment/fl/lake-mary/"
WITHOUT_BORDER = """() => [...document.querySelectorAll(".loc-button, button, input, select")]
  .filter((element) => element.checkVisibility() && !element.matches("[type=checkbox], .loc-link"))
  .filter((element) => {
    const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element);
    const paper = getComputedStyle(document.body).backgroundColor;
    return borderTopStyle !== "solid" || parseFloat(borderTopWidth) < 1 || borderTopColor === paper;
  })
  .map((element) => element.outerHTML.slice(0, 100))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    const lasts = transitionDuration.split(",").some((time) => parseFloat(time) > 0);
    return animationName !== "none" || lasts || scrollBehavior === "smooth";
  }).map((element) => element.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def with_forced_colors(keep_page: OpenPage, example_server: Served) -> Page:
    return keep_page(base_url=example_server.url, forced_colors="active")


@pytest.fixture(scope="module")
def with_less_motion(keep_page: OpenPage, example_server: Served) -> Page:
    return keep_page(base_url=example_server.url, reduced_motion="reduce")


@on_every_kind_of_page
def test_forced_colors_leave_every_control_its_border(with_forced_colors: Page, sample: Sample) -> None:
    show(with_forced_colors, sample)
    assert with_forced_colors.evaluate(WITHOUT_BORDER) == []


def test_forced_colors_leave_the_map_its_pins(with_forced_colors: Page) -> None:
    page = with_forced_colors
    page.goto(LANDING)
    land, pin = color(page, ".loc-map__land", "fill"), color(page, ".loc-map__head", "fill")
    assert contrast(pin, land) >= SHAPE
    assert contrast(color(page, ".loc-map__number", "fill"), pin) >= TEXT
    assert contrast(color(page, ".loc-map__label--town", "fill"), land) >= TEXT


@on_every_kind_of_page
def test_nothing_moves_for_who_asked_for_less_motion(with_less_motion: Page, sample: Sample) -> None:
    show(with_less_motion, sample)
    assert with_less_motion.evaluate(MOVING) == []


def test_a_printed_landing_page_says_how_to_reach_the_clinic(page: Page, example: Site) -> None:
    clinic = next(clinic for clinic in example.clinics if clinic.id == "lake-mary")
    page.emulate_media(media="print")
    page.goto(LANDING)
    printed = page.locator("main").inner_text()
    for part in ("(407) 555-0101", clinic.name, clinic.address.street, clinic.address.postcode):
        assert part in printed
    assert page.locator(".loc-map").is_visible()
    assert not page.locator(".loc-finder").is_visible()


def test_paper_is_white_for_who_reads_in_the_dark(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(LANDING)
    for selector in ("h1", ".loc-notice", ".loc-demonstration", ".loc-warning h2", ".loc-map__label--county"):
        ink = color(page, selector, "fill" if "map" in selector else "color")
        assert contrast(ink, "rgb(255, 255, 255)") >= TEXT, selector


@pytest.mark.parametrize(
    ("path", "most"), [(LANDING, 3), ("/clinics/lake-mary/", 2), ("/articles/first-visit/", 3)]
)
def test_a_printed_page_is_a_few_sheets_of_letter_paper(page: Page, path: str, most: int) -> None:
    page.goto(path)
    margins = dict.fromkeys(("top", "bottom", "left", "right"), "1.5cm")
    paper = page.pdf(format="Letter", margin=margins)  # type: ignore[arg-type]
    assert 1 <= paper.count(b"/Type /Page\n") <= most


def test_paper_keeps_the_warning_and_leaves_out_forms_and_ways(page: Page) -> None:
    page.emulate_media(media="print")
    page.goto(LANDING)
    assert page.locator(".loc-warning").first.is_visible()
    assert (
        page.locator(".loc-prose a[href^='https://doi.org']").first.inner_text().startswith("https://doi.org")
    )
    for selector in (
        "form",
        "footer nav",
        ".loc-header__nav",
        ".loc-breadcrumb",
        "footer a",
        ".loc-neighbours",
    ):
        assert not any(found.is_visible() for found in page.locator(selector).all()), selector
