"""Our Spanish texts say what the English ones say: the same sources, the same figures, as many chapters."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from conftest import ROOT

from locator.site.claims.texts.blocks import parse_blocks
from locator.site.content.documents import find_documents
from locator.site.content.front_matter import FrontMatter
from locator.site.content.markdown import REFERENCE

DOCUMENTS = {
    (document.file.split("/")[1], document.file.split("/")[-1].removesuffix(".md")): document
    for document in find_documents(ROOT / "content")
}
PAIRS = [
    (document, DOCUMENTS[folder, str(document.values["translation_of"])])
    for (folder, _), document in DOCUMENTS.items()
    if document.values.get("lang") == "es"
]
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def whole(document: FrontMatter) -> str:
    """Summary or answer, and the text."""
    return "\n".join([*(str(document.values.get(key, "")) for key in ("summary", "answer")), document.body])


def signs(document: FrontMatter) -> list[int]:
    """How many signs each card has."""
    cards = (document.values.get(key) for key in ("emergency", "urgent"))
    return [len(card["signs"]) for card in cards if isinstance(card, dict)]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].file)
def test_a_translation_rests_on_the_same_sources(pair: tuple[FrontMatter, FrontMatter]) -> None:
    """Rules B2, B4: each claim keeps its source."""
    spanish, english = (Counter(REFERENCE.findall(whole(document))) for document in pair)
    assert spanish == english


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].file)
def test_a_translation_gives_the_same_figures(pair: tuple[FrontMatter, FrontMatter]) -> None:
    """Rule B3: nothing grows on the way; a mark's own digits are none."""
    spanish, english = (Counter(_FIGURE.findall(REFERENCE.sub("", whole(each)))) for each in pair)
    assert spanish == english


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].file)
def test_a_translation_has_every_chapter_and_every_sign(pair: tuple[FrontMatter, FrontMatter]) -> None:
    """Rules B21, B22: five signs stay five."""
    spanish, english = (
        ([block.is_heading for block in parse_blocks(document.body)].count(True), signs(document))
        for document in pair
    )
    assert spanish == english
