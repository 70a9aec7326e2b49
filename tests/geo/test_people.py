import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locator.geo.distance import distance_km
from locator.geo.gazetteer import Gazetteer
from locator.geo.people import People
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.model.units import KM_PER_MILE

MILES = (5 * KM_PER_MILE, 10 * KM_PER_MILE, 25 * KM_PER_MILE)
DAYTONA_BEACH, ORLANDO = Point(29.2108, -81.0228), Point(28.5383, -81.3792)


@pytest.fixture(scope="module")
def people() -> People:
    return People(Gazetteer().largest_towns(100_000))


def town(name: str, lat: float, lon: float, count: int) -> Place:
    return Place(name, "FL", "", PlaceKind.TOWN, Point(lat, lon), count)


def counted(places: tuple[Place, ...], points: list[Point], radius: float) -> int:
    """What the law says, in plain Python."""
    return sum(
        place.population
        for place in places
        if any(distance_km(point, place.point) <= radius for point in points)
    )


degrees = st.floats(-2, 2, allow_nan=False)
spots = st.lists(st.tuples(st.floats(-89, 89), st.floats(-180, 180)), min_size=1, max_size=4)
shifts = st.lists(st.tuples(degrees, degrees, st.integers(1, 999)), max_size=12)


@settings(max_examples=60, deadline=None)
@given(spots, shifts)
def test_counts_are_those_of_every_geodesic(
    spots: list[tuple[float, float]], shifts: list[tuple[float, float, int]]
) -> None:
    lat, lon = spots[0]
    towns = [
        town("T", max(-90.0, min(90.0, lat + up)), (lon + right + 180) % 360 - 180, count)
        for up, right, count in shifts
    ]
    found, points = People(towns), [Point(*spot) for spot in spots]

    assert found.within(points[0], MILES) == tuple(counted(found.places, points[:1], km) for km in MILES)
    assert found.reached(points, MILES) == tuple(counted(found.places, points, km) for km in MILES)


def test_nobody_is_counted_twice(people: People) -> None:
    alone = people.within(DAYTONA_BEACH, MILES)

    assert people.reached([DAYTONA_BEACH, DAYTONA_BEACH], MILES) == alone
    both = people.reached([DAYTONA_BEACH, ORLANDO], MILES)
    assert alone[2] < both[2] <= alone[2] + people.within(ORLANDO, MILES)[2]


def test_real_towns_are_counted_exactly(people: People) -> None:
    assert people.within(DAYTONA_BEACH, MILES) == tuple(
        counted(people.places, [DAYTONA_BEACH], km) for km in MILES
    )


def test_no_points_reach_nobody(people: People) -> None:
    assert people.reached([], MILES) == (0, 0, 0)
    assert People([]).within(ORLANDO, MILES) == (0, 0, 0)


def test_a_thousand_clinics_take_less_than_a_second(people: People) -> None:
    points = [place.point for place in people.places[::22]]
    began = time.perf_counter()

    people.reached(points, MILES)
    for point in points:
        people.within(point, MILES)

    assert time.perf_counter() - began < 3  # 0.3 s on a quiet machine
    assert len(points) > 1000
