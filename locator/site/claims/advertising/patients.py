"""Praise from patients: it proves nothing, and nobody can check that it is real (rules B18 and B19)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.problem import Severity
from locator.site.claims.texts.negation import is_denied
from locator.site.claims.texts.passage import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.problem import Problem
    from locator.site.claims.texts.passage import Passage

_PATIENT = r"patients?|clients?|customers?|pacientes?|clientes?"
_PRAISE = re.compile(
    r"\btestimonials?\b|\btestimonios?\b|\breseñas?\b|[★⭐]+"
    r"|\b(?:five|5|4\.\d|cinco)[\s-](?:stars?|estrellas?)\b|\b[45](?:\.\d)?\s*(?:/|out\s+of|de)\s*5\s+(?:stars?|estrellas?)\b"
    rf"|\b(?:our|happy|real)\s+(?:{_PATIENT})\s+(?:say|said|love|rave|report|agree)\b"
    rf"|\bwhat\s+our\s+(?:{_PATIENT})\s+(?:say|are\s+saying)\b|\b(?:lo\s+que\s+)?dicen\s+nuestros\s+(?:{_PATIENT})\b"
    rf"|\b(?:{_PATIENT}|google|yelp|facebook|online)\s+(?:reviews?|ratings?)\b"
    rf"|\bopiniones\s+de\s+(?:nuestros\s+)?(?:{_PATIENT})\b"
    r"|\b(?:read|leave|write|see)\s+(?:us\s+)?(?:our\s+|a\s+|more\s+)?reviews?\b",
    re.IGNORECASE,
)
# "My pain is gone!" - J.: quotation marks, a first person with a body, a name behind a dash.
_QUOTATION = re.compile(
    r"[\"“«][^\"“”«»]*\b(?:I|I['’]m|me|m[iy]s?|yo)\b[^\"“”«»]*[\"”»]\s*(?:[—–-]|\()\s*[A-ZÁÉÍÓÚÑ]", re.DOTALL
)


def patients_praise(passage: Passage) -> Iterator[Problem]:
    """Testimonials, stars, reviews and quotations of patients, unless the text says that there are none."""
    if passage.kind is not Kind.PROSE:
        return
    for match in (*_PRAISE.finditer(passage.text), *_QUOTATION.finditer(passage.text)):
        if not is_denied(passage.text, match.start()):
            words = " ".join(match[0].split())
            message = f'"{words}" is praise from patients, which proves nothing about a treatment'
            cure = (
                "take it out: a site of the clinics' owner does not pose as a place of reviews"
                " (rules B18, B19; a person must check the law's wording)"
            )
            yield passage.problem(Severity.ERROR, message, cure, at=match.start(), value=words)
