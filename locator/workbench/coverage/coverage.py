"""The page of coverage: people within 5, 10 and 25 miles of a clinic, the map, and the towns suggested."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from locator.demand.book import DemandBook
from locator.editing.rows.row_edit import Kind, add_row, remove_row
from locator.errors import LocatorError, UsageError
from locator.geo.nearest import NearestIndex
from locator.geo.people import People
from locator.model.region import REGIONS
from locator.model.units import KM_PER_MILE
from locator.suggestions.ranking import suggest
from locator.workbench.coverage.drawing import CoverageMap, draw_coverage
from locator.workbench.frame import COVERAGE, DeskFrame, build_frame, clinic_path

if TYPE_CHECKING:
    from collections.abc import Sequence

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
SUGGESTED = 12
EVERYWHERE = 1_000_000  # more settlements than a country has


@dataclass(frozen=True, slots=True)
class ReachRow:
    """One clinic, and how many live within each distance of it."""

    name: str
    path: str
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A town that should have a page: `key` names it in the form that adds it."""

    number: int
    key: str
    label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """All clinics that see patients and offer `treatment`, in `region` if one is chosen for the map."""

    template: ClassVar[str] = "workbench/coverage.html"

    frame: DeskFrame
    miles: tuple[int, ...]
    treatments: tuple[Option, ...]
    regions: tuple[Option, ...]
    reached: tuple[int, ...]
    count: int
    rows: tuple[ReachRow, ...]
    more: int
    map: CoverageMap | None
    radius: str
    suggestions: tuple[SuggestionRow, ...]


def coverage_page(desk: Desk, treatment: str = "", region: str = "") -> CoveragePage:
    """Counts, map and suggestions for what the site serves now."""
    site = desk.catalogue.source
    treatment = treatment if treatment in site.treatments else ""
    clinics = [
        c for c in site.clinics if c.is_open_for_patients and (not treatment or treatment in c.treatments)
    ]
    states = Counter(clinic.address.region for clinic in clinics)
    chosen = region if region in states else next((state for state, _ in states.most_common(1)), "")
    here = sorted((c for c in clinics if c.address.region == chosen), key=lambda c: (c.name, c.id))
    people, suggestions = _people(site.gazetteer), _left(desk, site)
    paged = [
        t for t in site.towns if t.region.code == chosen and (not treatment or treatment in t.treatments)
    ]
    return CoveragePage(
        frame=build_frame(desk, "Coverage", section=COVERAGE),
        miles=MILES,
        treatments=(
            Option("", "All treatments", not treatment),
            *(Option(slug, each.name, slug == treatment) for slug, each in site.treatments.items()),
        ),
        regions=tuple(Option(code, REGIONS[code].name, code == chosen) for code in sorted(states)),
        reached=people.reached([clinic.point for clinic in clinics], RADII_KM),
        count=len(clinics),
        rows=tuple(_row(people, clinic) for clinic in here[:LISTED]),
        more=max(0, len(here) - LISTED),
        map=draw_coverage(
            site, here, paged, _others(site, people, here, chosen), [each.town.point for each in suggestions]
        ),
        radius=site.say.distance(site.config.service_radius_km),
        suggestions=tuple(
            SuggestionRow(number, each.town.id, each.town.label, each.reasons(site))
            for number, each in enumerate(suggestions, 1)
        ),
    )


def add_suggestion(desk: Desk, key: str) -> str:
    """Puts a suggested town into the draft, and gives its name; UsageError if it is suggested no more."""
    site = desk.catalogue.source
    found = next((each for each in _left(desk, site) if each.town.id == key), None)
    if found is None:
        msg = "this town is not suggested any more; it may be in the draft already"
        raise UsageError(msg)
    edits = [add_row("locations.csv", found.new.cells)]
    for redirect in found.new.retired:  # the page comes back, so its address leads nowhere else
        cells = {"from": redirect.source, "to": redirect.target, "status": str(redirect.status)}
        edits.append(remove_row("redirects.csv", cells))
    desk.draft.add(*edits, who=desk.editor, now=desk.now)
    return found.town.label


def _offers(each: Clinic | Town, treatment: str) -> bool:
    return not treatment or treatment in each.treatments


def _row(people: People, clinic: Clinic) -> ReachRow:
    return ReachRow(clinic.name, clinic_path(clinic.id), people.within(clinic.point, RADII_KM))


@lru_cache(maxsize=2)
def _people(gazetteer: Gazetteer) -> People:
    return People(gazetteer.largest_towns(EVERYWHERE))


_suggested: list[tuple[Site, tuple[Suggestion, ...]]] = []  # the last one, for the site that is served


def _left(desk: Desk, site: Site) -> tuple[Suggestion, ...]:
    """The suggestions that the draft has not taken up."""
    if not _suggested or _suggested[0][0] is not site:
        _suggested[:] = [(site, suggest(site, SUGGESTED, _searches(desk)))]
    edits = (each.edit for each in desk.draft.edits)
    taken = {edit.key for edit in edits if edit.table == "locations.csv" and edit.kind is Kind.ADDED}
    return tuple(each for each in _suggested[0][1] if each.town.id not in taken)


def _searches(desk: Desk) -> dict[str, int] | None:
    """How often places were searched for; None as well if that cannot be read."""
    book = DemandBook(desk.folder.path)
    try:
        return book.searches(desk.catalogue.source.today)
    except LocatorError:
        return None
    finally:
        book.close()


def _others(site: Site, people: People, clinics: Sequence[Clinic], region: str) -> list[Place]:
    """The state's towns within a clinic's radius that have no page, the largest first."""
    paged = {(town.name, town.region.code) for town in site.towns}
    places = [p for p in people.places if p.region == region and (p.name, region) not in paged]
    chords = NearestIndex({clinic.id: clinic.point for clinic in clinics}).chords_km(p.point for p in places)
    near = (p for p, chord in zip(places, chords, strict=True) if chord <= site.config.service_radius_km)
    return sorted(near, key=lambda place: (-place.population, place.name))
