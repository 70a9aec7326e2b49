from __future__ import annotations

import math
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from geopy.distance import geodesic
from hypothesis import example, given, settings
from hypothesis import strategies as st

from locator.geo.distance import bearing_degrees, distance_km
from locator.geo.nearest import NearestIndex, Neighbour, cartesian_km
from locator.model.point import Point

Points = dict[str, Point]
Accept = Callable[[str], bool]

HALF_MERIDIAN_KM = 20_003.931459


def brute_force(
    points: Points, origin: Point, k: int, accept: Accept | None = None, within_km: float | None = None
) -> list[Neighbour]:
    """All distances, sorted; test_distance.py holds distance_km against geopy."""
    every = sorted((distance_km(origin, point), id_) for id_, point in points.items())
    return [
        Neighbour(id_, distance, bearing_degrees(origin, points[id_]))
        for distance, id_ in every
        if (accept is None or accept(id_)) and (within_km is None or distance <= within_km)
    ][:k]


def haversine_km(a: Point, b: Point) -> float:
    lat_a, lat_b, turn = (math.radians(x) for x in (a.lat, b.lat, b.lon - a.lon))
    h = math.sin((lat_b - lat_a) / 2) ** 2
    h += math.cos(lat_a) * math.cos(lat_b) * math.sin(turn / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def ids(neighbours: list[Neighbour]) -> list[str]:
    return [neighbour.id for neighbour in neighbours]


# --- thousands of layouts, drawn by a seed -------------------------------------------------


def anywhere(rng: random.Random) -> Point:
    return Point(math.degrees(math.asin(rng.uniform(-1, 1))), rng.uniform(-180, 180))


def around_a_town(rng: random.Random) -> Point:
    return Point(29.2 + rng.gauss(0, 0.1), -81.0 + rng.gauss(0, 0.1))


def near_a_pole(rng: random.Random) -> Point:
    return Point(
        rng.choice([-1, 1]) * (90 - rng.choice([0, 1e-9, rng.random()])),
        rng.choice([-180, 0, 77, 180]),
    )


def near_the_antimeridian(rng: random.Random) -> Point:
    return Point(rng.uniform(-1, 1), rng.choice([-1, 1]) * (180 - rng.choice([0, rng.random()])))


def on_a_lattice(rng: random.Random) -> Point:
    """Few places and many symmetries: duplicates, equal distances, antipodes."""
    return Point(rng.randrange(-90, 91, 30), rng.randrange(-180, 181, 60))


def in_one_room(rng: random.Random) -> Point:
    """Steps of a fifth of a micrometre: distances that differ and yet count as equal."""
    return Point(29.2 + rng.randrange(12) * 2e-12, -81.0)


Draw = Callable[[random.Random], Point]
LAYOUTS: list[Draw] = [
    anywhere,
    around_a_town,
    near_a_pole,
    near_the_antimeridian,
    on_a_lattice,
    in_one_room,
]


def layout(rng: random.Random, draw: Draw, size: int) -> Points:
    names = [f"{number:04}" for number in range(size)]
    rng.shuffle(names)
    return {name: draw(rng) for name in names}


@pytest.mark.parametrize("draw", LAYOUTS)
def test_equals_brute_force_in_thousands_of_layouts(draw: Draw) -> None:
    for seed in range(700):
        rng = random.Random(seed)
        points = layout(rng, draw, rng.randrange(70))
        index = NearestIndex(points)
        origin, k = rng.choice([draw, anywhere])(rng), rng.randint(1, 12)
        assert index.nearest(origin, k) == brute_force(points, origin, k), seed


@pytest.mark.parametrize("draw", LAYOUTS)
def test_equals_brute_force_with_accept_and_within(draw: Draw) -> None:
    for seed in range(300):
        rng = random.Random(seed)
        points = layout(rng, draw, rng.randrange(150))
        allowed = {id_ for id_ in points if rng.random() < 0.3}
        origin, k = rng.choice([draw, anywhere])(rng), rng.randint(1, 12)
        within_km = rng.choice([0.0, 10.0, 100.0, 5_000.0, HALF_MERIDIAN_KM])
        found = NearestIndex(points).nearest(origin, k, accept=allowed.__contains__, within_km=within_km)
        assert found == brute_force(points, origin, k, allowed.__contains__, within_km), seed


@pytest.mark.parametrize("draw", LAYOUTS)
def test_equals_brute_force_among_thousands_of_points(draw: Draw) -> None:
    rng = random.Random(5)
    points = layout(rng, draw, 3_000)
    index = NearestIndex(points)
    for k, rarity in [(1, 1), (5, 1), (5, 40), (5, 3_000), (600, 1), (3_000, 1)]:
        origin, accept = draw(rng), set(sorted(points)[::rarity]).__contains__
        found = index.nearest(origin, k, accept=accept)
        assert found == brute_force(points, origin, k, accept)


@pytest.mark.parametrize("draw", LAYOUTS)
def test_equals_geopy_itself(draw: Draw) -> None:
    """Distance by distance, to two micrometres: closer than that, geopy may order a tie its way."""
    rng = random.Random(6)
    points = layout(rng, draw, 60)
    index = NearestIndex(points)
    for _ in range(10):
        origin = draw(rng)
        truth = {
            id_: float(geodesic((origin.lat, origin.lon), (point.lat, point.lon)).km)
            for id_, point in points.items()
        }
        found = index.nearest(origin, 20)
        distances = [neighbour.distance_km for neighbour in found]
        assert len(set(ids(found))) == 20
        assert distances == pytest.approx(sorted(truth.values())[:20], rel=0, abs=2e-9)
        assert distances == pytest.approx([truth[id_] for id_ in ids(found)], rel=0, abs=2e-9)


# --- laws, with Hypothesis looking for the exception ---------------------------------------

places = st.builds(
    Point,
    st.sampled_from([-90.0, -45.0, 0.0, 45.0, 90.0]) | st.floats(-90, 90),
    st.sampled_from([-180.0, -90.0, 0.0, 90.0, 180.0]) | st.floats(-180, 180),
)
layouts = st.dictionaries(st.text("abc", min_size=1, max_size=3), places, max_size=30)
counts = st.integers(1, 12)


@settings(deadline=None, max_examples=300)
@given(layouts, places, counts)
@example({}, Point(0, 0), 1)
@example({"only": Point(90, 0)}, Point(-90, 0), 3)
def test_equals_brute_force(points: Points, origin: Point, k: int) -> None:
    assert NearestIndex(points).nearest(origin, k) == brute_force(points, origin, k)


@settings(deadline=None, max_examples=200)
@given(layouts, places, counts, st.sets(st.text("abc", min_size=1, max_size=3)), st.floats(0, 2e4))
def test_equals_brute_force_of_those_accepted_within(
    points: Points, origin: Point, k: int, refused: set[str], within_km: float
) -> None:
    def accept(id_: str) -> bool:
        return id_ not in refused

    found = NearestIndex(points).nearest(origin, k, accept=accept, within_km=within_km)
    assert found == brute_force(points, origin, k, accept, within_km)


@settings(deadline=None, max_examples=300)
@given(layouts, st.lists(places, max_size=5), st.integers(-1, 12))
def test_many_origins_are_answered_like_one_after_another(
    points: Points, origins: list[Point], k: int
) -> None:
    index = NearestIndex(points)
    assert index.nearest_to_each(origins, k) == [index.nearest(origin, k) for origin in origins]


@settings(deadline=None, max_examples=300)
@given(layouts, st.lists(places, max_size=5))
def test_the_nearest_alone_is_the_first_of_the_nearest(points: Points, origins: list[Point]) -> None:
    index = NearestIndex(points)
    found = [near.id for origin in origins for near in index.nearest(origin, 1)]
    assert index.nearest_id_to_each(origins) == found


@pytest.mark.parametrize("draw", LAYOUTS)
def test_many_origins_are_answered_among_thousands_of_points(draw: Draw) -> None:
    rng = random.Random(14)
    points = layout(rng, draw, 3_000)
    index, origins = NearestIndex(points), [draw(rng) for _ in range(60)]
    for k in (1, 5, 600, 1_000, 3_000):
        some = origins if k < 600 else origins[:3]
        assert index.nearest_to_each(some, k) == [brute_force(points, origin, k) for origin in some]
    assert index.nearest_id_to_each(origins) == [brute_force(points, each, 1)[0].id for each in origins]


@settings(deadline=None)
@given(layouts, places, counts, st.randoms(use_true_random=False))
def test_the_order_of_insertion_does_not_matter(
    points: Points, origin: Point, k: int, rng: random.Random
) -> None:
    shuffled = list(points.items())
    rng.shuffle(shuffled)
    expected = NearestIndex(points).nearest(origin, k)
    assert NearestIndex(dict(shuffled)).nearest(origin, k) == expected


@settings(deadline=None)
@given(layouts, places, counts)
def test_fewer_are_the_start_of_more(points: Points, origin: Point, k: int) -> None:
    index = NearestIndex(points)
    assert index.nearest(origin, k) == index.nearest(origin, k + 20)[:k]


# --- single cases --------------------------------------------------------------------------


def test_the_order_is_the_ellipsoids_and_not_a_spheres() -> None:
    origin = Point(29.2108, -81.0228)
    points = {
        "east": Point(origin.lat, origin.lon + 0.3432),
        "north": Point(origin.lat + 0.3, origin.lon),
    }
    by_haversine = sorted(points, key=lambda id_: haversine_km(origin, points[id_]))
    assert by_haversine == ["east", "north"]
    assert ids(NearestIndex(points).nearest(origin, 2)) == ["north", "east"]


def test_the_order_is_the_geodesics_and_not_the_chords() -> None:
    origin = Point(0, 0)
    points = {"poleward": Point(80, 0), "equatorial": Point(0, 79.8)}
    by_chord = sorted(points, key=lambda id_: math.dist(cartesian_km(origin), cartesian_km(points[id_])))
    assert by_chord == ["poleward", "equatorial"]
    assert ids(NearestIndex(points).nearest(origin, 1)) == ["equatorial"]


def test_a_known_distance_is_reported() -> None:
    [lake_mary] = NearestIndex({"lake-mary": Point(28.7589, -81.3178)}).nearest(Point(29.2108, -81.0228), 5)
    assert lake_mary.id == "lake-mary"
    assert lake_mary.distance_km / 1.609344 == pytest.approx(35.88, abs=0.005)
    assert isinstance(lake_mary.distance_km, float)


def test_no_points_have_no_nearest() -> None:
    assert NearestIndex({}).nearest(Point(29, -81), 5, within_km=1e9) == []


@pytest.mark.parametrize("k", [0, -1])
def test_asking_for_none_gives_none(k: int) -> None:
    assert NearestIndex({"here": Point(29, -81)}).nearest(Point(29, -81), k) == []


def test_nothing_accepted_gives_nothing() -> None:
    points = layout(random.Random(9), anywhere, 2_000)
    assert NearestIndex(points).nearest(Point(0, 0), 5, accept=lambda _: False) == []


def test_many_clinics_in_one_building_come_by_id() -> None:
    points = layout(random.Random(10), lambda _: Point(29.2, -81.0), 2_000)
    found = NearestIndex(points).nearest(Point(29.3, -81.1), 5)
    assert ids(found) == ["0000", "0001", "0002", "0003", "0004"]
    assert len({neighbour.distance_km for neighbour in found}) == 1


def test_points_at_one_distance_come_by_id() -> None:
    points = {"b": Point(0, 1), "a": Point(0, -1), "c": Point(0, 0.5)}
    assert ids(NearestIndex(points).nearest(Point(0, 0), 2)) == ["c", "a"]


def test_points_less_than_a_micrometre_apart_come_by_id() -> None:
    points = {"b": Point(29.2, -81.0), "a": Point(29.2 + 1e-12, -81.0)}
    assert ids(NearestIndex(points).nearest(Point(29.2, -81.0), 1)) == ["a"]


def test_few_points_are_looked_at() -> None:
    rng = random.Random(13)
    index = NearestIndex(layout(rng, around_a_town, 5_000))
    looked_at: list[str] = []

    def accept(id_: str) -> bool:
        looked_at.append(id_)
        return True

    for _ in range(100):
        index.nearest(around_a_town(rng), 5, accept=accept)
    assert len(looked_at) <= 5.1 * 100


def test_the_radius_is_inclusive() -> None:
    origin, clinic = Point(29.2108, -81.0228), Point(28.7589, -81.3178)
    index, edge_km = NearestIndex({"clinic": clinic}), distance_km(origin, clinic)
    assert ids(index.nearest(origin, 1, within_km=edge_km)) == ["clinic"]
    assert index.nearest(origin, 1, within_km=math.nextafter(edge_km, 0)) == []
    assert ids(index.nearest(clinic, 1, within_km=0)) == ["clinic"]


def test_neighbours_are_found_across_the_antimeridian() -> None:
    points = {"west": Point(0, 179.9), "east": Point(0, -179.8), "far": Point(0, 178)}
    assert ids(NearestIndex(points).nearest(Point(0, -180), 3)) == ["west", "east", "far"]


def test_a_pole_is_one_place_at_every_longitude() -> None:
    points = {"b": Point(90, 10), "a": Point(90, -170), "c": Point(89, 0)}
    assert ids(NearestIndex(points).nearest(Point(90, 99), 3)) == ["a", "b", "c"]


def test_from_the_antipode_all_points_are_found_in_order() -> None:
    rng = random.Random(11)
    points = {f"{n:03}": Point(rng.uniform(-1, 1), rng.uniform(-1, 1)) for n in range(200)}
    origin = Point(0, 180)
    assert NearestIndex(points).nearest(origin, 150) == brute_force(points, origin, 150)


def test_the_points_may_change_after_indexing() -> None:
    points = {"here": Point(29, -81)}
    index = NearestIndex(points)
    points["there"] = Point(29, -82)
    assert ids(index.nearest(Point(29, -82), 5)) == ["here"]


def test_threads_may_share_an_index() -> None:
    rng = random.Random(12)
    index = NearestIndex(layout(rng, around_a_town, 1_000))
    origins = [around_a_town(rng) for _ in range(500)]
    expected = [index.nearest(origin, 5) for origin in origins]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda origin: index.nearest(origin, 5), origins)) == expected
