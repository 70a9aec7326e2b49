"""Words of tables that no catalogue knows, on pages of other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import copied, load
from lxml import html

from locator.pages.opening import open_catalogue
from locator.pages.output import Output
from locator.pages.typed_words import TypedWords
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

ROW = "Two steps at the front; ramp at the side door"
NOTE = '2026-11-27 off ""Day after Thanksgiving""; 2026-12-24 off ""Christmas Eve""'


@pytest.fixture
def spoken(bilingual: Catalogue) -> TypedWords:
    return TypedWords(bilingual.site.views["es"])


def marked(catalogue: Catalogue, path: str) -> list[str]:
    answer = catalogue.answer(path)
    assert isinstance(answer, Output)
    page = html.document_fromstring(answer.body.decode())
    return [element.text_content() for element in page.xpath("//main//span[@lang='en']")]


def test_a_title_stays_as_it_is_licensed_and_is_marked(spoken: TypedWords) -> None:
    """Rules B14, D13: Florida names the titles; a translated one would be another."""
    assert spoken("Ana, Acupuncture Physician; lunes") == (
        'Ana, <span lang="en">Acupuncture Physician</span>; lunes'
    )


def test_only_whole_words_are_marked_and_what_stands_around_is_escaped(spoken: TypedWords) -> None:
    assert spoken("Physical Therapists <b>") == "Physical Therapists &lt;b&gt;"
    assert spoken("") == ""


def test_english_pages_have_nothing_to_mark(example: Site) -> None:
    assert TypedWords(example)("Ana, Acupuncture Physician") == "Ana, Acupuncture Physician"


def test_a_spanish_page_says_known_notes_and_marks_the_others(tmp_path: Path) -> None:
    """Rule D13: Christmas Eve is said in Spanish; what only this clinic says is marked as English."""
    folder = copied(tmp_path)
    table = folder / "clinics.csv"
    text = table.read_text("utf-8")
    assert ROW in text
    assert NOTE in text
    changed = text.replace(ROW, "Steep ramp at the back")
    table.write_text(changed.replace(NOTE, NOTE.replace("Day after Thanksgiving", "Floors waxed")), "utf-8")
    site = load(folder).site
    assert site
    catalogue = open_catalogue(SiteFolder(folder), site)
    answer = catalogue.answer("/es/clinicas/mount-dora/")
    assert isinstance(answer, Output)
    assert "Cerrado (Nochebuena)" in answer.body.decode()
    found = marked(catalogue, "/es/clinicas/mount-dora/")
    assert {"Steep ramp at the back", "Floors waxed", "Licensed Acupuncturist"} <= set(found)
    assert not marked(catalogue, "/clinics/mount-dora/")
