"""What Florida wants of health advertisements: no unnamed specialty, no bare free offer (rules B16, B17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.negation import is_denied
from locator.site.claims.passage import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from locator.model.problem import Problem
    from locator.site.claims.passage import Passage

_SERVICE = (
    r"acupunctur\w*|adjustments?|appointments?|assessments?|checkups?|consult\w*|evaluations?|exam\w*|first|massages?"
    r"|MRIs?|screenings?|services?|sessions?|therap\w*|treatments?|trials?|visits?|x-?rays?"
)
_OFFER = re.compile(
    rf"(?<![\w-])(?:(?:free|complimentary|no[\s-]cost|no[\s-]charge|half[\s-]price)\s+(?:[\w-]+\s+){{0,2}}?(?:{_SERVICE})\b"
    r"|discount(?:s|ed)?\b|\d+\s?(?:%|percent)\s+off\b|(?:visits?|exams?|consultations?)\s+(?:is|are)\s+free\b"
    r"|free\s+of\s+charge\b|(?:first|initial)\s+(?:visit|exam|consultation|session)\s+free\b)",
    re.IGNORECASE,
)
# The beginning of the statement in section 456.062; the statute has the rest.
_STATEMENT = re.compile(
    r"THE\s+PATIENT\s+AND\s+ANY\s+OTHER\s+PERSON\s+RESPONSIBLE\s+FOR\s+PAYMENT\s+HAS\s+A\s+RIGHT\s+TO\s+REFUSE\s+TO\s+PAY"
)
# "See a specialist" is advice; "our specialists" and "specialist in" are a claim.
_SPECIALTY = re.compile(
    r"\b(?:our|we\s+are|are\s+(?:your|the))\s+(?:\w+\s+){0,3}?specialists?\b|\bspecialists?\s+in\b"
    r"|\bspeciali[sz](?:es|ed|ing|e)\s+in\b|\bboard[\s-]certified\s+specialists?\b"
    r"|\b(?:back|neck|spine|pain|sciatica|acupuncture|chiropractic)(?:\s+pain)?\s+specialists?\b",
    re.IGNORECASE,
)


def has_statement(passages: Collection[Passage]) -> bool:
    """Tells whether the texts, the same on one page, carry the statement of the 72 hours, in capitals."""
    return any(_STATEMENT.search(passage.text) and "72 HOURS" in passage.text for passage in passages)


def bare_offers(passage: Passage) -> Iterator[Problem]:
    """Free and discounted services without the statement of section 456.062, Florida Statutes."""
    for match in _OFFER.finditer(passage.text):
        if passage.kind is Kind.PROSE and not is_denied(passage.text, match.start()):
            words = " ".join(match[0].split())
            message = f'"{words}" is an offer, and Florida wants the statement of 72 hours beside it'
            cure = "add the statement of section 456.062 in capitals, or take the offer out (rule B17)"
            yield passage.problem(Severity.WARNING, message, cure, at=match.start(), value=words)


def specialties(passage: Passage) -> Iterator[Problem]:
    """Claims to be a specialist, which Florida allows only with the board that recognizes it."""
    found = list(_SPECIALTY.finditer(passage.text))
    if passage.column == "title" and not found:
        found = list(re.finditer(r"\bspecialist\b", passage.text, re.IGNORECASE))
    for match in found:
        if passage.kind is not Kind.NAME and not is_denied(passage.text, match.start()):
            words = " ".join(match[0].split())
            message = f'"{words}" claims a specialty, and Florida wants the board that recognizes it'
            cure = "name the licensed title instead (rule B16)"
            yield passage.problem(Severity.WARNING, message, cure, at=match.start(), value=words)
