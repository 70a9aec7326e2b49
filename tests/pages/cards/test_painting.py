"""The picture itself: its size, its colors, its bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pytest
from conftest import ROOT
from PIL import Image

from locator.model.point import Point
from locator.pages.cards import drawing
from locator.pages.cards.drawing import draw_card
from locator.pages.cards.painting import paint
from locator.pages.cards.share_card import MiniMap, ShareCard
from locator.pages.maps.stop import Stop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

LONG = "Centro de Rehabilitación y Acupuntura Ñandú Łódź Ørsted Þór ß ế ő ğ " * 4
MAP = MiniMap(("Town", Point(29.2, -81.0)), (Stop("", "Clinic", Point(29.3, -81.1)),))
HOSTILE = (
    LONG,
    "W" * 200,
    "@" * 90,
    "æ" * 90,
    "<script>alert(1)</script>",
    '"/><image href="file:///etc/passwd"/>',
    "]]>&amp;&#0;",
    "\x00\x07\x1b[31mred\u2028\u202e",
    "診療所 クリニック عيادة 🏥" * 9,
    "e\u0301" * 100,
    "",
)


def pixels(png: bytes) -> NDArray[np.uint8]:
    """The picture's colors, row by row."""
    with Image.open(BytesIO(png)) as picture:
        assert (picture.format, picture.mode) == ("PNG", "RGBA")
        return np.asarray(picture)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("shown", [MAP, None], ids=["map", "words"])
def test_no_text_whatever_leaves_the_picture_or_runs_into_the_map(
    example: Site, text: str, shown: MiniMap | None
) -> None:
    card = ShareCard("/", text, text, text, (text, text, text), text, text, shown)
    with_words = pixels(paint(draw_card(card, example.outlines, "miles")))
    assert with_words.shape == (630, 1200, 4)
    paper = [0xFD, 0xFC, 0xF9, 0xFF]
    for edge in (with_words[:, 1160:], with_words[:12, 20:], with_words[618:, 20:]):
        assert (edge == paper).all()
    if shown:
        without = pixels(paint(draw_card(ShareCard("/", "", "", map=shown), example.outlines, "miles")))
        left, top = drawing._MAP_LEFT, drawing._MAP_TOP
        assert (with_words[top:, left - 10 :] == without[top:, left - 10 :]).all()


def test_accents_are_letters_of_their_own(example: Site) -> None:
    names = ("Lodz", "Łódź", "Canon", "Cañón", "□□□□", "ếőğŵ", "ØÞßð")
    drawn = {paint(draw_card(ShareCard("/", name, ""), example.outlines, "miles")) for name in names}
    assert len(drawn) == len(names)


def test_cards_are_small_and_of_the_promised_size(catalogue: Catalogue) -> None:
    addresses = list(catalogue.gallery.addresses())
    for address in (*addresses[:4], *addresses[-4:]):
        answer = catalogue.gallery.answer(address)
        assert answer is not None
        body = answer.body  # type: ignore[union-attr]
        assert pixels(body).shape == (630, 1200, 4)
        assert len(body) < 64_000


def test_the_same_card_is_the_same_bytes(example: Site) -> None:
    svg = draw_card(ShareCard("/", "Town", "", map=MAP), example.outlines, "miles")
    first = paint(svg)
    paint.cache_clear()
    assert paint(svg) == first


def test_the_colors_are_those_of_the_style_sheet() -> None:
    sheet = (ROOT / "static/style/10-tokens.css").read_text(encoding="utf-8")
    daylight = dict(re.findall(r"--loc-([a-z-]+): (#[0-9a-f]+);", sheet.partition("@media")[0]))
    for name in ("paper", "ink", "soft", "rule", "accent", "alert", "water", "land", "border"):
        assert getattr(drawing, name.upper()) == daylight[name], name
