"""Benefits that are praised without saying compared with what, how surely, and at which risk (rule B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.claims.evidence.efficacy import is_claim, plain
from locator.site.claims.evidence.languages import vocabulary_of
from locator.site.claims.texts.blocks import parse_blocks
from locator.site.claims.texts.negation import is_denied
from locator.site.claims.texts.passage import Passage
from locator.site.claims.texts.sentences import parse_sentences
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.site.claims.evidence.vocabulary import Vocabulary
    from locator.site.content.front_matter import FrontMatter


def bare_benefits(document: FrontMatter) -> Iterator[Problem]:
    """Sentences that praise a treatment in a paragraph that names no comparison or no certainty.

    A paragraph is what people read at once, so any of its sentences may say it. Harms may stand
    anywhere in the text, as long as they stand there.
    """
    words, is_praised = vocabulary_of(document), False
    for passage, lead in _paragraphs(document):
        for start, sentence in parse_sentences(passage.text):
            # Without a source it is rule B2's.
            if REFERENCE.search(f"{lead} {sentence}") and is_praise(sentence, words):
                is_praised = True
                yield from _unsaid(passage, start, sentence, f"{lead} {passage.text}", words)
    if is_praised and not words.harm.search(document.body):
        message = "the text says what helps, and nothing of what can go wrong"
        cure = "put the harms beside the benefits (rule B3)"
        yield Problem(Severity.WARNING, document.file, message, cure)


def is_praise(sentence: str, words: Vocabulary) -> bool:
    """Tells whether a sentence says that a treatment does good, rather than that it does none."""
    said = words.asking.sub(" ", plain(REFERENCE.sub("", sentence)))
    match = words.gain.search(said)
    return bool(match and is_claim(sentence, words) and not is_denied(said, match.end()))


def _paragraphs(document: FrontMatter) -> Iterator[tuple[Passage, str]]:
    """What can bear marks; an item of a list has the paragraph that introduces it for its lead."""
    for key in ("summary", "answer"):
        if isinstance(text := document.values.get(key), str):
            yield Passage(document.file, text, None, key), ""
    for block in parse_blocks(document.body, document.body_line):
        if not block.is_heading:
            yield Passage(document.file, block.text, block.line), block.lead


def _unsaid(
    passage: Passage, start: int, sentence: str, paragraph: str, words: Vocabulary
) -> Iterator[Problem]:
    said = plain(REFERENCE.sub("", paragraph))
    questions = (("compared with what", words.compared), ("how sure that is", words.certain))
    if open_ := [question for question, answer in questions if not answer.search(said)]:
        text = " ".join(sentence.split())
        message = f'"{text}" does not say {" or ".join(open_)}'
        cure = "name the comparison, the size and the certainty in the same paragraph (rule B3)"
        yield passage.problem(Severity.WARNING, message, cure, at=start, value=text)
