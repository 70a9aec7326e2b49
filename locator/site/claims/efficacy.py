"""Sentences that say that something helps, and name no source (rule B2).

A list of words understands nothing: this finds the sentences that a lawyer would read first. It asks for
a verb of effect and, in the same sentence, a word for an ailment or a treatment, or a bare "it" or "they"
for one. Whether the source says so, how much, and compared with what (rule B3), people must read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.blocks import parse_blocks
from locator.site.claims.passage import Passage
from locator.site.claims.sentences import parse_sentences
from locator.site.content.markdown import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.problem import Problem
    from locator.site.claims.blocks import Block
    from locator.site.content.front_matter import FrontMatter

_AILMENT = (
    r"(?:\w+-)?(?:back|neck|head)?(?:aches?|pain(?:s|ful)?)|sciatica|symptoms?|stiff(?:ness)?|spasms?|mobility"
    r"|flexibility|disability|function(?:ing)?|sleep|stress|anxiety|inflammation|swelling|discomfort|soreness"
    r"|recovery|posture|conditions?|injur(?:y|ies)|numbness|backs?|spine|nerves?|discs?|joints?|muscles?"
)
_TREATMENT = (
    r"acupunctur\w*|needl(?:e|es|ing)|massages?|exercises?|therap(?:y|ies)|treatments?|manipulation|chiropractic"
    r"|adjustments?|heat|yoga|tai\s+chi|stretch(?:es|ing)?|traction|ultrasound|TENS|cupping|herbs?|braces?"
    r"|medicines?|drugs?|NSAIDs?|opioids?|ibuprofen|injections?|surgery|rest|care|visits?|sessions?"
)
_EFFECT = (
    r"relief|reliev(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tions?)|improv(?:e|es|ed|ing|ements?)|effective(?:ly|ness)?"
    r"|help(?:s|ed|ful|ing)?|eas(?:e|es|ed|ing)|benefits?|benefit(?:s|ed)\s+from|sooth(?:e|es|ed|ing)"
    r"|lessen(?:s|ed|ing)?|alleviat(?:e|es|ed|ing)|work(?:s|ed)\s+(?:well|better|best|for)|heals?|healing"
    r"|beats?|outperform(?:s|ed)?|(?:no\s+)?better\s+than"
)
_VERB = re.compile(rf"\b(?:{_EFFECT})\b", re.IGNORECASE)
_TREATS = re.compile(rf"\btreat(?:s|ed|ing)?\b(?:\s+[\w-]+){{0,3}}?\s+(?:{_AILMENT})\b", re.IGNORECASE)
_HEALTH = re.compile(rf"\b(?:{_AILMENT}|{_TREATMENT})\b", re.IGNORECASE)
_BARE = re.compile(
    rf"\b(?:it|they|this|these|that|both|neither)\s+(?:(?:can|may|might|could|will|does|do|not|also|often)\s+)*"
    rf"(?:{_EFFECT}|works?)\b",
    re.IGNORECASE,
)
# What claims nothing: a question, a doubt, advice to ask, a condition, "help" that people give.
_UNCERTAIN = re.compile(
    r"\b(?:(?:do|does|did)\s+not\s+know|don['’]t\s+know|nobody\s+knows|no\s+one\s+knows"
    r"|(?:is|are)\s+(?:not\s+known|unknown|unclear)|cannot\s+(?:tell|say|know)|not\s+yet\s+known)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|tell(?:s|ing)?|say|talk|wonder)\b[^.;]*\b(?:what|which|whether|if|how|why)\b[^.;]*"
    r"|\b(?:whether|if|unless|in\s+case)\b[^,.;]*",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"\b(?:get|seek|find|ask\s+for|call\s+for|need|want|with|without)\s+(?:\w+\s+)?help\b"
    r"|\bhelp\s+(?:you\s+)?(?:up|with|find|choose|decide|plan|get|book|fill|reach|to\s+(?:find|choose|decide))\b"
    r"|\b(?:health|plan|insurance)\s+benefits?\b|\bat\s+ease\b",
    re.IGNORECASE,
)
_TEXTS = ("summary", "answer")  # settings that can bear a mark


def unsourced_claims(document: FrontMatter) -> Iterator[Problem]:
    """The sentences of a treatment or article that say that something helps and have no mark."""
    for key in _TEXTS:
        if isinstance(text := document.values.get(key), str):
            yield from (_problem(document, sentence, key) for _, sentence in _claims(text))
    for block in parse_blocks(document.body, document.body_line):
        if not block.is_heading and not REFERENCE.search(_introduction(block)):
            for start, sentence in _claims(block.text):
                yield _problem(document, sentence, row=block.line + block.text.count("\n", 0, start))


def _introduction(block: Block) -> str:
    """What the marks of a whole list stand behind: "The guideline lists:[^acp2017]"."""
    return block.lead if re.search(rf":(?:\s?{REFERENCE.pattern})+\s*\Z", block.lead) else ""


def _claims(text: str) -> Iterator[tuple[int, str]]:
    for start, sentence in parse_sentences(text):
        if is_claim(sentence) and not REFERENCE.search(sentence):
            yield start, sentence


def is_claim(sentence: str) -> bool:
    """Tells whether a sentence says that something helps, or does not: a denial needs a source too."""
    if sentence.rstrip("\"'”’*_) ").endswith("?"):
        return False
    words = re.sub(r"\]\([^)]*\)|[*_`]", "", sentence)  # the text of a link, without its address
    words = _PEOPLE.sub(" ", _UNCERTAIN.split(words)[0])
    words = _ASKING.sub(" ", words)
    return bool(
        _BARE.search(words) or _TREATS.search(words) or (_VERB.search(words) and _HEALTH.search(words))
    )


def _problem(
    document: FrontMatter, sentence: str, key: str | None = None, *, row: int | None = None
) -> Problem:
    text = " ".join(sentence.split())
    cure = "mark its source with [^id], or say only what is known (rule B2)"
    return Passage(document.file, sentence, row, key).problem(
        Severity.ERROR, f'"{text}" says what helps and names no source', cure, value=text
    )
