"""A Florida clinic that offers acupuncture names a licensee (rule B14)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.clinic import ClinicStatus
from locator.model.problem import Problem, Severity
from locator.site.tables.clinics.clinics import COLUMNS
from locator.site.tables.table import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.model.clinic import Clinic
    from locator.model.practitioner import Practitioner
    from locator.site.snapshot import Site

# Rule 64B1-9.007, Florida Administrative Code.
TITLES = (
    "L.Ac.", "R.Ac.", "A.P.", "D.O.M.", "Licensed Acupuncturist", "Registered Acupuncturist",
    "Acupuncture Physician", "Doctor of Oriental Medicine",
)  # fmt: skip


def _folded(title: str) -> str:
    return re.sub(r"[\W_]", "", title).casefold()


_TITLES = frozenset(map(_folded, TITLES))


def is_licensee(person: Practitioner) -> bool:
    """Tells whether the title is one that Florida allows: "AP", "Acupuncture Physician, D.O.M."."""
    return any(_folded(part) in _TITLES for part in re.split(r"[,;/&()]|\band\b", person.title))


def unnamed_licensees(path: Path, site: Site) -> Iterator[Problem]:
    """The clinics of clinics.csv, at `path`, that offer acupuncture in Florida and name nobody for it."""
    clinics = {clinic.id: clinic for clinic in site.clinics if _needs_one(clinic, site)}
    rows = load_table(path, COLUMNS)[0] if clinics else []
    for row in rows:
        if clinic := clinics.pop(row.text("id"), None):
            message = f"{clinic.name} offers acupuncture in Florida, and nobody there has a title that may"
            cure = f"add the licensee to practitioners.csv as {', '.join(TITLES)} (rule B14)"
            yield Problem(Severity.ERROR, path.name, message, cure, row.line, "treatments", row["treatments"])


def _needs_one(clinic: Clinic, site: Site) -> bool:
    return (
        clinic.address.region == "FL"
        and clinic.status is not ClinicStatus.CLOSED
        and offers_acupuncture(clinic, site)
        and not any(is_licensee(person) for person in site.staff.get(clinic.id, ()))
    )


def offers_acupuncture(clinic: Clinic, site: Site) -> bool:
    """Tells whether one of the clinic's treatments is acupuncture, by its slug or name."""
    return any(is_acupuncture(slug, site) for slug in clinic.treatments)


def is_acupuncture(slug: str, site: Site) -> bool:
    """Tells whether a treatment is acupuncture by its slug or name."""
    treatment = site.treatments.get(slug)
    said = f"{slug} {treatment.name if treatment else ''}".casefold()
    return "acupunct" in said or "acupuntur" in said
