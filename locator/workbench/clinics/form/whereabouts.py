"""Where the door is: the point on a small map, in words, and what a geocoder proposes for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.pages.maps.drawing import draw_map
from locator.pages.maps.stop import Stop
from locator.site.words import distance_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.data_source import DataSource
    from locator.model.place import Place
    from locator.model.point import Point
    from locator.pages.maps.drawing import Map
    from locator.site.snapshot import Site

AROUND_KM = 30.0  # what the smallest map shows
MOST_TOWNS = 25


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point that a geocoder gave for the address; `text` says where it lies."""

    position: str
    text: str
    map: Map


@dataclass(frozen=True, slots=True)
class LookUp:
    """What came of asking the geocoder: a sentence, its proposals and whose data they are."""

    told: str
    proposals: tuple[Proposal, ...] = ()
    credit: DataSource | None = None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the point lies, on a map and in words; `can_ask` if the site has a geocoder."""

    told: str
    map: Map | None
    can_ask: bool
    look_up: LookUp | None = None


def point_told(site: Site, point: Point, postcode: str) -> str:
    """How far a point is from the middle of its ZIP, and near which town it lies, so that a slip shows."""
    return " ".join(_sentences(site, point, postcode))


def point_map(site: Site, point: Point, name: str, postcode: str) -> Map:
    """A map of a point with the middle of its ZIP and the larger towns around it."""
    zip_ = site.gazetteer.zip(postcode[:5])
    nearest, *others = site.gazetteer.towns_within(point, AROUND_KM) or (None,)
    large = sorted(filter(None, others), key=lambda town: -town.population)[:MOST_TOWNS]
    named = [(f"ZIP {zip_.name}", zip_.point)] if zip_ else []
    named += [(town.name, town.point) for town in (nearest, *large) if town]
    return draw_map(site.outlines, origin=None, clinics=[Stop("", name, point)], towns=named)


def _sentences(site: Site, point: Point, postcode: str) -> Iterator[str]:
    units, zip_ = site.config.units, site.gazetteer.zip(postcode[:5])
    if zip_:
        away = distance_text(distance_km(point, zip_.point), units)
        yield f"{point} is {away} from the middle of ZIP {zip_.label}."
    if town := site.gazetteer.nearest_town(point):
        yield _nearest(town, distance_text(distance_km(point, town.point), units))
    yield "Distances on every page are measured from here."


def _nearest(town: Place, away: str) -> str:
    return f"The nearest town is {town.full_label}, {away} away."
