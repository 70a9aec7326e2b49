"""How hard our own Spanish is to read: Fernández-Huerta, 60 or higher (issue: plain words)."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.sentences import parse_sentences
from locator.site.content.documents import find_documents
from locator.site.content.front_matter import FrontMatter
from locator.site.content.markdown import REFERENCE

DOCUMENTS = {
    document.file: document
    for document in find_documents(ROOT / "content")
    if document.values.get("lang") == "es"
}
MIN_EASE = 60.0  # "normal": what a newspaper aims at

_WORD = re.compile(r"[a-záéíóúüñ]+", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouáéíóúü]+(?:y(?![aeiouáéíóúü]))?|y(?![aeiouáéíóúü])")
_FULL = re.compile(r"[aeoáéóíú]")  # each is a syllable of its own; i and u lean on their neighbors


def syllables(word: str) -> int:
    """Vowels that carry a syllable; right but for rare words, since Spanish is spelled as it is said."""
    groups = _VOWELS.findall(re.sub(r"qu|(?<=g)u(?=[eiéí])", "q", word.lower()))
    return max(1, sum(max(1, len(_FULL.findall(group))) for group in groups))


def ease(texts: list[str]) -> float:
    """Fernández Huerta (1959), as corrected since: 206.84 - 60 syllables a word - 1.02 words a sentence."""
    sentences = [_WORD.findall(each) for text in texts for _, each in parse_sentences(text)]
    sentences = [words for words in sentences if words]
    words = [word for sentence in sentences for word in sentence]
    return 206.84 - 60 * sum(map(syllables, words)) / len(words) - 1.02 * len(words) / len(sentences)


def texts_of(document: FrontMatter) -> list[str]:
    """Summary, short answer and paragraphs, without marks; headings and lists would flatter them."""
    texts = [block.text for block in parse_blocks(document.body) if not block.is_heading and not block.lead]
    texts += [str(document.values[key]) for key in ("summary", "answer") if key in document.values]
    return [re.sub(r"\]\([^)]*\)|[*_]", "", REFERENCE.sub("", text)) for text in texts]


@pytest.mark.parametrize("file", DOCUMENTS)
def test_our_spanish_is_for_readers_of_newspapers(file: str) -> None:
    assert ease(texts_of(DOCUMENTS[file])) >= MIN_EASE


@pytest.mark.parametrize("key", ["summary", "answer"])
def test_a_hard_opening_does_not_hide_behind_an_easy_text_in_spanish(key: str) -> None:
    """The opening is read most; its guidelines' names are long words, so ten points less are allowed."""
    openings = {file: str(each.values[key]) for file, each in DOCUMENTS.items() if key in each.values}
    measured = {file: ease([REFERENCE.sub("", text)]) for file, text in openings.items()}
    assert {file: points for file, points in measured.items() if points < MIN_EASE - 10} == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("dolor", 2), ("ciática", 3), ("guía", 2), ("que", 1), ("quienes", 2), ("muy", 1), ("y", 1)),
        *(("acupuntura", 5), ("ejercicio", 4), ("oído", 3), ("ciudad", 2), ("ya", 1), ("hay", 1)),
        *(("después", 2), ("evidencia", 4), ("organización", 5), ("lee", 2), ("pingüino", 3)),
    ],
)
def test_spanish_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_tells_easy_spanish_from_hard() -> None:
    assert ease(["El gato está en la casa. Es un buen gato."]) > 90
    hard = "La rehabilitación multidisciplinaria requiere evaluaciones longitudinales individualizadas."
    assert ease([hard]) < 0
