"""Visitors' questions answered by PostgreSQL and by memory, as a site grows: both give the same answers.

    python bench/store_questions.py [--clinics 1000 10000 100000] [--asked 300] [--threads 8]

Starts a PostgreSQL with PostGIS of its own. Clinics are made up about ZIP codes, always the same. The
database does without fsync, which only loading would feel. CPU is milliseconds of the processor for a
question, in this process and in PostgreSQL; "a second" is with threads of this one process.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "tests"))  # tests know how to start a server

import command
from conditions import print_conditions
from peers import ROOT
from postgres import started
from usage import family, processor_seconds

from locator.geo.gazetteer import GAZETTEER
from locator.model.clinic import Clinic
from locator.model.hours import Hours
from locator.model.point import Point
from locator.shared.database.database import Database
from locator.shared.database.migrating import migrate
from locator.shared.questions import shared_questions
from locator.shared.questions.filling import fill_rows
from locator.shared.questions.shared_questions import share_questions
from locator.site.filters import NOW, Facet, Filters
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.questions import Questions, SnapshotQuestions
from locator.site.snapshot import Site

SEED = 20_261_127
AT = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
HOURS = [Hours(f"Mo-Fr {opens:02}:00-{closes}:00") for opens in range(6, 11) for closes in range(15, 22)]
TREATMENTS = ("back-pain-treatment", "acupuncture", "physical-therapy")
PLANS = ("Example Health Plan", "Sample Mutual", "Placeholder Choice")
RARE = "Klingon"  # spoken at one clinic in a thousand
NONE = Filters(AT)
OPEN = Filters(AT, {Facet.OPEN: frozenset({NOW})})
SELDOM = Filters(AT, {Facet.LANGUAGE: frozenset({RARE.lower()})})
NOBODYS = Filters(AT, {Facet.LANGUAGE: frozenset({"xyzzy"})})

Ask = Callable[[Questions, Point], object]
QUESTIONS: dict[str, Ask] = {
    "nearest 5": lambda asked, origin: asked.nearest_clinics(origin, 5),
    "nearest 50": lambda asked, origin: asked.nearest_clinics(origin, 50),
    "nearest 5, open now": lambda asked, origin: asked.nearest_clinics(origin, 5, filters=OPEN),
    "nearest 5, one in a thousand": lambda asked, origin: asked.nearest_clinics(origin, 5, filters=SELDOM),
    "nearest 5, nobody has it": lambda asked, origin: asked.nearest_clinics(origin, 5, filters=NOBODYS),
    "finder, 40 km, with counts": lambda asked, origin: asked.find_clinics(origin, NONE, 40),
    "count within 40 km": lambda asked, origin: asked.count_within(origin, OPEN, 40),
}


def made_up(example: Site, clinics: int) -> Site:
    rng = random.Random(SEED)
    gazetteer = sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro", uri=True)
    zips = gazetteer.execute("SELECT lat / 1e4, lon / 1e4 FROM zip ORDER BY code").fetchall()
    sample = example.clinics[0]
    return replace(example, clinics=tuple(clinic(sample, rng, i, rng.choice(zips)) for i in range(clinics)))


def clinic(sample: Clinic, rng: random.Random, number: int, middle: tuple[float, float]) -> Clinic:
    lat, lon = (round(degrees + rng.gauss(0, 0.02), 5) for degrees in middle)
    return replace(
        sample,
        id=f"clinic-{number:07}",
        point=Point(min(lat, 90.0), max(min(lon, 180.0), -180.0)),
        hours=rng.choice(HOURS),
        treatments=TREATMENTS[: rng.randint(1, 3)],
        insurance=PLANS[: rng.randint(0, 3)],
        languages=("English", RARE) if rng.random() < 1e-3 else ("English",),
    )


def measure(database: Database, site: Site, options: Options, server: int) -> None:
    size = len(site.clinics)
    _ = site.own_names
    fills = [seconds(partial(fill, database, version, site)) for version in (1, 2)]
    changed = replace(site, clinics=(replace(site.clinics[0], insurance=()), *site.clinics[1:]))
    fills.append(seconds(partial(fill, database, 3, changed)))
    print(f"| {size:,} | {' | '.join(f'{each:.1f}' for each in fills)} | {sizes(database)} |\n", flush=True)
    shared, memory = share_questions(database, 3, changed), SnapshotQuestions(changed)
    rng = random.Random(SEED)
    near = [rng.choice(site.clinics).point for _ in range(options.asked)]
    origins = [
        Point(
            max(min(each.lat + rng.gauss(0, 0.1), 90.0), -90.0),
            max(min(each.lon + rng.gauss(0, 0.1), 180.0), -180.0),
        )
        for each in near
    ]
    print("| question | memory ms | p99 | database ms | p99 | CPU, ours | and its | a second | differ |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, ask in QUESTIONS.items():
        report(name, ask, (memory, shared), origins, threads=options.threads, server=server)


def report(
    name: str, ask: Ask, engines: Sequence[Questions], origins: list[Point], *, threads: int, server: int
) -> None:
    memory, shared = engines
    for questions in engines:
        ask(questions, origins[0])
    quick = [timed(ask, memory, each) for each in origins]
    before = time.process_time(), processor_seconds_of(server)
    slow = [timed(ask, shared, each) for each in origins]
    used = time.process_time() - before[0], processor_seconds_of(server) - before[1]
    differ = sum(mine != theirs for (_, mine), (_, theirs) in zip(quick, slow, strict=True))
    cells = [f"{ms:.2f}" for answers in (quick, slow) for ms in spread([ms for ms, _ in answers])]
    cells += [f"{1e3 * each / len(slow):.2f}" for each in used]
    together = rate(partial(ask, shared), origins, threads)
    print(f"| {name} | {' | '.join(cells)} | {together:,.0f} | {differ} |", flush=True)


def processor_seconds_of(server: int) -> float:
    """What the database has used of the processor, its sessions included."""
    return sum(map(processor_seconds, family(server)))


def timed(ask: Ask, questions: Questions, origin: Point) -> tuple[float, object]:
    begun = perf_counter()
    answer = ask(questions, origin)
    return 1e3 * (perf_counter() - begun), answer


def spread(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), sorted(times)[len(times) * 99 // 100]


def rate(ask: Callable[[Point], object], origins: list[Point], threads: int) -> float:
    """Answers a second, the threads of one process asking at once."""
    turns = count()

    def work() -> None:
        while (turn := next(turns)) < len(origins):
            ask(origins[turn])

    workers = [threading.Thread(target=work) for _ in range(threads)]
    begun = perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(origins) / (perf_counter() - begun)


def fill(database: Database, version: int, site: Site) -> None:
    database.run(lambda connection: fill_rows(connection, version, site), seconds=3_600)


def seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def sizes(database: Database) -> str:
    """MB of the table of clinics, of its index of places, and of all its indexes."""
    sql = """SELECT pg_relation_size('clinic') / 1e6, pg_relation_size('clinic_place_idx') / 1e6,
        pg_indexes_size('clinic') / 1e6"""
    [row] = database.run(lambda connection: connection.execute(sql).fetchall())
    return " | ".join(f"{float(each):.1f}" for each in row)


class Options(argparse.Namespace):
    clinics: list[int]
    asked: int
    threads: int


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--clinics", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--asked", type=int, default=300, help="questions of each kind")
    parser.add_argument("--threads", type=int, default=8)
    options = parser.parse_args(namespace=Options())
    shared_questions.PATIENCE = shared_questions.WAIT = 60.0  # to measure, not to give up
    print_conditions("Visitors' questions in SQL and in memory", "PostgreSQL", "psycopg")
    example = load_site(SiteFolder(ROOT), environ={}, clock=lambda: AT).site
    assert example
    with started() as server:
        assert server.process
        for size in options.clinics:
            name = f"clinics_{size}"
            server.execute(f"CREATE DATABASE {name}")
            database = Database(server.url(name), most=options.threads)
            migrate(database)
            print(
                "\n| clinics | filled s | again s | one changed s | table MB | places MB | all indexes MB |"
            )
            print("|---|---|---|---|---|---|---|")
            measure(database, made_up(example, size), options, server.process.pid)
            database.close()


if __name__ == "__main__":
    main()
