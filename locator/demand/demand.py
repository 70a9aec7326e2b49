"""What people looked for in some months: places, pages and clinics, each with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.demand.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from locator.demand.release import Release
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class PlaceDemand:
    """A place: how often it was searched for, and how often without a clinic near enough."""

    place: str
    searches: int
    unmet: int


@dataclass(frozen=True, slots=True)
class PageDemand:
    """A page and how often it was opened."""

    path: str
    views: int


@dataclass(frozen=True, slots=True)
class ClinicDemand:
    """A clinic and how often its links were pressed."""

    id: str
    name: str
    calls: int
    directions: int
    bookings: int


@dataclass(frozen=True, slots=True)
class Demand:
    """Figures in fives, 0 for fewer than five; `by_month` has the sums of each kind over all subjects.

    `places` have those without a clinic first, `pages` are the most opened first, `clinics` are all of the
    site. `here` are searches from a position, `unknown` those for places that we do not know.
    """

    months: tuple[date, ...]
    places: tuple[PlaceDemand, ...]
    pages: tuple[PageDemand, ...]
    clinics: tuple[ClinicDemand, ...]
    here: int
    unknown: int
    by_month: Mapping[Kind, tuple[int, ...]]

    @property
    def unmet(self) -> tuple[PlaceDemand, ...]:
        """The places that were searched for without a clinic near enough, the most wanted first."""
        return tuple(place for place in self.places if place.unmet)

    @property
    def sought(self) -> tuple[PlaceDemand, ...]:
        """All places, the most searched for first."""
        return tuple(sorted(self.places, key=lambda each: (-each.searches, each.place)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that may be shown."""
        return not any(map(any, self.by_month.values()))


def gather_demand(site: Site, release: Release) -> Demand:
    """Brings the figures of a release together."""
    searches, unmet = release.of(Kind.SEARCH), release.of(Kind.UNMET)
    places = (PlaceDemand(place, searches.get(place, 0), unmet.get(place, 0)) for place in searches | unmet)
    presses = {kind: release.of(kind) for kind in (Kind.CALL, Kind.DIRECTIONS, Kind.BOOKING)}
    return Demand(
        months=release.months,
        places=tuple(sorted(places, key=lambda each: (-each.unmet, -each.searches, each.place))),
        pages=tuple(PageDemand(path, views) for path, views in release.of(Kind.VIEW).items()),
        clinics=tuple(
            _clinic(clinic, presses) for clinic in sorted(site.clinics, key=lambda each: each.name)
        ),
        here=sum(release.of(Kind.HERE).values()),
        unknown=sum(release.of(Kind.UNKNOWN).values()),
        by_month={kind: release.by_month(kind) for kind in Kind},
    )


def _clinic(clinic: Clinic, presses: Mapping[Kind, Mapping[str, int]]) -> ClinicDemand:
    calls, directions, bookings = (presses[kind].get(clinic.id, 0) for kind in presses)
    return ClinicDemand(clinic.id, clinic.name, calls, directions, bookings)
