"""What the operator asks of a landing page before search engines are told of it."""

from __future__ import annotations

from dataclasses import dataclass

from locator.model.units import KM_PER_MILE


@dataclass(frozen=True, slots=True)
class VerdictSettings:
    """The thresholds of the verdict; the defaults are those of rules E1 to E3, E12 and E13.

    `facts` must set a page apart from its neighbor's. Likeness runs from 0 to 1: `likeness` costs the
    index, `likeness_warning` a look unless `facts_instead` facts differ. Freshness is in days.
    `drops_towns_without_clinic` answers 404 for a town that no clinic serves, instead of an unlisted page.
    """

    require_approval: bool = False
    facts: int = 6
    facts_instead: int = 10
    likeness: float = 0.80
    likeness_warning: float = 0.60
    fresh_facts_days: int = 180
    fresh_hours_days: int = 90
    merge_within_km: float = 5 * KM_PER_MILE
    drops_towns_without_clinic: bool = False
