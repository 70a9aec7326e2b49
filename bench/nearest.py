"""The nearest 5 of many points: our index beside PostGIS, Redis, SQLite and a BallTree, in turns in one run.

    python bench/nearest.py [--points 1000000] [--queries 300] [--growth]

PostGIS and Redis are started on this machine for the run and stopped after it; where they, psycopg or
scikit-learn are missing, their rows are left out and the run says so. Times are on the clock, for
the servers work in other processes. Each answer is held against ours: only haversine may differ.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter_ns

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

from nearest_peers import PEERS, Points, Search

from locator.geo.nearest import NearestIndex
from locator.geo.selections import Selections
from locator.model.point import Point

K = 5
SEED = 20_261_122
SHARES = (1.0, 0.5, 0.01, 0.0001)  # of the points that a filter allows
WARMING = 3_000  # queries until a filter has the index that it earns
CITIES = [
    Point(40.71, -74.01), Point(34.05, -118.24), Point(41.88, -87.63), Point(29.76, -95.37),
    Point(33.45, -112.07), Point(39.95, -75.17), Point(32.78, -96.80), Point(25.76, -80.19),
    Point(33.75, -84.39), Point(42.36, -71.06), Point(47.61, -122.33), Point(39.74, -104.99),
    Point(28.54, -81.38), Point(44.98, -93.27), Point(38.63, -90.20), Point(40.76, -111.89),
]  # fmt: skip


@dataclass(slots=True)
class Figures:
    """A contender's microseconds, and how often its answer was not ours."""

    taken: list[float] = field(default_factory=list)
    wrong_first: int = 0
    wrong_order: int = 0


def random_us_point(rng: random.Random) -> Point:
    """A fifth anywhere in the country, the rest around its cities."""
    if rng.random() < 0.2:
        return Point(rng.uniform(25, 49), rng.uniform(-124, -67))
    city = rng.choice(CITIES)
    return Point(city.lat + rng.gauss(0, 0.4), city.lon + rng.gauss(0, 0.5))


def random_points(count: int, rng: random.Random) -> Points:
    return {f"clinic-{n:07}": random_us_point(rng) for n in range(count)}


def filtered(index: NearestIndex, points: Points) -> Iterator[tuple[str, Search]]:
    """Searches that allow some of the points, each as often used as a filter that people use."""
    for share in SHARES:
        rng = random.Random(SEED)
        allowed = {id_ for id_ in points if rng.random() < share}.__contains__
        selections = Selections(index)

        def search(
            origin: Point,
            selections: Selections = selections,
            allowed: Callable[[str], bool] = allowed,
        ) -> list[str]:
            return [each.id for each in selections.nearest(origin, K, kind="", accept=allowed)]

        for _ in range(WARMING):
            search(random_us_point(rng))
        yield f"ours, a filter that allows {share:.2%}", search


def measure(searches: dict[str, Search], origins: list[Point], *, is_compared: bool) -> dict[str, Figures]:
    """Each contender asked for each origin, in turns; the first is the measure of the others."""
    figures = {name: Figures() for name in searches}
    for origin in origins:
        truth: list[str] = []
        for name, search in searches.items():
            start = perf_counter_ns()
            found = search(origin)
            each = figures[name]
            each.taken.append((perf_counter_ns() - start) / 1e3)
            truth = truth or found
            if is_compared and found != truth:
                each.wrong_first += found[:1] != truth[:1]
                each.wrong_order += 1
    return figures


def print_table(figures: dict[str, Figures]) -> None:
    ours = statistics.median(next(iter(figures.values())).taken)
    print(
        "| contender | median | 10 to 90 % | ratio | wrong nearest | wrong order |\n|---|---|---|---|---|---|"
    )
    for name, each in figures.items():
        low, *_, high = statistics.quantiles(each.taken, n=10)
        median, count = statistics.median(each.taken), len(each.taken)
        print(f"| {name} | {median:,.0f} µs | {low:,.0f} to {high:,.0f} | {median / ours:,.1f} "
              f"| {each.wrong_first / count:.1%} | {each.wrong_order / count:.1%} |")  # fmt: skip
        if each.wrong_order and "haversine" not in name:
            sys.exit(f"{name} gives other answers")


def alone(search: Search, origins: list[Point]) -> float:
    """The least mean of five runs through all origins: microseconds, with warm caches."""
    means = []
    for _ in range(5):
        start = perf_counter_ns()
        for origin in origins:
            search(origin)
        means.append((perf_counter_ns() - start) / 1e3 / len(origins))
    return min(means)


def print_growth(points: Points, origins: list[Point]) -> None:
    """Ours and the bare libraries, from a thousand points to all."""
    names, count = list(points), 1_000
    print("\n| points | ours | kd-tree and pyproj, bare |\n|---|---|---|")
    while count <= len(names):
        some = {id_: points[id_] for id_ in names[:count]}
        ours = NearestIndex(some)
        with ExitStack() as stack:
            bare = PEERS["kd-tree and pyproj, bare"](some, K, stack)
            mine = alone(lambda origin, ours=ours: ours.nearest(origin, K), origins)  # type: ignore[misc]
            print(f"| {count:,} | {mine:.1f} µs | {alone(bare, origins):.1f} µs |")
        count *= 10


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--growth", action="store_true", help="also from 1,000 points on")
    arguments = parser.parse_args()
    rng = random.Random(SEED)
    points = random_points(arguments.points, rng)
    origins = [random_us_point(rng) for _ in range(arguments.queries)]
    index = NearestIndex(points)
    searches: dict[str, Search] = {"ours": lambda origin: [each.id for each in index.nearest(origin, K)]}
    with ExitStack() as stack:
        for name, prepare in PEERS.items():
            try:
                searches[name] = prepare(points, K, stack)
            except (ImportError, OSError) as error:
                print(f"without {name}: {error}", file=sys.stderr)
        print(f"nearest {K} of {len(points):,}, {len(origins)} queries, in turns\n")
        print_table(measure(searches, origins, is_compared=True))
    few = {"ours": searches["ours"], **dict(filtered(index, points))}
    print()
    print_table(measure(few, origins, is_compared=False))
    if arguments.growth:
        print_growth(points, origins)


if __name__ == "__main__":
    main()
