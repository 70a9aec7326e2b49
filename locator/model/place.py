"""A place to measure from: a town, a postal community, a township, a ZIP code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.point import Point


class PlaceKind(StrEnum):
    """What a place is."""

    TOWN = "town"  # a settlement of 500 people or more
    COMMUNITY = "community"  # a name the post office uses for a place that is no such settlement
    LOCALITY = "locality"  # a township, or a settlement with fewer people
    ZIP = "zip"
    CLINIC = "clinic"  # one of the site's, searched by its name
    COORDINATES = "coordinates"
    ADDRESS = "address"  # from a geocoder


@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer entry; `name` of a ZIP is its five digits and `post_office` its town.

    An address has the words that were typed as its name, and all else from the settlement nearest to it.
    """

    name: str
    region: str
    county: str
    kind: PlaceKind
    point: Point
    population: int = 0
    post_office: str = ""

    def __hash__(self) -> int:
        return hash(self.name)  # of all fields it would cost more than what is kept by it

    @property
    def label(self) -> str:
        """The place as a person writes it: "Lake Mary, FL", "32114 Daytona Beach, FL"."""
        if self.kind is PlaceKind.ADDRESS:
            return self.name
        name = f"{self.name} {self.post_office}".rstrip()
        return f"{name}, {self.region}" if self.region else name

    @property
    def full_label(self) -> str:
        """The place with its county, which tells two of one name apart: "Midway, Gadsden County, FL"."""
        if self.kind in (PlaceKind.ZIP, PlaceKind.ADDRESS) or not self.county:
            return self.label
        return f"{self.name}, {self.county}, {self.region}"
