"""What people type, and whether we understand it: right, wrong, and the misses by name.

    python bench/queries.py [--all]

The 153 queries are asked of the example site, the 2,191 real strings of a site without towns of its own.
"""

from __future__ import annotations

import csv
import random
import statistics
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import thread_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from peers import ROOT

from locator.geo.distance import distance_km
from locator.model.point import Point
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.queries.answer import Answer
from locator.site.queries.search import find_place
from locator.site.snapshot import Site

DATA = ROOT / "tests" / "data"
RADIUS_KM = 25.0
FIRST_FEW = 5
FLOOR_NON_EXACT = 0.80  # the test's
MISSPELLED = 1_000
SEED = 20_261_122

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A query's answer and its verdict: right, listed, silent or wrong."""

    row: Row
    answer: Answer
    verdict: str


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def example_site() -> Site:
    site = load_site(SiteFolder(ROOT), environ={}, clock=lambda: datetime.now(UTC)).site
    assert site
    return site


def bare_site() -> Site:
    """The example without its towns and clinics: the gazetteer alone."""
    return replace(example_site(), towns=(), clinics=())


def judge_query(row: Row, answer: Answer) -> str:
    """The verdict on one of the 153: `expect` says what kind of answer is right."""
    if row["expect"] == "none":
        return "wrong" if answer.origin else "right"
    if row["expect"] == "state":
        return "right" if answer.region and not answer.origin else "wrong"
    point, within = Point(float(row["lat"]), float(row["lon"])), float(row["tolerance_km"])
    near = [distance_km(point, place.point) <= within for place in answer.candidates]
    if row["expect"] == "ambiguous":
        if answer.origin:
            return "wrong"
        return "right" if any(near[:FIRST_FEW]) else "silent"
    if answer.origin:
        return "right" if distance_km(point, answer.origin.point) <= within else "wrong"
    return "listed" if any(near) else "silent"


def judge_string(row: Row, answer: Answer) -> str:
    """The verdict on a real string: one place within 25 km of the commonest ZIP is right."""
    point = Point(float(row["lat"]), float(row["lon"]))
    if answer.origin:
        return "right" if distance_km(point, answer.origin.point) <= RADIUS_KM else "wrong"
    near = (distance_km(point, place.point) <= RADIUS_KM for place in answer.candidates[:FIRST_FEW])
    return "listed" if any(near) else "silent"


def query_outcomes(site: Site) -> list[Outcome]:
    return [
        Outcome(row, answer, judge_query(row, answer))
        for row in rows("location_queries.csv")
        for answer in [find_place(site, row["query"])]
    ]


def string_outcomes(site: Site, *, exact: bool) -> list[Outcome]:
    return [
        Outcome(row, answer, judge_string(row, answer))
        for row in rows("real_city_strings.csv")
        if (row["kind"] != "non_exact") == exact
        for answer in [find_place(site, row["query"])]
    ]


def misspelled_outcomes(site: Site) -> list[Outcome]:
    """A thousand known names, each with one random mistake; nothing was tuned on them."""
    rng = random.Random(SEED)
    known = [row for row in rows("real_city_strings.csv") if row["kind"] == "geonames_exact"]
    outcomes = []
    for row in rng.sample(known, MISSPELLED):
        name, _, state = row["query"].rpartition(", ")
        typed = {**row, "query": f"{with_a_mistake(name.lower(), rng)}, {state}"}
        answer = find_place(site, typed["query"])
        outcomes.append(Outcome(typed, answer, judge_string(row, answer)))
    return outcomes


def with_a_mistake(name: str, rng: random.Random) -> str:
    """A letter left out, doubled, swapped with the next, or replaced, anywhere after the first."""
    i = rng.randrange(1, len(name) - 1)
    other = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        (
            name[:i] + name[i + 1 :],
            name[:i] + name[i] + name[i:],
            name[:i] + name[i + 1] + name[i] + name[i + 2 :],
            name[:i] + other + name[i + 1 :],
        )
    )


def print_outcomes(title: str, outcomes: list[Outcome], *, misses: bool = True) -> None:
    counts = Counter(outcome.verdict for outcome in outcomes)
    total = len(outcomes)
    answered = counts["right"] + counts["wrong"]
    print(f"\n{title}: {total:,}")
    for verdict in ("right", "listed", "silent", "wrong"):
        print(f"  {verdict:8}{counts[verdict]:6,}  {counts[verdict] / total:7.1%}")
    print(f"  precision {counts['right'] / max(1, answered):.1%} of single answers")
    for outcome in outcomes if misses else ():
        if outcome.verdict != "right":
            print(f"  {outcome.verdict:7} {outcome.row['query'][:40]:40} -> {described(outcome.answer)}")


def described(answer: Answer) -> str:
    if answer.origin:
        return f"{answer.origin.full_label} ({answer.how})"
    listed = "; ".join(place.full_label for place in answer.candidates[:4])
    return f"[{listed or '; '.join(answer.suggestions[:4])}] ({answer.how})"


def print_speed(site: Site) -> None:
    texts = [row["query"] for row in rows("location_queries.csv")]
    taken = []
    for text in texts:
        start = thread_time()
        find_place(site, text)
        taken.append((thread_time() - start) * 1e3)
    print(f"\n{statistics.median(taken):.2f} ms median, {statistics.quantiles(taken, n=20)[-1]:.2f} ms p95, "
          f"{max(taken):.2f} ms longest")  # fmt: skip


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--all", action="store_true", help="also the misses among the exact strings")
    arguments = parser.parse_args()
    example, bare = example_site(), bare_site()
    outcomes = query_outcomes(example)
    home = [outcome for outcome in outcomes if outcome.row["cls"] != "world"]
    print_outcomes("queries for places in the United States", home)
    print_outcomes("queries for places abroad", [o for o in outcomes if o not in home])
    print_outcomes("real strings, no known name", string_outcomes(bare, exact=False))
    print_outcomes("real strings, known names", string_outcomes(bare, exact=True), misses=arguments.all)
    print_outcomes("known names with a random mistake", misspelled_outcomes(bare), misses=arguments.all)
    print_speed(example)


if __name__ == "__main__":
    main()
