"""The nearest 5 of many points: our index beside what others would take, in turns in one run.

    python bench/nearest.py [--points 1000000] [--queries 300] [--rounds 5]

Contenders take turns, each through all queries at a time, so that all have warm caches. PostGIS and Redis
are started on this machine for the run and stopped after it; what cannot be had is named and left out.
Each answer is held against ours: only haversine may differ. Then what filters cost, and how the cost grows.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter_ns, process_time_ns
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from conditions import print_conditions
from nearest_peers import BARE, PEERS, Points, Search
from peers import from_pypi

from locator.geo.nearest import NearestIndex
from locator.geo.selections import Selections
from locator.model.point import Point

Asked = TypeVar("Asked")
K = 5
SEED = 20_261_122
SHARES = (1.0, 0.5, 0.1, 0.01, 0.001, 0.0001)  # of the points that a filter allows
WARMING = 3_000  # queries until a filter counts as known
VERSIONS = ("numpy", "pykdtree", "pyproj", "scipy", "scikit-learn", "PostgreSQL", "Redis")
SERVERS = ("PostGIS", "Redis")
CITIES = [
    Point(40.71, -74.01), Point(34.05, -118.24), Point(41.88, -87.63), Point(29.76, -95.37),
    Point(33.45, -112.07), Point(39.95, -75.17), Point(32.78, -96.80), Point(25.76, -80.19),
    Point(33.75, -84.39), Point(42.36, -71.06), Point(47.61, -122.33), Point(39.74, -104.99),
    Point(28.54, -81.38), Point(44.98, -93.27), Point(38.63, -90.20), Point(40.76, -111.89),
]  # fmt: skip


@dataclass(slots=True)
class Figures:
    """Microseconds a query, on the clock and of the processor, and the share of answers that are not ours."""

    taken: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    wrong_first: float = 0.0
    wrong_order: float = 0.0


def random_us_point(rng: random.Random) -> Point:
    """A fifth anywhere in the country, the rest around its cities."""
    if rng.random() < 0.2:
        return Point(rng.uniform(25, 49), rng.uniform(-124, -67))
    city = rng.choice(CITIES)
    return Point(city.lat + rng.gauss(0, 0.4), city.lon + rng.gauss(0, 0.5))


def random_points(count: int, rng: random.Random) -> Points:
    return {f"clinic-{n:07}": random_us_point(rng) for n in range(count)}


def measure(searches: dict[str, Search], origins: list[Point], rounds: int) -> dict[str, Figures]:
    """Each contender through all origins, in turns; the first is the measure of the others."""
    figures = {name: Figures() for name in searches}
    truth = [next(iter(searches.values()))(origin) for origin in origins]
    for _ in range(rounds + 1):
        for name, search in searches.items():
            each, found, begun = figures[name], [], process_time_ns()
            for origin in origins:
                start = perf_counter_ns()
                found.append(search(origin))
                each.taken.append((perf_counter_ns() - start) / 1e3)
            each.worked.append((process_time_ns() - begun) / 1e3 / len(origins))
            pairs = list(zip(found, truth, strict=True))
            each.wrong_first = statistics.mean(mine[:1] != true[:1] for mine, true in pairs)
            each.wrong_order = statistics.mean(mine != true for mine, true in pairs)
    for each in figures.values():  # the first round was to warm up
        del each.taken[: len(origins)], each.worked[0]
    return figures


def print_table(figures: dict[str, Figures]) -> None:
    ours = statistics.median(next(iter(figures.values())).taken)
    print(
        "| contender | median | 10 to 90 % | processor | ratio | wrong nearest | wrong order |\n"
        "|---|---|---|---|---|---|---|"
    )
    for name, each in figures.items():
        low, *_, high = statistics.quantiles(each.taken, n=10)
        median, work = statistics.median(each.taken), statistics.median(each.worked)
        processor = "another's" if name.startswith(SERVERS) else f"{work:,.0f} µs"
        print(f"| {name} | {median:,.0f} µs | {low:,.0f} to {high:,.0f} | {processor} | {median / ours:,.2f} "
              f"| {each.wrong_first:.1%} | {each.wrong_order:.1%} |", flush=True)  # fmt: skip
        if each.wrong_order and "haversine" not in name:
            sys.exit(f"{name} gives other answers")


def print_filters(index: NearestIndex, points: Points, origins: list[Point]) -> None:
    """What the first query with a filter costs, the slowest of many, and a query when it is known."""
    print("\n| filter allows | first query | slowest | then, median | ratio to none |\n|---|---|---|---|---|")
    for share in SHARES:
        rng = random.Random(SEED)
        allowed = {id_ for id_ in points if rng.random() < share}.__contains__
        search = partial(Selections(index).nearest, k=K, kind="", accept=allowed)
        taken = [once(search, random_us_point(rng)) for _ in range(WARMING)]
        then, bare = [], []
        for _ in range(5):
            then += [once(search, origin) for origin in origins]
            bare += [once(partial(index.nearest, k=K), origin) for origin in origins]
        median = statistics.median(then)
        print(f"| {share:.2%} | {taken[0] / 1e3:,.1f} ms | {max(taken) / 1e3:,.1f} ms | {median:,.0f} µs "
              f"| {median / statistics.median(bare):.2f} |", flush=True)  # fmt: skip


def once(search: Callable[[Asked], object], asked: Asked) -> float:
    """Microseconds of the processor."""
    start = process_time_ns()
    search(asked)
    return (process_time_ns() - start) / 1e3


def print_growth(points: Points, origins: list[Point], rounds: int) -> None:
    """Ours and the bare libraries, from a thousand points to all; many at once as well."""
    names, count = list(points), 1_000
    print("\n| points | ours | many at once | bare | ours to bare |\n|---|---|---|---|---|")
    while count <= len(names):
        some = {id_: points[id_] for id_ in names[:count]}
        index = NearestIndex(some)
        with ExitStack() as stack:
            searches: dict[str, Search] = {"ours": _ids_of(index), "bare": PEERS[BARE](some, K, stack)}
            found = measure(searches, origins, rounds)
        ours, bare = (statistics.median(found[name].worked) for name in searches)
        many = min(once(partial(index.nearest_to_each, k=K), origins) for _ in range(rounds))
        print(f"| {count:,} | {ours:.1f} µs | {many / len(origins):.1f} µs | {bare:.1f} µs "
              f"| {ours / bare:.2f} |", flush=True)  # fmt: skip
        count *= 10


def _ids_of(index: NearestIndex) -> Search:
    return lambda origin: [each.id for each in index.nearest(origin, K)]


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    if packages := from_pypi():
        sys.path.append(str(packages))
    print_conditions("The nearest 5 of many points, exact", *VERSIONS)
    rng = random.Random(SEED)
    points = random_points(arguments.points, rng)
    origins = [random_us_point(rng) for _ in range(arguments.queries)]
    index = NearestIndex(points)
    searches: dict[str, Search] = {"ours, `NearestIndex`": _ids_of(index)}
    with ExitStack() as stack:
        for name, prepare in PEERS.items():
            try:
                searches[name] = prepare(points, K, stack)
            except (ImportError, OSError) as error:
                print(f"without {name}: {error}", file=sys.stderr)
        print(f"nearest {K} of {len(points):,}, {len(origins)} queries\n")
        print_table(measure(searches, origins, arguments.rounds))
    print_filters(index, points, origins)
    print_growth(points, origins, arguments.rounds)


if __name__ == "__main__":
    main()
