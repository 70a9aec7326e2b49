"""What Florida wants of health advertisements: no unnamed specialty, no bare free offer (rules B16, B17)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.texts.negation import is_denied
from locator.site.claims.texts.passage import Kind
from locator.site.claims.texts.sentences import parse_sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from locator.model.problem import Problem
    from locator.site.claims.texts.passage import Passage

_SERVICE = (
    r"acupunctur\w*|adjustments?|appointments?|assessments?|checkups?|consult\w*|evaluations?|exam\w*|first|massages?"
    r"|MRIs?|screenings?|services?|sessions?|therap\w*|treatments?|trials?|visits?|x-?rays?"
)
_SERVICIO = (
    r"acupuntura|ajustes?|citas?|chequeos?|consultas?|evaluaci(?:ón|ones)|ex[aá]men(?:es)?|masajes?|radiografías?"
    r"|servicios?|sesi(?:ón|ones)|terapias?|tratamientos?|valoraci(?:ón|ones)|visitas?"
)
_GRATIS = r"gratis|gratuit[oa]s?|sin\s+(?:costo|cargo)"
_OFFER = re.compile(
    rf"(?<![\w-])(?:(?:free|complimentary|no[\s-]cost|no[\s-]charge|half[\s-]price)\s+(?:[\w-]+\s+){{0,2}}?(?:{_SERVICE})\b"
    r"|discount(?:s|ed)?\b|\d+\s?(?:%|percent)\s+off\b|(?:visits?|exams?|consultations?)\s+(?:is|are)\s+free\b"
    r"|free\s+of\s+charge\b|(?:first|initial)\s+(?:visit|exam|consultation|session)\s+free\b"
    rf"|(?:{_SERVICIO})\s+(?:\w+\s+){{0,2}}?(?:{_GRATIS})\b|(?:{_GRATIS})\s+(?:\w+\s+)?(?:{_SERVICIO})\b"
    r"|(?:con\s+)?descuentos?\b|(?:a\s+)?mitad\s+de\s+precio\b)",
    re.IGNORECASE,
)
# Who is to pay for what is free to the patient.
_BILLED = re.compile(
    r"\b(?:bill(?:s|ed|ing)?|claims?|insur(?:er|ers|ance)|health\s+plans?|Medicare|Medicaid"
    r"|seguros?|aseguradoras?|factura(?:r|n|mos)?|cobra(?:r|n|mos)?)\b",
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
    r"|\b(?:back|neck|spine|pain|sciatica|acupuncture|chiropractic)(?:\s+pain)?\s+specialists?\b"
    r"|\b(?:nuestr[oa]s|somos)\s+(?:\w+\s+){0,2}?especialistas\b|\bespecialistas?\s+en\b"
    r"|\b(?:nos\s+especializamos|se\s+especializan?|especializad[oa]s?)\s+en\b",
    re.IGNORECASE,
)


def has_statement(passages: Collection[Passage]) -> bool:
    """Tells whether the texts, the same on one page, carry the statement of the 72 hours, in capitals."""
    return any(_STATEMENT.search(passage.text) and "72 HOURS" in passage.text for passage in passages)


def bare_offers(passage: Passage) -> Iterator[Problem]:
    """Free and discounted services without the statement of section 456.062, Florida Statutes."""
    for at, words in _offers(passage):
        message = f'"{words}" is an offer, and Florida wants the statement of 72 hours beside it'
        # We know how it begins, not every word of it.
        cure = (
            "add the statement of section 456.062 in capitals, its wording checked by a person against the"
            " statute, or take the offer out (rule B17)"
        )
        yield passage.problem(Severity.WARNING, message, cure, at=at, value=words)


def billed_offers(passage: Passage) -> Iterator[Problem]:
    """Services called free for which somebody else is sent a bill; no statement mends that (rule B16)."""
    offers = [*_offers(passage)]
    for start, sentence in parse_sentences(passage.text) if offers else ():
        is_billed = _BILLED.search(sentence)
        for at, words in offers if is_billed else ():
            if start <= at < start + len(sentence):
                message = (
                    f'"{words}" is called free where a plan may be billed, which Florida holds misleading'
                )
                cure = "say what the visit costs and who pays, or take the offer out (rule B16)"
                yield passage.problem(Severity.WARNING, message, cure, at=at, value=words)


def _offers(passage: Passage) -> Iterator[tuple[int, str]]:
    """Where offers begin in a text, and their words."""
    for match in _OFFER.finditer(passage.text):
        if passage.kind is Kind.PROSE and not is_denied(passage.text, match.start()):
            yield match.start(), " ".join(match[0].split())


def specialties(passage: Passage) -> Iterator[Problem]:
    """Claims to be a specialist, which Florida allows only with the board that recognizes it."""
    found = list(_SPECIALTY.finditer(passage.text))
    if passage.column == "title" and not found:
        found = list(re.finditer(r"\be?specialista?\b", passage.text, re.IGNORECASE))
    for match in found:
        if passage.kind is not Kind.NAME and not is_denied(passage.text, match.start()):
            words = " ".join(match[0].split())
            message = f'"{words}" claims a specialty, and Florida wants the board that recognizes it'
            cure = "name the licensed title instead (rule B16)"
            yield passage.problem(Severity.WARNING, message, cure, at=match.start(), value=words)
