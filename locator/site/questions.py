"""What visitors ask of a Site: memory or a database may answer, and both answer alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from locator.site.finding import count_within, find_clinics

if TYPE_CHECKING:
    from locator.model.point import Point
    from locator.site.filters import Filters
    from locator.site.finding import Finding
    from locator.site.snapshot import NearClinic, NearTown, Site
    from locator.site.typeahead.names import Names


class Questions(Protocol):
    """Answers of one version of a site, in one of its languages; distances in km, ties by id."""

    def of(self, view: Site) -> Questions:
        """The same of the site in another language."""

    def nearest_clinics(
        self,
        origin: Point,
        k: int,
        *,
        treatment: str = "",
        within_km: float | None = None,
        filters: Filters | None = None,
    ) -> list[NearClinic]:
        """The k nearest clinics that see patients and that `filters` admit, nearest first."""

    def find_clinics(self, origin: Point, filters: Filters, radius_km: float) -> Finding:
        """All within a radius, or the nearest beyond it, with what each further choice would leave."""

    def count_within(self, origin: Point, filters: Filters, radius_km: float) -> int:
        """How many clinics match within a radius."""

    def nearest_towns(
        self, origin: Point, k: int, *, treatment: str, within_km: float | None = None
    ) -> list[NearTown]:
        """The k nearest towns with a page for a treatment."""

    def towns_reaching(self, point: Point, *, treatment: str) -> list[NearTown]:
        """The towns with a page for a treatment in whose radius a point lies, nearest first."""

    @property
    def own_names(self) -> Names:
        """The site's own towns by their names."""


@dataclass(frozen=True, slots=True)
class SnapshotQuestions:
    """Answers out of memory."""

    site: Site

    def of(self, view: Site) -> SnapshotQuestions:
        """Another view keeps its own."""
        return SnapshotQuestions(view)

    def nearest_clinics(
        self,
        origin: Point,
        k: int,
        *,
        treatment: str = "",
        within_km: float | None = None,
        filters: Filters | None = None,
    ) -> list[NearClinic]:
        """As the Site itself does."""
        return self.site.nearest_clinics(origin, k, treatment=treatment, within_km=within_km, filters=filters)

    def find_clinics(self, origin: Point, filters: Filters, radius_km: float) -> Finding:
        """All that match within a radius, or the nearest beyond it."""
        return find_clinics(self.site, origin, filters, radius_km)

    def count_within(self, origin: Point, filters: Filters, radius_km: float) -> int:
        """How many match within a radius."""
        return count_within(self.site, origin, filters, radius_km)

    def nearest_towns(
        self, origin: Point, k: int, *, treatment: str, within_km: float | None = None
    ) -> list[NearTown]:
        """As the Site itself does."""
        return self.site.nearest_towns(origin, k, treatment=treatment, within_km=within_km)

    def towns_reaching(self, point: Point, *, treatment: str) -> list[NearTown]:
        """Looks as far as the farthest reach of any town."""
        farthest = max((town.radius_km for town in self.site.towns), default=0.0)
        near = self.site.nearest_towns(point, len(self.site.towns), treatment=treatment, within_km=farthest)
        return [each for each in near if each.distance_km <= each.town.radius_km]

    @property
    def own_names(self) -> Names:
        """Those that the Site keeps."""
        return self.site.own_names
