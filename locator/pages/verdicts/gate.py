"""The gate that a landing page passes or not: one small function a rule (rule E1)."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from locator.geo.names import fold_name
from locator.pages.clinic import SERVED_TOWNS
from locator.pages.verdicts import telling
from locator.pages.verdicts.verdict import Reason
from locator.site.words import counted, distance_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.model.clinic import Clinic
    from locator.model.town import Town
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

CHECK = "Call a clinic, compare its facts with its row, and write today's date into its verified_on."
BORDER = 0.02  # degrees; a town may straddle the line between two counties
# The Census Bureau has replaced Connecticut's counties; the outlines still have them.
_UNDRAWN = "planning region"
_KIND_OF_COUNTY = re.compile(r"\s+(county|parish|borough|municipality|municipio|census area)$", re.IGNORECASE)


def has_clinic(outlook: Outlook) -> Reason:
    """Rule E1.1: an open clinic that somebody has verified and that offers the treatment is in the radius."""
    town, units = outlook.town, outlook.site.config.units
    radius = distance_text(town.radius_km, units)
    verified = [near for near in outlook.within if near.clinic.verified_on]
    if outlook.within and not verified:
        noun = outlook.site.config.clinics_noun
        detail = f"none of the {noun} within {radius} ({len(outlook.within)}) has a date in verified_on"
        return Reason("E1.1", False, detail, telling.unverified, cure=CHECK)
    for near in verified or outlook.shown:
        away = distance_text(near.distance_km, units)
        detail = f"{near.clinic.name} is {away} away; the radius is {radius}"
        return Reason("E1.1", bool(verified), detail, partial(telling.none_in_reach, town))
    cure = "Add the treatment to the row of a clinic that offers it, or take it out of the town's row."
    detail = "no open clinic offers this treatment"
    return Reason("E1.1", False, detail, partial(telling.none_in_reach, town), cure=cure)


def is_placed(site: Site, town: Town) -> Reason:
    """Rule E1.2: the outlines show the town's county and state where its coordinates are."""
    if not town.county:
        cure = "Write the county into the town's row."
        return Reason("E1.2", False, "the county is not known", partial(telling.unsure, town), cure=cure)
    near = site.outlines.counties_near(town.point, BORDER)
    here = {_bare(name) for region, name in near if region == town.region}
    if here and (_bare(town.county) in here or town.county.casefold().endswith(_UNDRAWN)):
        return Reason("E1.2", True, f"{town.name} lies in {town.county}, {town.region.name}")
    found = " or ".join(sorted(f"{name}, {region.code}" for region, name in near)) or "the sea, or abroad"
    detail = (
        f"the row says {town.county}, {town.region.code}, but its coordinates {town.point} lie in {found}"
    )
    return Reason("E1.2", False, detail, partial(telling.unsure, town))


def _bare(county: str) -> str:
    return fold_name(_KIND_OF_COUNTY.sub("", county))


def has_own_facts(site: Site, town: Town, own: int, neighbour: Town | None) -> Reason:
    """Rule E1.3: enough facts are true of this town and not of its nearest neighbour: `own` are."""
    least = site.config.verdict.facts
    beside = f" and not on that of {neighbour.name}, the nearest town" if neighbour else ""
    detail = f"{counted(own, 'fact is', 'facts are')} on this page{beside}; {least} are needed"
    return Reason("E1.3", own >= least, detail, partial(telling.little_known, town))


def is_fresh(site: Site, shown: Sequence[Clinic]) -> Reason:
    """Rule E1.5: the clinics shown were verified lately, those whose hours are shown later still."""
    ages = []
    for clinic in shown:
        limit, what = freshness_limit(site, clinic)
        if clinic.verified_on is None:
            detail = f"{clinic.name} has no date in verified_on: nobody has checked it"
            return Reason("E1.5", False, detail, telling.stale)
        age = (site.today - clinic.verified_on).days
        if age > limit:
            detail = (
                f"the {what} of {clinic.name} were last checked {age} days ago; the limit is {limit} days"
            )
            return Reason("E1.5", False, detail, telling.stale)
        ages.append((age, clinic.name))
    if not ages:
        return Reason("E1.5", True, "it shows no clinic whose facts could be old")
    age, name = max(ages)
    return Reason("E1.5", True, f"the oldest check is that of {name}, {counted(age, 'day')} ago")


def freshness_limit(site: Site, clinic: Clinic) -> tuple[int, str]:
    """How many days what a row says counts as fresh, and what it is that goes stale first."""
    limits = site.config.verdict
    if clinic.hours and limits.fresh_hours_days < limits.fresh_facts_days:
        return limits.fresh_hours_days, "hours"
    return limits.fresh_facts_days, "facts"


def is_linked(path: str, linking: Mapping[str, str]) -> Reason:
    """Rule E1.6: a hub three clicks or fewer from the home page links here, and so does a clinic's page."""
    if path not in linking:
        detail = (
            f"its region's page links here, but no clinic's page: each names its {SERVED_TOWNS} nearest towns"
        )
        return Reason("E1.6", False, detail, telling.little_linked)
    return Reason("E1.6", True, f"its region's page links here, and so does the page of {linking[path]}")


def is_approved(site: Site, town: Town) -> Reason:
    """Rule E1.7: a person approved the town; its row is the approval unless the settings ask for a name."""
    if not site.config.verdict.require_approval:
        return Reason("E1.7", True, f"row {town.row} of locations.csv counts as the approval")
    cells = {"approved_by": town.approved_by, "approved_on": town.approved_on}
    if missing := [column for column, value in cells.items() if not value]:
        detail = f"row {town.row} of locations.csv has no {' and no '.join(missing)}"
        return Reason("E1.7", False, detail, telling.unapproved)
    return Reason("E1.7", True, f"{town.approved_by} approved it on {town.approved_on}")
