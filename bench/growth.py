"""How each cost grows from a thousand to a million, in one table.

    python bench/growth.py [--most 1000000] [--sites 100000]

Every line does what the benchmark of its name does, ours alone, at each size: medians, of the processor
where that can be told. Sites have so many clinics and a tenth as many towns; `locator bench` measures them.
Why a cell is empty stands below the table. On a quiet machine of two cores all of it takes five minutes or
so, half of it the first judgement of the largest site.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
import sitemaps
from conditions import print_conditions
from loading import write_folder
from nearest import SEED, K, once, random_points, random_us_point
from our_server import LOCATOR
from places import growth_of_places
from queries import bare_site
from tables import lift_limits, measured, whole

from locator.geo.nearest import NearestIndex

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUERIES = 300
Cells = dict[int, str]  # by size

WHY = """
There are {places:,} places, so their last cell is of all. A site takes 40 MB of `clinics.csv`, that is
100,000 clinics with every cell filled in; for a million rows the limit is lifted here, and no site has
so many. `bench/start.py` starts 20,000 towns with 100,000 clinics.
"""


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="points, rows and addresses")
    parser.add_argument("--sites", type=int, default=100_000, help="clinics of the largest site")
    options = parser.parse_args()
    sizes = [size for size in SIZES if size <= options.most]
    print_conditions("How each cost grows", "numpy", "pykdtree", "pyproj", "lxml", "deflate")
    print(f"| work | {' | '.join(f'{size:,}' for size in sizes)} |\n|---{'|---' * len(sizes)}|", flush=True)
    sites = [size for size in sizes if size <= options.sites]
    for name, cells in chain(of_things(sizes), of_sites(sites)):
        print(f"| {name} | {' | '.join(cells.get(size, '') for size in sizes)} |", flush=True)
    print(WHY.format(places=len(bare_site().gazetteer.place_names.places)))


# Things one by one


def of_things(sizes: Sequence[int]) -> Iterator[tuple[str, Cells]]:
    points = random_points(sizes[-1], random.Random(SEED))
    names = list(points)
    indexes = {size: NearestIndex({id_: points[id_] for id_ in names[:size]}) for size in sizes}
    rng = random.Random(SEED + 1)
    origins = [random_us_point(rng) for _ in range(QUERIES)]
    yield (
        f"nearest {K} of so many points",
        {size: f"{_median(partial(index.nearest, k=K), origins):.1f} µs" for size, index in indexes.items()},
    )
    yield (
        "the same, many origins at once",
        {
            size: f"{once(partial(index.nearest_to_each, k=K), origins) / QUERIES:.1f} µs"
            for size, index in indexes.items()
        },
    )
    del points, names, indexes
    yield from of_places(sizes)
    lift_limits()
    rows = {size: measured({"ours": whole}, size, max(1, 20_000 // size)) for size in sizes}
    yield (
        "rows of `clinics.csv`, each",
        {size: f"{statistics.median(times['ours']) / size * 1e6:.1f} µs" for size, times in rows.items()},
    )
    yield (
        "addresses of sitemaps, each with two alternates",
        {size: f"{_addresses(size) / size * 1e6:.1f} µs" for size in sizes},
    )


def _median(work: Callable[[Any], object], values: Sequence[Any]) -> float:
    for value in values:
        work(value)  # to warm up
    return statistics.median(once(work, value) for value in values)


def of_places(sizes: Sequence[int]) -> Iterator[tuple[str, Cells]]:
    site = bare_site()
    beginnings, mistakes = Cells(), Cells()
    for size, beginning, mistake in growth_of_places(site, sizes, QUERIES):
        beginnings[size], mistakes[size] = f"{beginning:.1f} µs", f"{mistake:.1f} µs"
    yield "place that begins so, of so many", beginnings
    yield "place with a mistake", mistakes


def _addresses(count: int) -> float:
    """Seconds of the processor."""
    begun = process_time()
    for first in range(0, count, sitemaps.A_FILE):
        sitemaps.ours(first, min(sitemaps.A_FILE, count - first))
    return process_time() - begun


# Sites


def of_sites(sizes: Sequence[int]) -> Iterator[tuple[str, Cells]]:
    found = {}
    with tempfile.TemporaryDirectory() as name:
        for clinics in sizes:
            folder = Path(name) / str(clinics)
            folder.mkdir()
            write_folder(folder, towns=clinics // 10, clinics=clinics)
            done = subprocess.run([*LOCATOR, "bench", folder, "--json"], capture_output=True, check=False)
            if done.returncode:
                print(f"without a site of {clinics:,} clinics: {done.stderr.decode()}", file=sys.stderr)
            else:
                found[clinics] = json.loads(done.stdout)
    for label, cell in LINES.items():
        yield label, {clinics: cell(told) for clinics, told in found.items()}


def _figure(name: str, form: str) -> Callable[[Any], str]:
    return lambda told: form.format(told["figures"][name])


def _landing(told: Any) -> str:
    kind = next(kind for kind in told["kinds"] if kind["name"] == "landing")
    return f"{kind['found_out_ms'] + kind['filled_in_ms']:.2f} ms"


LINES: dict[str, Callable[[Any], str]] = {
    "pages of a site with so many clinics": lambda told: f"{told['site']['pages']:,}",
    "a landing page rendered cold": _landing,
    "a kept page over HTTP, per second": _figure("kept_pages_per_s", "{:,.0f}"),
    "a page of an export, pictures apart": lambda told: (
        f"{told['figures']['build_s'] * told['machine']['cores'] / told['site']['pages'] * 1e3:.2f} ms"
    ),
    "nearest clinics over HTTP, per second": _figure("api_per_s", "{:,.0f}"),
    "reading the folder": _figure("read_s", "{:.2f} s"),
    "judging it the first time": _figure("judge_s", "{:.1f} s"),
    "`locator serve` to its first answer, judged before": _figure("start_s", "{:.2f} s"),
    "memory of the server's largest process": _figure("memory_mb", "{:.0f} MB"),
}


if __name__ == "__main__":
    main()
