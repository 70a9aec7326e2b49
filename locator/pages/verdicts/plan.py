"""Which landing pages there are at all: towns that no clinic serves, and towns that another one covers.

What goes in is the Site that a folder says; what comes out is the Site that pages are made from. A page
that is not in it is linked from nowhere, because nothing knows of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.model.clinic import ClinicStatus
from locator.pages.facts.outlook import clinics_in
from locator.pages.moves import alias_paths
from locator.pages.verdicts.verdict import Reason, Standing, Verdict
from locator.site.words import distance_text, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from locator.model.town import Town
    from locator.site.snapshot import Site

COMPARED = 3  # nearest clinics that two towns must share, in their order (rule E3)


@dataclass(frozen=True, slots=True)
class Plan:
    """The Site that gets pages, and what was decided about those that it lacks.

    `verdicts` are those of pages that are not served, by path; `moves` leads each merged path, and those
    that led there by another name of the town, to the page that covers it.
    """

    site: Site
    verdicts: Mapping[str, Verdict]
    moves: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """A town whose pages another town's pages stand for."""

    town: Town
    into: Town


def plan_pages(site: Site) -> Plan:
    """Takes out the pages that rules E2 and E3 take out; the finder goes on knowing every town."""
    absent = dict(_absent(site)) if site.config.verdict.drops_towns_without_clinic else {}
    left = replace(site, towns=tuple(_without(site, town, absent) for town in site.towns)) if absent else site
    merges = find_merges(left)
    if merges:
        covered = {merge.town.key for merge in merges}
        towns = (replace(t, treatments=()) if t.key in covered else t for t in left.towns)
        left = replace(left, towns=tuple(towns))
    merged = {
        site.urls.landing(slug, merge.town): _merged(site, merge, slug)
        for merge in merges
        for slug in merge.town.treatments
    }
    return Plan(left, absent | merged, dict(_moves(site, merges)))


# Towns without a clinic in reach


def _absent(site: Site) -> Iterator[tuple[str, Verdict]]:
    """Rule E2: no clinic lies within the radius."""
    for town in site.towns:
        for slug in town.treatments:
            if not site.nearest_clinics(town.point, 1, treatment=slug, within_km=town.radius_km):
                radius = distance_text(town.radius_km, site.config.units)
                detail = f"no open {site.config.clinic_noun} that offers the treatment is within {radius}"
                yield (
                    site.urls.landing(slug, town),
                    Verdict(Standing.ABSENT, (Reason("E2", False, detail),)),
                )


def _without(site: Site, town: Town, absent: Mapping[str, Verdict]) -> Town:
    """The town with the treatments that keep a page, perhaps none."""
    kept = tuple(slug for slug in town.treatments if site.urls.landing(slug, town) not in absent)
    return town if kept == town.treatments else replace(town, treatments=kept)


# Towns that are one to a patient


def find_merges(site: Site) -> tuple[Merge, ...]:
    """Rule E3: the towns that a larger one covers, which is never covered itself: there are no chains."""
    standing: dict[tuple[str, ...], list[Town]] = {}
    merges = []
    towns = [town for town in site.towns if town.treatments and town.key not in site.notes]
    towns.sort(key=lambda each: (-each.population, each.key))
    origins, main = [town.point for town in towns], site.config.main_treatment
    found = site.nearest_clinics_to_each(origins, COMPARED, treatment=main)
    for town, near in zip(towns, found, strict=True):
        nearest = tuple(each.clinic.id for each in near)
        rivals = standing.setdefault(nearest, [])
        cover = next((rival for rival in rivals if _covers(site, rival, town)), None) if nearest else None
        if cover and not has_own_clinic(site, town):
            merges.append(Merge(town, cover))
        else:
            rivals.append(town)
    return tuple(merges)


def has_own_clinic(site: Site, town: Town) -> bool:
    """Tells whether a clinic's address is in the town, open or closed for the time being."""
    return any(clinic.status is not ClinicStatus.CLOSED for clinic in clinics_in(site, town))


def _covers(site: Site, larger: Town, town: Town) -> bool:
    """Tells whether the page of a larger town says all that the town's would, for every treatment."""
    is_near = distance_km(larger.point, town.point) < site.config.verdict.merge_within_km
    return (
        is_near
        and larger.region == town.region
        and set(town.treatments) <= set(larger.treatments)
        and all(_nearest_ids(site, larger, s) == _nearest_ids(site, town, s) for s in town.treatments)
    )


def _nearest_ids(site: Site, town: Town, treatment: str) -> tuple[str, ...]:
    return tuple(near.clinic.id for near in site.nearest_clinics(town.point, COMPARED, treatment=treatment))


def _moves(site: Site, merges: Sequence[Merge]) -> Iterator[tuple[str, str]]:
    """Each address that led to a merged page, and where it leads now; a page's own has the last word."""
    views = [
        (view, merge, slug)
        for view in site.views.values()
        for merge in merges
        for slug in merge.town.treatments
        if slug in view.treatments
    ]
    for view, merge, slug in views:
        for path in alias_paths(view, slug, merge.town):
            yield path, view.urls.landing(slug, merge.into)
    for view, merge, slug in views:
        yield view.urls.landing(slug, merge.town), view.urls.landing(slug, merge.into)


def _merged(site: Site, merge: Merge, treatment: str) -> Verdict:
    near = site.nearest_clinics(merge.town.point, COMPARED, treatment=treatment)
    same = listing([each.clinic.name for each in near])
    away = distance_text(distance_km(merge.town.point, merge.into.point), site.config.units)
    cover = f"{merge.into.label}, {away} away and larger"
    detail = f"{cover}, has the same nearest {site.config.clinics_noun}: {same}"
    return Verdict(Standing.MERGE, (Reason("E3", False, detail),))
