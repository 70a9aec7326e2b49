"""How hard our own texts are to read: Flesch-Kincaid, 8 or lower (issue: plain English)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.sentences import parse_sentences
from locator.site.content.documents import find_documents
from locator.site.content.front_matter import FrontMatter
from locator.site.content.markdown import REFERENCE

ROOT = Path(__file__).parents[4]
DOCUMENTS = {
    document.file: document
    for document in find_documents(ROOT / "content")
    if document.values.get("lang", "en") == "en"
}
MAX_GRADE = 8.0

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_SILENT = re.compile(r"(?<=[^aeiouy])e\Z|(?<=[^aeiouytd])ed\Z|(?<=[^aeiouyscxz])es\Z")


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; right for about nine words in ten."""
    small = word.lower().replace("'", "").replace("’", "")
    if "-" in small:
        return sum(map(syllables, small.split("-")))
    if small.endswith("le") and small[-3:-2] not in "aeiouy":
        return len(re.findall(r"[aeiouy]+", small[:-2])) + 1
    return max(1, len(re.findall(r"[aeiouy]+", _SILENT.sub("", small))))


def grade(texts: list[str]) -> float:
    """The US school grade of Kincaid et al. (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59.

    Numbers are no words.
    """
    sentences = [_WORD.findall(each) for text in texts for _, each in parse_sentences(text)]
    sentences = [words for words in sentences if words]
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def texts_of(document: FrontMatter) -> list[str]:
    """Summary, short answer and paragraphs, without marks; headings and lists would flatter them."""
    texts = [block.text for block in parse_blocks(document.body) if not block.is_heading and not block.lead]
    texts += [str(document.values[key]) for key in ("summary", "answer") if key in document.values]
    return [re.sub(r"\]\([^)]*\)|[*_]", "", REFERENCE.sub("", text)) for text in texts]


@pytest.mark.parametrize("file", DOCUMENTS)
def test_our_texts_are_for_readers_of_grade_eight(file: str) -> None:
    assert grade(texts_of(DOCUMENTS[file])) <= MAX_GRADE


@pytest.mark.parametrize("key", ["summary", "answer"])
def test_a_hard_opening_does_not_hide_behind_an_easy_text(key: str) -> None:
    """The opening is read most; its guidelines' names are long words, so one grade more is allowed."""
    openings = {file: str(each.values[key]) for file, each in DOCUMENTS.items() if key in each.values}
    grades = {file: grade([REFERENCE.sub("", text)]) for file, text in openings.items()}
    assert {file: g for file, g in grades.items() if g > MAX_GRADE + 1} == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("pain", 1), ("needle", 2), ("relieve", 2), ("tried", 1), ("acupuncture", 4), ("evidence", 3)),
        *(("table", 2), ("worked", 1), ("rated", 2), ("uses", 2), ("X-ray", 2), ("the", 1), ("safety", 3)),
        ("guideline", 3),  # one too many: the silent e in the middle of a word is not known
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_tells_easy_from_hard() -> None:
    assert grade(["The cat sat on the mat. It was a good cat."]) < 2
    hard = "Multidisciplinary rehabilitation necessitates longitudinal evaluation of functional limitations."
    assert grade([hard]) > 16
