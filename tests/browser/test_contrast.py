"""What axe cannot measure: text of maps, pins, borders of fields, and the ring around the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from browser.colors import SHAPE, TEXT, color, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from browser.conftest import OpenPage
    from browser.serving import Served

LANDING = "/back-pain-treatment/fl/lake-mary/"
Scheme = Literal["light", "dark"]
in_both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.fixture(scope="module")
def reader(keep_page: OpenPage, example_server: Served) -> Page:
    return keep_page(base_url=example_server.url)


def test_contrast_is_measured_as_wcag_does() -> None:
    white = "rgb(255, 255, 255)"
    assert contrast("rgb(0, 0, 0)", white) == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", white) == pytest.approx(4.54, abs=0.005)


@in_both_schemes
def test_the_map_can_be_read(reader: Page, scheme: Scheme) -> None:
    reader.emulate_media(color_scheme=scheme)
    reader.goto(LANDING)
    ground = [color(reader, f".loc-map__{kind}", "fill") for kind in ("land", "water")]
    for kind in ("town", "origin", "county", "scale"):
        text = color(reader, f".loc-map__label--{kind}", "fill")
        assert min(contrast(text, under) for under in ground) >= TEXT, kind
    pin = color(reader, ".loc-map__head", "fill")
    assert contrast(color(reader, ".loc-map__number", "fill"), pin) >= TEXT
    ring = color(reader, ".loc-map__ring", "stroke")
    assert min(contrast(shape, under) for shape in (pin, ring) for under in ground) >= SHAPE


@in_both_schemes
def test_fields_and_the_focus_stand_out(reader: Page, scheme: Scheme) -> None:
    reader.emulate_media(color_scheme=scheme)
    reader.goto("/find?q=32746")
    field = reader.get_by_label("Town, ZIP code or address")
    field.press("Tab")
    field.focus()
    paper = color(reader, "body", "background-color")
    assert contrast(color(reader, "#q", "border-top-color"), paper) >= SHAPE
    assert contrast(color(reader, "#q", "outline-color"), paper) >= SHAPE
