from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from locator.geo.distance import bearing_degrees, distance_km
from locator.geo.nearest import NearestIndex, Neighbour
from locator.geo.selections import KINDS, Selections
from locator.model.point import Point

# Poles, both sides of the antimeridian, equal points and equal distances, and anything else.
places = st.builds(
    Point,
    st.sampled_from([-90.0, -89.9, 0.0, 0.1, 90.0]) | st.floats(-90, 90),
    st.sampled_from([-180.0, -179.9, 0.0, 179.9, 180.0]) | st.floats(-180, 180),
)
ids = st.text("abc", min_size=1, max_size=3)


def brute_force(
    points: dict[str, Point], origin: Point, k: int, allowed: set[str], within_km: float | None
) -> list[Neighbour]:
    every = sorted((distance_km(origin, points[id_]), id_) for id_ in allowed & set(points))
    near = [(id_, km) for km, id_ in every if within_km is None or km <= within_km][:k]
    return [Neighbour(id_, km, bearing_degrees(origin, points[id_])) for id_, km in near]


@settings(deadline=None, max_examples=200)
@given(
    st.dictionaries(ids, places, max_size=30),
    st.lists(st.sets(ids), min_size=1, max_size=3),
    st.lists(places, min_size=1, max_size=6),
    st.integers(1, 8),
    st.none() | st.floats(0, 2e4),
)
def test_equals_brute_force_however_often_a_filter_comes(
    points: dict[str, Point],
    filters: list[set[str]],
    origins: list[Point],
    k: int,
    within_km: float | None,
) -> None:
    selections = Selections(NearestIndex(points))
    for origin in origins * 3:
        for allowed in filters:
            kind, accept = frozenset(allowed), allowed.__contains__
            found = selections.nearest(origin, k, kind=kind, accept=accept, within_km=within_km)
            assert found == brute_force(points, origin, k, allowed, within_km)


def scattered(count: int) -> dict[str, Point]:
    rng = random.Random(count)
    return {f"{n:04}": Point(rng.uniform(25, 49), rng.uniform(-124, -67)) for n in range(count)}


def test_a_filter_that_refuses_nearly_all_is_soon_asked_no_more() -> None:
    points, rng = scattered(3_000), random.Random(1)
    selections, allowed = Selections(NearestIndex(points)), {"0007", "1234", "2999"}
    asked: list[str] = []

    def accept(id_: str) -> bool:
        asked.append(id_)
        return id_ in allowed

    for number in range(20):
        origin = Point(rng.uniform(25, 49), rng.uniform(-124, -67))
        found = selections.nearest(origin, 2, kind="rare", accept=accept)
        assert found == brute_force(points, origin, 2, allowed, None)
        assert len(asked) <= 2 * len(points), number


def test_many_filters_are_not_all_remembered() -> None:
    points = scattered(50)
    selections = Selections(NearestIndex(points))
    for number in range(2 * KINDS):
        allowed = {f"{number % 50:04}"}
        found = selections.nearest(Point(30, -80), 1, kind=number, accept=allowed.__contains__)
        assert [each.id for each in found] == [*allowed]
    assert len(selections._indexes) <= KINDS
    assert sum(map(len, selections._indexes.values())) <= 3 * len(points)
