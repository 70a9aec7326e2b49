"""Sentences that say that something helps, and name no source (rule B2).

A list of words understands nothing: this finds the sentences that a lawyer would read first. It asks for
a verb of effect and, in the same sentence, a word for an ailment or a treatment, or a bare "it" or "they"
for one. Whether the source says so, and how much, people must read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.evidence.english import ENGLISH
from locator.site.claims.evidence.languages import vocabulary_of
from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.passage import Passage
from locator.site.claims.texts.sentences import is_question, parse_sentences
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.problem import Problem
    from locator.site.claims.evidence.vocabulary import Vocabulary
    from locator.site.claims.texts.blocks import Block
    from locator.site.content.front_matter import FrontMatter

_TEXTS = ("summary", "answer")  # settings that can bear a mark


def unsourced_claims(document: FrontMatter) -> Iterator[Problem]:
    """The sentences of a treatment or article that say that something helps and have no mark."""
    words = vocabulary_of(document)
    for key in _TEXTS:
        if isinstance(text := document.values.get(key), str):
            yield from (_problem(document, sentence, key) for _, sentence in _claims(text, words))
    for block in parse_blocks(document.body, document.body_line):
        if not block.is_heading and not REFERENCE.search(_introduction(block)):
            for start, sentence in _claims(block.text, words):
                yield _problem(document, sentence, row=block.line + block.text.count("\n", 0, start))


def _introduction(block: Block) -> str:
    """What the marks of a whole list stand behind: "The guideline lists:[^acp2017]"."""
    return block.lead if re.search(rf":(?:\s?{REFERENCE.pattern})+\s*\Z", block.lead) else ""


def _claims(text: str, words: Vocabulary) -> Iterator[tuple[int, str]]:
    for start, sentence in parse_sentences(text):
        if is_claim(sentence, words) and not REFERENCE.search(sentence):
            yield start, sentence


def is_claim(sentence: str, words: Vocabulary = ENGLISH) -> bool:
    """Tells whether a sentence says that something helps, or does not: a denial needs a source too."""
    if is_question(sentence):
        return False
    said = plain(sentence)
    said = words.people.sub(" ", words.uncertain.split(said)[0])
    said = words.asking.sub(" ", said)
    return bool(
        words.bare.search(said)
        or words.treats.search(said)
        or (words.effect.search(said) and words.health.search(said))
    )


def plain(sentence: str) -> str:
    """A sentence without the signs of Markdown: the text of a link, without its address."""
    return re.sub(r"\]\([^)]*\)|[*_`]", "", sentence)


def _problem(
    document: FrontMatter, sentence: str, key: str | None = None, *, row: int | None = None
) -> Problem:
    text = " ".join(sentence.split())
    cure = "mark its source with [^id], or say only what is known (rule B2)"
    return Passage(document.file, sentence, row, key).problem(
        Severity.ERROR, f'"{text}" says what helps and names no source', cure, value=text
    )
