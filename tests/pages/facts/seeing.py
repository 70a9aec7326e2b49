"""What one town's facts say, and the example with other rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from locator.pages.facts.town_facts import town_facts

if TYPE_CHECKING:
    from locator.pages.facts.fact import Fact, FactKind
    from locator.site.snapshot import Site


def facts_of(site: Site, town: str) -> tuple[Fact, ...]:
    return town_facts(site, site.main_treatment, site.towns_by_key["fl", town])


def found(site: Site, town: str, kind: FactKind, about: str = "") -> Fact | None:
    return next((f for f in facts_of(site, town) if (f.kind, f.about) == (kind, about)), None)


def said(site: Site, town: str, kind: FactKind, about: str = "") -> tuple[str, ...]:
    """The lines of one fact; none if it is missing."""
    fact = found(site, town, kind, about)
    return fact.lines if fact else ()


def with_clinic(site: Site, id_: str, **cells: Any) -> Site:
    """The site with other cells in one row of clinics.csv."""
    clinics = tuple(replace(c, **cells) if c.id == id_ else c for c in site.clinics)
    return replace(site, clinics=clinics)


def with_clinics(site: Site, **cells: Any) -> Site:
    """The site with the same cells in every row of clinics.csv."""
    return replace(site, clinics=tuple(replace(clinic, **cells) for clinic in site.clinics))
