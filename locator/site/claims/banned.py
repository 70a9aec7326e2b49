"""Words that no honest health page has use for (rules B14 and B15)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.negation import is_denied
from locator.site.claims.passage import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.problem import Problem
    from locator.site.claims.passage import Passage


@dataclass(frozen=True, slots=True)
class Claim:
    """A way of promising too much; names of the kinds `spared` may have the words by chance: Dr. Best."""

    pattern: re.Pattern[str]
    spared: frozenset[Kind] = frozenset()


def _claim(pattern: str, *spared: Kind) -> Claim:
    return Claim(re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), frozenset(spared))


_NAMES = (Kind.NAME, Kind.BUSINESS)
_CARE = (
    r"acupunctur\w*|back|care|chiropract\w*|clinics?|clinicians?|doctors?|help|medicine|physicians?|pain"
    r"|providers?|relief|results?|services?|specialists?|staff|team|therap\w*|treatments?"
)
_OURS = r"the|our|your|rated|ranked|voted|\w+['’]s"
_PLAIN = r"time|way|door|entrance|parking|route|lot|stop|exit|place\s+to|evidence|research|trials?|stud\w+"
CLAIMS = (
    _claim(r"cur(?:e|es|ed|ing)|curative", Kind.NAME),
    _claim(r"heal(?:s|ing|ed)?\s+your"),
    _claim(r"guarantee(?:d|s)?", Kind.NAME),
    _claim(r"pain[\s-]free"),
    _claim(r"permanent(?:ly)?\s+(?:pain\s+)?(?:relief|relieves?|free)"),
    _claim(r"miracles?|miraculous(?:ly)?", *_NAMES),
    _claim(r"(?<![.,])100\s?(?:%|percent)"),
    _claim(r"(?:clinically|scientifically|medically)[\s-]proven"),
    _claim(r"FDA[\s-](?:approved|cleared)"),
    _claim(r"(?:risk|side[\s-]effect)[\s-]free"),
    # "Best" and "number one" only where they praise care: it is best to call, suite #1.
    _claim(rf"best(?:[\s-]+\w+){{0,2}}?[\s-]+(?:{_CARE})|best[\s-]+(?:rated|in)", *_NAMES),
    _claim(rf"(?:{_OURS})\s+(?:very\s+)?best(?!\s+(?:{_PLAIN})\b)(?=\s+\w|[.!]|$)", *_NAMES),
    _claim(rf"(?:{_OURS}|is|are|as)\s+(?:#\s?1|number[\s-]one|no\.\s?1)", *_NAMES),
    _claim(r"\A#\s?1", *_NAMES),
    _claim(rf"(?:#\s?1|number[\s-]one)\s+(?:(?:in|for)\b|(?:\w+\s+){{0,2}}(?:{_CARE}))", *_NAMES),
)


def banned_claims(passage: Passage) -> Iterator[Problem]:
    """The banned words of one text, unless they are denied; each place of the text once."""
    seen_until = 0
    for claim, match in sorted(_matches(passage), key=lambda found: found[1].start()):
        if match.start() < seen_until or is_denied(passage.text, match.start()):
            continue
        seen_until = match.end()
        words = " ".join(match[0].split())
        severity, cure = Severity.ERROR, "say what is known, with its source, or take it out (rule B15)"
        if passage.kind in claim.spared:
            # The name on the door is a fact; whether it may stand there is for a lawyer.
            severity, cure = Severity.NOTICE, "ask a lawyer, if that is the registered name (rule B15)"
        message = f'"{words}" promises more than anyone can keep'
        yield passage.problem(severity, message, cure, at=match.start(), value=words)


def _matches(passage: Passage) -> Iterator[tuple[Claim, re.Match[str]]]:
    for claim in CLAIMS:
        if not (passage.kind is Kind.NAME and Kind.NAME in claim.spared):
            for match in claim.pattern.finditer(passage.text):
                yield claim, match
