"""Everything that `locator check` finds in the site as it is served, worst first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.claims.check import check_claims

if TYPE_CHECKING:
    from locator.pages.catalogue import Catalogue
    from locator.site.folder import SiteFolder
    from locator.workbench.desk import Desk

_ORDER = list(Severity)


def findings(desk: Desk) -> tuple[Problem, ...]:
    """The problems by how much they matter, then by file and row."""
    all_ = (*desk.problems, *_found(desk.catalogue, desk.folder))
    return tuple(sorted(dict.fromkeys(all_), key=lambda each: (_ORDER.index(each.severity), each.order)))


@lru_cache(1)  # a catalogue does not change; rendering all its pages takes seconds on a large site
def _found(catalogue: Catalogue, folder: SiteFolder) -> tuple[Problem, ...]:
    return (*check_claims(folder, catalogue.source), *catalogue.problems)
