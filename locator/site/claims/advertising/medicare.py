"""Medicare and acupuncture: who may furnish it, and what no page may promise (rule B13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.model.problem import Problem, Severity
from locator.site.claims.advertising.licensees import offers_acupuncture
from locator.site.claims.texts.negation import is_denied
from locator.site.claims.texts.sentences import is_question, parse_sentences
from locator.site.tables.clinics.clinics import COLUMNS
from locator.site.tables.table import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.model.clinic import Clinic
    from locator.model.practitioner import Practitioner
    from locator.site.claims.texts.passage import Passage
    from locator.site.snapshot import Site

_MEDICARE = re.compile(r"\bMedicare\b", re.IGNORECASE)
_ASK = re.compile(r"\b(?:ask|call|pregunte|consulte|llame)\b", re.IGNORECASE)
# Who may supervise an acupuncturist under the national coverage determination 30.3.3.
_SUPERVISORS = re.compile(
    r"\b(?:MD|DO|PA|PA-C|APRN|NP|physician\s+assistant|nurse\s+practitioner|medical\s+doctor)\b",
    re.IGNORECASE,
)
_COVERED = re.compile(
    r"\bMedicare\b[^.;]*?\b(?:covers?|covered|pays?(?:\s+for)?|reimburses?|cubren?|paga)\b"
    r"|\b(?:covered|paid(?:\s+for)?|cubiert[oa]s?|pagad[oa]s?)\s+(?:by|por)\s+Medicare\b",
    re.IGNORECASE,
)
_ACUPUNCTURE = re.compile(r"\b(?:acupunc?tur|needl|aguj)\w*", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:ask|whether|if|pregunt\w+|si)\b", re.IGNORECASE)


def unsupervised(path: Path, site: Site) -> Iterator[Problem]:
    """The clinics that name Medicare, offer acupuncture, and neither say "ask" nor have a supervisor."""
    clinics = {clinic.id: clinic for clinic in site.clinics if _is_promised(clinic, site)}
    for row in load_table(path, COLUMNS)[0] if clinics else ():
        if clinic := clinics.pop(row.text("id"), None):
            message = (
                f"{clinic.name} names Medicare, which acupuncturists cannot bill, and offers acupuncture"
            )
            cure = 'write "Medicare (ask the clinic)", or add the supervising provider to practitioners.csv'
            cure += " (rule B13)"
            yield Problem(Severity.ERROR, path.name, message, cure, row.line, "insurance", row["insurance"])


def _is_promised(clinic: Clinic, site: Site) -> bool:
    named = [plan for plan in clinic.insurance if _MEDICARE.search(plan) and not _ASK.search(plan)]
    staff = site.staff.get(clinic.id, ())
    return bool(
        named
        and clinic.status is not ClinicStatus.CLOSED
        and offers_acupuncture(clinic, site)
        and not any(is_supervisor(person) for person in staff)
    )


def is_supervisor(person: Practitioner) -> bool:
    """Tells whether the title is one of those under whom an acupuncturist may work for Medicare."""
    return bool(_SUPERVISORS.search(person.title.replace(".", "")))


def promised_coverage(passage: Passage) -> Iterator[Problem]:
    """Sentences that say that Medicare covers acupuncture, which is decided one patient at a time."""
    for start, sentence in parse_sentences(passage.text):
        match = _COVERED.search(sentence)
        if (
            match
            and _ACUPUNCTURE.search(sentence)
            and not is_question(sentence)
            and not _OPEN.search(sentence[: match.end()])
            and not is_denied(sentence, match.end())
        ):
            words = " ".join(sentence.split())
            message = f'"{words}" promises what Medicare decides for each patient'
            cure = 'say what the rule asks for and "ask the clinic and Medicare", never "covered" (rule B13)'
            yield passage.problem(Severity.ERROR, message, cure, at=start + match.start(), value=words)
