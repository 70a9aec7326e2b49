"""The page of coverage: people within 5, 10 and 25 miles of a clinic, the map, and the towns suggested."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from locator.geo.nearest import NearestIndex
from locator.geo.people import People
from locator.model.region import REGIONS
from locator.model.units import KM_PER_MILE
from locator.workbench.coverage.drawing import CoverageMap, draw_coverage
from locator.workbench.coverage.suggestions import SuggestionRow, suggestion_row, suggestions_left
from locator.workbench.frame import COVERAGE, DeskFrame, build_frame, clinic_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.geo.gazetteer import Gazetteer
    from locator.model.clinic import Clinic
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.site.snapshot import Site
    from locator.suggestions.suggestion import Suggestion
    from locator.workbench.desk import Desk

MILES = (5, 10, 25)
RADII_KM = tuple(miles * KM_PER_MILE for miles in MILES)
LISTED = 200  # clinics in the table
EVERYWHERE = 1_000_000  # more settlements than a country has


@dataclass(frozen=True, slots=True)
class ReachRow:
    """One clinic, and how many live within each distance of it."""

    name: str
    path: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """All clinics that see patients and offer `treatment`, any if it is empty; the map is of `region`.

    `about` names the treatment of the pages that are suggested.
    """

    template: ClassVar[str] = "workbench/coverage.html"

    frame: DeskFrame
    miles: tuple[int, ...]
    treatment: str
    about: str
    treatments: tuple[Option, ...]
    regions: tuple[Option, ...]
    region: str
    reached: tuple[int, ...]
    count: int
    rows: tuple[ReachRow, ...]
    more: int
    map: CoverageMap | None
    radius: str
    suggestions: tuple[SuggestionRow, ...]


def coverage_page(desk: Desk, treatment: str = "", region: str = "", tried: str = "") -> CoveragePage:
    """Counts, map and suggestions for what the site serves now; `tried` names the suggestion to try."""
    site = desk.catalogue.source
    treatment = known_treatment(site, treatment)
    clinics = [c for c in site.clinics if c.is_open_for_patients and _offers(c, treatment)]
    states = Counter(clinic.address.region for clinic in clinics)
    chosen = region if region in states else next((state for state, _ in states.most_common(1)), "")
    here = sorted((c for c in clinics if c.address.region == chosen), key=lambda c: (c.name, c.id))
    people, suggestions = _people(site.gazetteer), suggestions_left(desk, treatment)
    return CoveragePage(
        frame=build_frame(desk, "Coverage", section=COVERAGE),
        miles=MILES,
        treatment=treatment,
        about=site.treatments[treatment or site.config.main_treatment].name,
        treatments=_treatments(site, treatment),
        regions=tuple(Option(code, REGIONS[code].name, code == chosen) for code in sorted(states)),
        region=chosen,
        reached=people.reached([clinic.point for clinic in clinics], RADII_KM),
        count=len(clinics),
        rows=tuple(_row(people, clinic) for clinic in here[:LISTED]),
        more=max(0, len(here) - LISTED),
        map=_map(site, people, here, treatment, suggestions),
        radius=site.say.distance(site.config.service_radius_km),
        suggestions=tuple(
            suggestion_row(desk, number, each, is_tried=each.town.id == tried)
            for number, each in enumerate(suggestions, 1)
        ),
    )


def known_treatment(site: Site, slug: str) -> str:
    """The treatment that was chosen; empty, which means all, if there is none of that slug."""
    return slug if slug in site.treatments else ""


def _treatments(site: Site, chosen: str) -> tuple[Option, ...]:
    every = (Option(slug, each.name, slug == chosen) for slug, each in site.treatments.items())
    return Option("", "All treatments", not chosen), *every


def _offers(each: Clinic | Town, treatment: str) -> bool:
    return not treatment or treatment in each.treatments


def _map(
    site: Site, people: People, clinics: Sequence[Clinic], treatment: str, suggestions: Iterable[Suggestion]
) -> CoverageMap | None:
    """The map of one state's clinics; None without any."""
    if not clinics:
        return None
    region = clinics[0].address.region
    paged = [town for town in site.towns if town.region.code == region and _offers(town, treatment)]
    suggested = [each.town.point for each in suggestions]
    return draw_coverage(site, clinics, paged, _others(site, people, clinics, region), suggested)


def _row(people: People, clinic: Clinic) -> ReachRow:
    return ReachRow(clinic.name, clinic_path(clinic.id), people.within(clinic.point, RADII_KM))


@lru_cache(maxsize=2)
def _people(gazetteer: Gazetteer) -> People:
    return People(gazetteer.largest_towns(EVERYWHERE))


def _others(site: Site, people: People, clinics: Sequence[Clinic], region: str) -> list[Place]:
    """The state's towns within a clinic's radius that have no page, the largest first."""
    paged = {(town.name, town.region.code) for town in site.towns}
    places = [p for p in people.places if p.region == region and (p.name, region) not in paged]
    chords = NearestIndex({clinic.id: clinic.point for clinic in clinics}).chords_km(p.point for p in places)
    near = (p for p, chord in zip(places, chords, strict=True) if chord <= site.config.service_radius_km)
    return sorted(near, key=lambda place: (-place.population, place.name))
