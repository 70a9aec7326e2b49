"""What goes stale: clinics that nobody has verified for long, and the pages that fall with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.model.document import Treatment
from locator.model.town import Town
from locator.pages.facts.outlook import look_around
from locator.pages.verdicts.gate import freshness_limit
from locator.workbench.frame import clinic_path

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

SOON = 30  # days


@dataclass(frozen=True, slots=True)
class Stale:
    """A clinic to verify: by when, and how many pages leave the index if nobody does.

    `verified_on` is None if nobody ever has; `is_late` says that the day has passed.
    """

    clinic: Clinic
    path: str
    what: str
    verified_on: date | None
    due: date
    is_late: bool
    pages: int


@lru_cache(1)  # of the catalogue that is served
def going_stale(catalogue: Catalogue) -> tuple[Stale, ...]:
    """The open clinics whose facts or hours are out of date, or will be within a month, the first first."""
    site = catalogue.site
    due = {clinic.id: _due(site, clinic) for clinic in site.clinics if clinic.is_open_for_patients}
    soon = {id_: day for id_, day in due.items() if day <= site.today + timedelta(SOON)}
    costs = _costs(catalogue, soon) if soon else Counter[str]()
    return tuple(
        Stale(
            clinic=(clinic := site.clinics_by_id[id_]),
            path=clinic_path(id_),
            what=freshness_limit(site, clinic)[1],
            verified_on=clinic.verified_on,
            due=day,
            is_late=day < site.today,
            pages=costs[id_],
        )
        for id_, day in sorted(soon.items(), key=lambda pair: (pair[1], pair[0]))
    )


def _due(site: Site, clinic: Clinic) -> date:
    """The last day on which the clinic counts as verified."""
    if clinic.verified_on is None:
        return site.today - timedelta(1)
    return clinic.verified_on + timedelta(freshness_limit(site, clinic)[0])


def _costs(catalogue: Catalogue, soon: dict[str, date]) -> Counter[str]:
    """How many pages that are listed now show each of the clinics."""
    costs: Counter[str] = Counter()
    for path, verdict in catalogue.verdicts.items():
        build = catalogue.pages.get(path)
        match build.args if build and verdict.is_indexed else ():
            case (_, Treatment() as treatment, Town() as town):
                outlook = look_around(catalogue.site, treatment, town)
                costs.update(clinic.id for clinic in outlook.clinics if clinic.id in soon)
    return costs
