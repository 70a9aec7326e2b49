"""Whom a page would reach."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from locator.geo.nearest import NearestIndex
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.suggestions.reach import REACH_KM, Reach

KM = 1 / 110.8  # a degree of latitude in Florida


def place(name: str, north_km: float, people: int) -> Place:
    return Place(name, "FL", "", PlaceKind.TOWN, Point(29.0 + north_km * KM, -81.0), people)


def test_people_count_who_are_near_to_it_and_nearer_to_no_page() -> None:
    town, hamlet = place("Town", 0, 1_000), place("Hamlet", 8, 100)
    nearer_to_the_page, far = place("Other", 14, 10), place("Far", -REACH_KM - 1, 10)
    reach = Reach([town], [town, hamlet, nearer_to_the_page, far], [Point(29.0 + 20 * KM, -81.0)])
    assert reach.people(0) == 1_100
    assert reach.settlements(0) == (town, hamlet)


def test_a_hamlet_does_not_reach_the_city_beside_it() -> None:
    hamlet, city = place("Hamlet", 0, 100), place("City", 3, 50_000)
    reach = Reach([hamlet, city], [hamlet, city], [])
    assert (reach.people(0), reach.people(1)) == (100, 50_100)


def test_a_town_that_gets_a_page_takes_its_people_from_the_others() -> None:
    hamlet, city = place("Hamlet", 0, 100), place("City", 3, 50_000)
    reach = Reach([hamlet, city], [hamlet, city], [])
    reach.grant(1)
    assert (reach.people(0), reach.people(1)) == (100, 0)


@given(
    st.lists(st.tuples(st.floats(0, 60), st.integers(0, 9_999)), min_size=1, max_size=8),
    st.lists(st.floats(0, 60), max_size=4),
)
def test_nobody_is_reached_who_has_a_page_nearer(towns: list[tuple[float, int]], pages: list[float]) -> None:
    places = [place(str(at), north, people) for at, (north, people) in enumerate(towns)]
    points = [Point(29.0 + north * KM, -81.0) for north in pages]
    reach = Reach(places, places, points)
    index = NearestIndex({str(at): point for at, point in enumerate(points)})
    for at, town in enumerate(places):
        for settlement in reach.settlements(at):
            found = index.nearest(settlement.point, 1)
            away = NearestIndex({"": town.point}).nearest(settlement.point, 1)[0].distance_km
            assert away <= REACH_KM + 0.01
            assert not found or away <= found[0].distance_km + 0.001
            assert settlement.population <= town.population
