"""A settlement that has a landing page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from locator.model.point import Point
    from locator.model.region import Region


@dataclass(frozen=True, slots=True)
class Town:
    """One row of locations.csv, completed from the gazetteer; `county` may be empty if nobody knows it.

    `treatments` are slugs, the main treatment first; `radius_km` is how far a clinic may lie and still
    serve the town; `row` is the line of locations.csv that it came from.
    """

    name: str
    region: Region
    county: str
    slug: str
    point: Point
    treatments: tuple[str, ...]
    radius_km: float
    aliases: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    population: int = 0
    approved_by: str = ""
    approved_on: date | None = None
    updated: date | None = None
    row: int = 0

    def __hash__(self) -> int:
        return hash(self.slug)  # of all fields it would cost more than what is kept by it

    @property
    def key(self) -> tuple[str, str]:
        """What names the town within the site: region slug and town slug."""
        return (self.region.slug, self.slug)

    @property
    def id(self) -> str:
        """The same in one word: "fl/lake-mary"."""
        return "/".join(self.key)

    @property
    def label(self) -> str:
        """The town as people write it: "Lake Mary, FL"."""
        return f"{self.name}, {self.region.code}"
