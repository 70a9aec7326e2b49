"""Nearest five of many clinics: our index, and brute force with pyproj and with geopy.

    python bench/nearest.py [--clinics 10000] [--queries 2000]

The three answer the same queries in turn, in one process, and must name the same clinics.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

import numpy as np
from geopy.distance import geodesic

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

from locator.geo.distance import WGS84
from locator.geo.nearest import NearestIndex
from locator.model.point import Point

K = 5
SEED = 20_261_122
GEOPY_QUERIES = 5  # two thirds of a second each
CITIES = [
    Point(40.71, -74.01), Point(34.05, -118.24), Point(41.88, -87.63), Point(29.76, -95.37),
    Point(33.45, -112.07), Point(39.95, -75.17), Point(32.78, -96.80), Point(25.76, -80.19),
    Point(33.75, -84.39), Point(42.36, -71.06), Point(47.61, -122.33), Point(39.74, -104.99),
    Point(28.54, -81.38), Point(44.98, -93.27), Point(38.63, -90.20), Point(40.76, -111.89),
]  # fmt: skip

Points = dict[str, Point]
Search = Callable[[Point], list[str]]


def random_us_point(rng: random.Random) -> Point:
    """Three in four about a large city, the rest anywhere between the coasts."""
    if rng.random() < 0.25:
        return Point(rng.uniform(25, 49), rng.uniform(-124, -67))
    city = rng.choice(CITIES)
    return Point(city.lat + rng.gauss(0, 0.4), city.lon + rng.gauss(0, 0.5))


def indexed(points: Points) -> Search:
    index = NearestIndex(points)
    return lambda origin: [neighbour.id for neighbour in index.nearest(origin, K)]


def brute_force_pyproj(points: Points) -> Search:
    ids = np.array(list(points))
    lats = np.array([point.lat for point in points.values()])
    lons = np.array([point.lon for point in points.values()])

    def search(origin: Point) -> list[str]:
        here = np.full(len(ids), origin.lon), np.full(len(ids), origin.lat)
        micrometres = np.round(WGS84.inv(*here, lons, lats)[2] * 1e6)
        kth = np.partition(micrometres, min(K, len(ids)) - 1)[min(K, len(ids)) - 1]
        best = np.flatnonzero(micrometres <= kth)  # all that tie with the last, too
        chosen: list[str] = ids[best[np.lexsort((ids[best], micrometres[best]))][:K]].tolist()
        return chosen

    return search


def brute_force_geopy(points: Points) -> Search:
    def search(origin: Point) -> list[str]:
        here = origin.lat, origin.lon
        every = ((geodesic(here, (p.lat, p.lon)).km, id_) for id_, p in points.items())
        return [id_ for _, id_ in sorted((round(km, 9), id_) for km, id_ in every)[:K]]

    return search


def timed(search: Search, origin: Point) -> tuple[float, list[str]]:
    """Microseconds, and the ids found."""
    start = perf_counter_ns()
    found = search(origin)
    return (perf_counter_ns() - start) / 1e3, found


def measure(searches: dict[str, Search], origins: list[Point]) -> dict[str, list[float]]:
    """Microseconds of each search for each origin, in turn; stops at the first disagreement."""
    times: dict[str, list[float]] = {name: [] for name in searches}
    for number, origin in enumerate(origins):
        answers = set()
        for name, search in searches.items():
            if "geopy" in name and number >= GEOPY_QUERIES:
                continue
            taken, found = timed(search, origin)
            times[name].append(taken)
            answers.add(tuple(found))
        if len(answers) != 1:
            sys.exit(f"they disagree about {origin}: {sorted(answers)}")
    return times


def print_table(times: dict[str, list[float]]) -> None:
    ours = statistics.median(next(iter(times.values())))
    print(f"{'':24}{'queries':>9}{'median µs':>12}{'p95 µs':>12}{'ratio':>10}")
    for name, taken in times.items():
        median, p95 = statistics.median(taken), float(np.percentile(taken, 95))
        print(f"{name:24}{len(taken):9,}{median:12,.1f}{p95:12,.1f}{median / ours:10,.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--clinics", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=2_000)
    arguments = parser.parse_args()
    rng = random.Random(SEED)
    points = {f"clinic-{n:06}": random_us_point(rng) for n in range(arguments.clinics)}
    searches = {
        "NearestIndex": indexed(points),
        "brute force, pyproj": brute_force_pyproj(points),
        "brute force, geopy": brute_force_geopy(points),
    }
    times = measure(searches, [random_us_point(rng) for _ in range(arguments.queries)])
    print(f"nearest {K} of {arguments.clinics:,} clinics; all gave the same ids in the same order")
    print_table(times)


if __name__ == "__main__":
    main()
