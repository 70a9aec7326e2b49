"""Importing 10,000 real clinics by a column mapping, into a copy of the example.

    python bench/importing.py FILE [--rows 10000]

FILE is a table of clinics, .gz or not; rows are drawn from all of it with a seed. Each step is timed, and the
whole command as a user would type it.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from conditions import print_conditions
from loading import copied_example
from peers import ROOT

from locator.editing.edits import edited
from locator.editing.importing.plan import Plan, Planner
from locator.exchange.mapping.guessing import guess
from locator.exchange.reading.files import read_file
from locator.model.problem import Severity
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

SEED = 2026


def sample(source: Path, count: int, goal: Path) -> None:
    """Writes a header and `count` rows of a file, in its order."""
    data = source.read_bytes()
    text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text))
    chosen = sorted(random.Random(SEED).sample(range(len(rows)), min(count, len(rows))))
    with goal.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(rows[at] for at in chosen)])


def plan_steps(file: Path, folder: Path) -> Plan:
    """Times what is done before the write."""
    started = perf_counter()
    site = load_site(SiteFolder(folder), environ={}, clock=lambda: datetime.now(UTC)).site
    assert site
    print(f"| open the site | {perf_counter() - started:.2f} | |")
    started = perf_counter()
    sheet = read_file(file)
    print(f"| read the file | {perf_counter() - started:.2f} | {len(sheet.records):,} rows |")
    started = perf_counter()
    planner = Planner(SiteFolder(folder), site, guess(sheet), {"treatments": site.config.main_treatment})
    plan = planner.plan(sheet)
    print(f"| clean, check, merge | {perf_counter() - started:.2f} | {len(plan.edits):,} edits |")
    started = perf_counter()
    edited(SiteFolder(folder), plan.edits)
    print(f"| make the bytes | {perf_counter() - started:.2f} | |")
    return plan


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    options = parser.parse_args()
    print_conditions("Clinics imported by a column mapping")
    print("| work | seconds | of it |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        file, folder = Path(name, "clinics.csv"), copied_example(Path(name, "site"))
        sample(options.file, options.rows, file)
        plan = plan_steps(file, folder)
        found = Counter(problem.severity for problem in plan.problems)
        far = sum("lies" in each.message and each.column == "lat" for each in plan.errors)
        told = ", ".join(f"{found[severity]:,} {severity}s" for severity in Severity)
        mapping, locator = Path(name, "mapping.toml"), [sys.executable, "-m", "locator", "import", str(file)]
        suggest = subprocess.run([*locator, "--suggest-mapping"], check=True, capture_output=True, cwd=ROOT)
        mapping.write_bytes(suggest.stdout)
        words = [str(folder), "--mapping", str(mapping), "--set", "treatments=back-pain-treatment"]
        started = perf_counter()
        subprocess.run([*locator, *words, "--valid-rows"], capture_output=True, cwd=ROOT, check=False)
        clinics = len((folder / "clinics.csv").read_bytes().splitlines()) - 1
        print(
            f"| `locator import`, start to end | {perf_counter() - started:.2f} | {clinics:,} clinics then |"
        )
        print(f"\n{told}; {far} bad coordinates")


if __name__ == "__main__":
    main()
