"""Loading a large site folder: a thousand towns and ten thousand clinics, all problems looked for.

    python bench/loading.py [--towns 1000] [--clinics 10000] [--repeats 7] [--profile]

The folder is made up from the gazetteer, always the same: the largest towns, clinics about ZIP codes.
"""

from __future__ import annotations

import cProfile
import csv
import pstats
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter_ns

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from conditions import print_conditions
from peers import ROOT
from usage import peak_mb

from locator.geo.gazetteer import GAZETTEER
from locator.model.point import Point
from locator.model.town import Town
from locator.pages.landing.page import landing_page
from locator.pages.opening import open_catalogue
from locator.site.folder import SiteFolder
from locator.site.loading import load_site
from locator.site.snapshot import Site
from locator.site.tables.clinics.clinics import COLUMNS as CLINIC_COLUMNS

SEED = 20_261_122
TABLES = ("locations", "clinics", "practitioners", "redirects", "ledger")
TREATMENTS = ("back-pain-treatment", "acupuncture", "physical-therapy")
HOURS = (
    "Mo-Fr 08:00-17:00",
    "Mo-Fr 07:30-19:00; Sa,Su 09:00-15:00",
    "Mo-Th 08:00-12:00,13:00-17:30; Fr 08:00-13:00",
    "Mo,We,Fr 08:00-17:00; Tu,Th 10:00-19:00",
    "Tu-Fr 09:00-12:30,13:30-17:00; Sa 09:00-12:00",
)
SPECIAL = '2026-11-26 off "Thanksgiving Day"; 2026-12-24 08:00-12:00; 2026-12-25 off "Christmas Day"'
AREA_CODES = (202, 212, 305, 312, 386, 407, 415, 512, 602, 617, 702, 808)
LARGEST_TOWNS = """
    SELECT place.name, place.region FROM name JOIN place ON place.id = name.place
    WHERE kind = 0 AND rank = 0 AND 1 = (
        SELECT count(*) FROM name AS other WHERE other.key = name.key AND other.region = name.region
    ) ORDER BY population DESC LIMIT ?
"""
ZIPS = """
    SELECT printf('%05d', code), zip.region, coalesce(post_office, place.name), zip.lat, zip.lon
    FROM zip JOIN place ON place.id = zip.place WHERE zip.region != '' ORDER BY code
"""
EXAMPLE = ("site.toml", *(f"{name}.csv" for name in TABLES))
SITE = """
name = "Bench Clinics"
base_url = "https://clinics.example"
main_treatment = "back-pain-treatment"
demonstration = true
as_of = 2026-11-22
"""


def write_folder(path: Path, *, towns: int, clinics: int) -> None:
    rng = random.Random(SEED)
    gazetteer = sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro", uri=True)
    (path / "site.toml").write_text(SITE)
    shutil.copytree(ROOT / "content/treatments", path / "content/treatments")
    shutil.copytree(ROOT / "content/articles", path / "content/articles")
    rows = gazetteer.execute(LARGEST_TOWNS, (towns,)).fetchall()
    write_csv(path / "locations.csv", ("town", "region"), rows)
    zips = gazetteer.execute(ZIPS).fetchall()
    rows = [clinic_row(rng, number, rng.choice(zips)) for number in range(clinics)]
    write_csv(path / "clinics.csv", CLINIC_COLUMNS.all, rows)
    gazetteer.close()


def copied_example(path: Path) -> Path:
    """A copy of the example."""
    path.mkdir()
    for part in EXAMPLE:
        shutil.copy(ROOT / part, path / part)
    shutil.copytree(ROOT / "content", path / "content")
    return path


def clinic_row(rng: random.Random, number: int, zip_: tuple[str, str, str, int, int]) -> list[str]:
    """One clinic a few kilometres from the middle of a ZIP code."""
    code, region, post_office, lat, lon = zip_
    cells = {
        "id": f"clinic-{number:06}",
        "name": f"Bench Clinic {number}",
        "street": f"{rng.randrange(1, 9999)} Example Street",
        "locality": post_office,
        "region": region,
        "postcode": code,
        "country": "US",
        "lat": f"{lat / 1e4 + rng.gauss(0, 0.02):.5f}",
        "lon": f"{lon / 1e4 + rng.gauss(0, 0.02):.5f}",
        "phone": f"({rng.choice(AREA_CODES)}) 555-01{rng.randrange(100):02}",
        "website": f"https://clinics.example/{number}",
        "hours": rng.choice(HOURS),
        "special_hours": SPECIAL,
        "treatments": ";".join(TREATMENTS[: rng.randrange(1, 4)]),
        "languages": "English;Spanish",
        "insurance": "Example Health Plan;Sample Mutual",
        "accepting_new_patients": "yes",
        "verified_on": "2026-11-01",
    }
    return [cells.get(column, "") for column in CLINIC_COLUMNS.all]


def write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([list(header), *rows])


def load(folder: SiteFolder) -> Site:
    loaded = load_site(folder, environ={}, clock=lambda: datetime(2026, 11, 22, 17, tzinfo=UTC))
    if loaded.site is None or loaded.errors:
        sys.exit("\n".join(map(str, loaded.errors[:10])))
    return loaded.site


def timed(work: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    start = perf_counter_ns()
    work()
    return (perf_counter_ns() - start) / 1e6


def report(label: str, times: list[float], *, unit: str = "ms", more: str = "") -> None:
    scale = {"ms": 1.0, "µs": 1e3}[unit]
    low, median, high = (scale * value for value in (min(times), statistics.median(times), max(times)))
    spread = f"{low:,.1f} to {high:,.1f}"
    print(f"| {label} | {median:,.1f} {unit} | {spread} | {len(times):,}{more} |", flush=True)


def report_site(site: Site, folder: SiteFolder) -> None:
    """What the first visitors of the loaded site wait for."""
    rng = random.Random(SEED)
    report("first nearest: the index", [timed(lambda: site.nearest_clinics(site.towns[0].point, 5))])
    origins = [Point(rng.uniform(25, 49), rng.uniform(-124, -67)) for _ in range(1_000)]
    origins += [town.point for town in site.towns]
    found = [timed(partial(site.nearest_clinics, origin, 5)) for origin in origins]
    report("`nearest_clinics`, 5", found, unit="µs")
    report("`open_catalogue`", [timed(lambda: open_catalogue(folder, site))])
    catalogue = open_catalogue(folder, site)

    def render(town: Town) -> None:
        page = landing_page(site, site.main_treatment, town, verdicts=catalogue.verdicts)
        catalogue.renderer.render(page)

    towns = rng.sample(site.towns, min(200, len(site.towns)))
    render(towns[0])  # reads and compiles the templates
    report("a landing page, rendered", [timed(partial(render, town)) for town in towns])


def profile(folder: SiteFolder) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(load, folder)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--towns", type=int, default=1_000)
    parser.add_argument("--clinics", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--profile", action="store_true", help="show what dominates")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        folder = SiteFolder(Path(directory))
        write_folder(folder.path, towns=arguments.towns, clinics=arguments.clinics)
        before_mb = peak_mb()
        first_ms, site = timed(lambda: load(folder)), load(folder)
        times = [timed(lambda: load(folder)) for _ in range(arguments.repeats)]
        rows = len(site.towns) + len(site.clinics)
        rate = rows / statistics.median(times) * 1e3
        print_conditions("Loading a large site folder", "numpy", "phonenumbers")
        print(f"{len(site.towns):,} towns and {len(site.clinics):,} clinics\n")
        print("| work | median | spread | times |\n|---|---|---|---|")
        report("`load_site`, first", [first_ms])
        report("`load_site`, then", times, more=f", {rate:,.0f} rows a second")
        report_site(site, folder)
        print(f"| memory at its most | {peak_mb():,.0f} MB | {before_mb:,.0f} MB before loading | 1 |")
        if arguments.profile:
            profile(folder)


if __name__ == "__main__":
    main()
