"""Does a point lie where the address says? Coordinates that do not are never used silently (rule C23)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from locator.geo.distance import distance_km
from locator.model.point import LATITUDE_LIMIT, Point
from locator.model.problem import Severity
from locator.model.units import KM_PER_MILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place
    from locator.site.tables.row import Row

Degrees = TypeVar("Degrees", float, "NDArray[np.float64]")

NEAR_KM = 25.0  # a point further than this from its address needs a look
LONGEST_DEGREE_KM = 111.7  # of latitude, at the poles; one of longitude has 111.4 at most
FAR_KM = 100.0  # one further than this would send people to the wrong place


def check_position(
    row: Row, point: Point, places: Sequence[Place], *, region: str, gazetteer: Gazetteer
) -> None:
    """Reports a point that is far from each of the places that the row names (rule C23).

    If it names no place that we know, the nearest town should lie in the region.
    """
    lat, lon = point.lat, point.lon
    if any(longest_way_km(lat, lon, place.point.lat, place.point.lon) <= NEAR_KM for place in places):
        return
    if not places:
        _check_region(row, point, region, gazetteer)
        return
    km, label = min((distance_km(point, place.point), place.label) for place in places)
    if km <= NEAR_KM:
        return
    message = f"{point} lies {distance(km)} from {label}"
    slip = _slip(point, lambda meant: any(distance_km(meant, place.point) <= NEAR_KM for place in places))
    column, cure = slip or ("lat", "correct lat and lon, or the address")
    is_error = slip is not None or km > FAR_KM
    severity = Severity.ERROR if is_error else Severity.WARNING
    row.report(column, message, cure, severity=severity)


def longest_way_km(lat: Degrees, lon: Degrees, other_lat: Degrees, other_lon: Degrees) -> Degrees:
    """The way along a meridian and a parallel, at which it is never longer: quick, and mostly enough.

    For one point or for arrays of them; some metres too long everywhere.
    """
    return (abs(lat - other_lat) + abs(lon - other_lon)) * LONGEST_DEGREE_KM


def _check_region(row: Row, point: Point, region: str, gazetteer: Gazetteer) -> None:
    def fits(meant: Point) -> bool:
        town = gazetteer.nearest_town(meant)
        if town is None or town.region != region:
            return False
        return distance_km(meant, town.point) <= NEAR_KM

    town = gazetteer.nearest_town(point)
    if town is not None and town.region == region:
        return
    if slip := _slip(point, fits):
        row.report(slip[0], f"{point} does not lie in {region}", slip[1])
    elif town is None:
        row.report("lat", f"{point} is far from any town that we know", "correct lat and lon")
    else:
        message = f"the nearest town to {point} is {town.label}"
        row.warn("lat", message, "correct lat and lon, or region")


# What happens to coordinates on their way into a spreadsheet, and the column where it shows.
_SLIPS: tuple[tuple[str, str, Callable[[Point], tuple[float, float]]], ...] = (
    ("lon", "the sign of lon is wrong", lambda point: (point.lat, -point.lon)),
    ("lat", "the sign of lat is wrong", lambda point: (-point.lat, point.lon)),
    ("lat", "lat and lon are swapped", lambda point: (point.lon, point.lat)),
    ("lat", "lat and lon are swapped, and a sign is lost", lambda point: (point.lon, -point.lat)),
)


def _slip(point: Point, fits: Callable[[Point], bool]) -> tuple[str, str] | None:
    """The column and the cure if a common slip explains where the point lies."""
    for column, slip, mend in _SLIPS:
        lat, lon = mend(point)
        if abs(lat) <= LATITUDE_LIMIT and fits(Point(lat, lon)):
            return column, f"{slip}: write lat {lat:.10g}, lon {lon:.10g}"
    return None


def distance(km: float) -> str:
    """A distance as messages show it: "40 km (25 miles)"."""
    return f"{km:,.0f} km ({km / KM_PER_MILE:,.0f} miles)"
