"""Which landing pages have earned a place in search engines, and why (design: the verdict).

This version judges what rules E1.1, E1.2 and E2 ask; every page keeps its reasons as data.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from locator.site.words import distance_text

if TYPE_CHECKING:
    from locator.model.town import Town
    from locator.site.snapshot import Site


class Standing(StrEnum):
    """What becomes of a landing page."""

    INDEX = "index"
    NOINDEX = "noindex"


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule, whether the page meets it, and the figures."""

    rule: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing of one page with its reasons; one reason that fails costs the index."""

    standing: Standing
    reasons: tuple[Reason, ...]

    @property
    def is_indexed(self) -> bool:
        """Tells whether search engines are told of the page."""
        return self.standing is Standing.INDEX


def judge(site: Site, town: Town, treatment: str) -> Verdict:
    """Judges the landing page of a town and a treatment."""
    reasons = (_has_clinic(site, town, treatment), _is_placed(town))
    standing = Standing.INDEX if all(reason.ok for reason in reasons) else Standing.NOINDEX
    return Verdict(standing, reasons)


def _has_clinic(site: Site, town: Town, treatment: str) -> Reason:
    units = site.config.units
    radius = distance_text(town.radius_km, units)
    nearest = site.nearest_clinics(town.point, 1, treatment=treatment)
    if not nearest:
        return Reason("E1.1", False, "no open clinic offers the treatment")
    near = nearest[0]
    away = distance_text(near.distance_km, units)
    ok = near.distance_km <= town.radius_km
    return Reason("E1.1", ok, f"{near.clinic.name} is {away} away; the radius is {radius}")


def _is_placed(town: Town) -> Reason:
    ok = bool(town.county)
    detail = f"{town.name} lies in {town.county}, {town.region.name}" if ok else "the county is not known"
    return Reason("E1.2", ok, detail)
