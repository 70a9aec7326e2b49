"""Completing what is typed: every beginning of real strings, right and with a mistake.

    python bench/completion.py [--strings 400]

The strings are of tests/data, the site is the example. Times are those of the processor, so that whatever
else runs does not count.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tracemalloc
from collections.abc import Iterable
from pathlib import Path
from time import thread_time_ns

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

from queries import SEED, example_site, rows, with_a_mistake

from locator.geo.gazetteer import Gazetteer
from locator.site.snapshot import Site
from locator.site.typeahead.completion import complete, place_label

LIMIT = 8
ZIPS = 200


def beginnings(text: str) -> list[str]:
    """What stands in the field after each keystroke."""
    return [text[:end] for end in range(1, len(text) + 1)]


def keystrokes(count: int, rng: random.Random) -> dict[str, list[str]]:
    """Texts by kind; names as people type them, and ZIPs."""
    known = [row["query"] for row in rows("real_city_strings.csv") if row["kind"] == "geonames_exact"]
    typed = [text.lower() for text in rng.sample(known, count)]
    names = [text.rpartition(", ")[0] for text in typed]
    wrong = [with_a_mistake(name, rng) for name in names]
    zips = [row["zip"] for row in rng.sample(rows("real_city_strings.csv"), ZIPS)]
    return {
        "names, right": [each for name in names for each in beginnings(name)],
        "names and states, right": [each for text in typed for each in beginnings(text)],
        "names, with a mistake": [each for name in wrong for each in beginnings(name)],
        "ZIPs": [each for code in zips for each in beginnings(code)],
    }


def microseconds(site: Site, texts: Iterable[str], *, labels: bool = False) -> list[float]:
    taken = []
    for text in texts:
        start = thread_time_ns()
        places = complete(site, text, LIMIT)
        if labels:
            for place in places:
                place_label(site, place)
        taken.append((thread_time_ns() - start) / 1e3)
    return taken


def is_found(site: Site, text: str, name: str) -> bool:
    return any(place.name.lower() == name for place in complete(site, text, LIMIT))


def print_hits(site: Site, count: int, rng: random.Random) -> None:
    """How much of a name must be typed until it is among the eight, and how often a mistake is forgiven."""
    known = [row["query"] for row in rows("real_city_strings.csv") if row["kind"] == "geonames_exact"]
    names = [text.rpartition(", ")[0].lower() for text in rng.sample(known, count)]
    needed = [
        next((len(each) for each in beginnings(name) if is_found(site, each, name)), 0) for name in names
    ]
    wrong = [(with_a_mistake(name, rng), name) for name in names]
    forgiven = sum(is_found(site, typed, name) for typed, name in wrong)
    print(f"names of the country among the first {LIMIT}: {sum(map(bool, needed)) / count:.1%}, "
          f"after {statistics.median(filter(None, needed)):.0f} letters; "
          f"with a mistake {forgiven / count:.1%}")  # fmt: skip


def print_cost_of_names() -> None:
    start = thread_time_ns()
    count = len(Gazetteer().place_names.places)
    taken = thread_time_ns() - start
    tracemalloc.start()
    kept = Gazetteer().place_names
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(f"{count:,} places read in {taken / 1e6:.0f} ms, {size / 1e6:.0f} MB")
    del kept


def print_times(kind: str, taken: list[float]) -> None:
    *_, p95, _, _, _, p99 = statistics.quantiles(taken, n=100)
    print(f"{kind:36}{len(taken):7,}{statistics.median(taken):6.0f} µs median{p95:6.0f} p95{p99:6.0f} p99")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--strings", type=int, default=400)
    arguments = parser.parse_args()
    print_cost_of_names()
    site, rng = example_site(), random.Random(SEED)
    start = thread_time_ns()
    complete(site, "da", LIMIT)
    print(f"first answer {(thread_time_ns() - start) / 1e6:.0f} ms")
    for kind, texts in keystrokes(arguments.strings, rng).items():
        print_times(kind, microseconds(site, texts))
        print_times(f"{kind}, with labels", microseconds(site, texts, labels=True))
    print_hits(site, arguments.strings, rng)


if __name__ == "__main__":
    main()
