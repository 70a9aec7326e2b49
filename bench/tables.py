"""A table of 100,000 rows and 15 columns becomes values, and every problem of it is named.

    python bench/tables.py [--rows 100000] [--rounds 5] [--growth]

Peers and "the same work" do the same: types, ranges and patterns of each cell, one bad cell in each hundredth
row, named by line and column, which is compared. "Every check" is load_clinics, which does what they do not:
ZIP against town, state and coordinates, numbers that can be dialed, hours as OpenStreetMap has them, time
zones, twins.
"""

from __future__ import annotations

import csv
import gc
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time
from typing import Annotated, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
import numpy as np
from conditions import print_conditions
from loading import HOURS, SEED, ZIPS
from peers import from_pypi

from locator.geo.gazetteer import GAZETTEER, open_gazetteer
from locator.model.making import many
from locator.site.settings.config import Config
from locator.site.tables import encoding, table
from locator.site.tables.clinics.clinics import COLUMNS as CLINIC_COLUMNS
from locator.site.tables.clinics.clinics import load_clinics
from locator.site.tables.columns import blanks, numbers, texts, unlike
from locator.site.tables.row import WEB_ADDRESS, Row
from locator.site.tables.shared import Shared
from locator.site.tables.table import gathered, open_table

COLUMNS = (
    *("id", "name", "street", "locality", "region", "postcode", "lat", "lon", "phone", "website"),
    *("hours", "treatments", "languages", "accepting_new_patients", "verified_on"),
)
TODAY = date(2026, 11, 22)
BAD = {"lat": "north", "lon": "-281.0", "website": "ask us", "accepting_new_patients": "maybe"}
SLUG, PHONE = r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^\(\d{3}\) \d{3}-\d{4}$"
WEB, ZIP = r"^https?://[\w.-]+\.[\w-]+(/\S*)?$", r"^\d{5}$"

Found = set[tuple[int, str]]  # line and column of each bad cell
Work = Callable[[Path], tuple[int, Found]]


@dataclass(frozen=True, slots=True)
class Plain:
    """A clinic as its cells have it."""

    id: str
    name: str
    street: str
    locality: str
    region: object
    postcode: str
    lat: float
    lon: float
    phone: str
    website: str
    hours: str
    treatments: tuple[str, ...]
    languages: tuple[str, ...]
    accepting_new_patients: bool
    verified_on: date


def write_table(path: Path, rows: int) -> None:
    import sqlite3

    rng = random.Random(SEED)
    with sqlite3.connect(f"{GAZETTEER.as_uri()}?mode=ro", uri=True) as gazetteer:
        zips = gazetteer.execute(ZIPS).fetchall()
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for number in range(rows):
            code, region, town, lat, lon = rng.choice(zips)
            cells = {
                "id": f"clinic-{number:06}",
                "name": f"Bench Clinic {number}",
                "street": f"{rng.randrange(1, 9999)} Example Street",
                **{"locality": town, "region": region, "postcode": code},
                "lat": f"{lat / 1e4 + rng.gauss(0, 0.02):.5f}",
                "lon": f"{lon / 1e4 + rng.gauss(0, 0.02):.5f}",
                "phone": f"(386) {rng.randrange(200, 999)}-{rng.randrange(10_000):04}",
                "website": f"https://clinics.example/{number}",
                "hours": rng.choice(HOURS),
                "treatments": "back-pain-treatment;acupuncture",
                "languages": "English;Spanish",
                "accepting_new_patients": "yes",
                "verified_on": "2026-11-01",
            }
            if number % 100 == 50:
                column = rng.choice([*BAD])
                cells[column] = BAD[column]
            writer.writerow(cells)


def records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        for line, cells in enumerate(reader, 2):
            row: dict[str, Any] = dict(zip(header, cells, strict=True))
            row["treatments"] = row["treatments"].split(";")
            row["languages"] = row["languages"].split(";")
            yield line, row


def bare(path: Path) -> tuple[int, Found]:
    with path.open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file)) - 1, set()


def by_hand(path: Path) -> tuple[int, Found]:
    patterns = {"id": SLUG, "postcode": ZIP, "phone": PHONE, "website": WEB}
    matchers = {column: re.compile(pattern, re.ASCII) for column, pattern in patterns.items()}
    flags = {"yes": True, "no": False}
    values, found = [], set()
    for line, row in records(path):
        bad = [column for column, matcher in matchers.items() if not matcher.match(row[column])]
        bad += [column for column in ("name", "street", "locality", "region") if not row[column]]
        for column, most in (("lat", 90), ("lon", 180)):
            try:
                row[column] = float(row[column])
                if not -most <= row[column] <= most:
                    bad.append(column)
            except ValueError:
                bad.append(column)
        if row["accepting_new_patients"] not in flags:
            bad.append("accepting_new_patients")
        try:
            row["verified_on"] = date.fromisoformat(row["verified_on"])
        except ValueError:
            bad.append("verified_on")
        if bad:
            found |= {(line, column) for column in bad}
            continue
        row["accepting_new_patients"] = flags[row["accepting_new_patients"]]
        values.append(Plain(**row))
    return len(values), found


def with_pydantic() -> Work:
    from pydantic import BaseModel, Field, TypeAdapter, ValidationError

    def text(pattern: str = "") -> Any:
        return Annotated[str, Field(min_length=1, pattern=pattern or None)]

    fields: dict[str, Any] = {column: text() for column in COLUMNS}
    fields |= {"id": text(SLUG), "postcode": text(ZIP), "phone": text(PHONE), "website": text(WEB)}
    fields |= {"lat": Annotated[float, Field(ge=-90, le=90)], "lon": Annotated[float, Field(ge=-180, le=180)]}
    fields |= {"treatments": tuple[str, ...], "languages": tuple[str, ...]}
    fields |= {"accepting_new_patients": bool, "verified_on": date}
    validate: Any = TypeAdapter(type("Clinic", (BaseModel,), {"__annotations__": fields})).validate_python

    def work(path: Path) -> tuple[int, Found]:
        values, found = [], set()
        for line, row in records(path):
            try:
                values.append(validate(row))
            except ValidationError as error:
                found |= {(line, str(each["loc"][0])) for each in error.errors()}
        return len(values), found

    return work


def with_msgspec() -> Work:
    import msgspec

    def text(pattern: str | None = None) -> Any:
        return Annotated[str, msgspec.Meta(min_length=1, pattern=pattern)]

    fields: dict[str, Any] = {column: text() for column in COLUMNS}
    fields |= {"id": text(SLUG), "postcode": text(ZIP), "phone": text(PHONE), "website": text(WEB)}
    fields |= {"lat": Annotated[float, msgspec.Meta(ge=-90, le=90)]}
    fields |= {"lon": Annotated[float, msgspec.Meta(ge=-180, le=180)]}
    fields |= {"treatments": tuple[str, ...], "languages": tuple[str, ...]}
    fields |= {"accepting_new_patients": bool, "verified_on": date}
    kind = msgspec.defstruct("Clinic", [*fields.items()], frozen=True)
    flags = {"yes": True, "no": False}

    def work(path: Path) -> tuple[int, Found]:
        values, found = [], set()
        for line, row in records(path):
            row["accepting_new_patients"] = flags.get(row["accepting_new_patients"], "?")
            try:
                values.append(msgspec.convert(row, kind, strict=False))
            except msgspec.ValidationError as error:  # names the first of a row; here each has one
                found.add((line, str(error).rpartition("$.")[2].rstrip("`")))
        return len(values), found

    return work


def cells(path: Path) -> tuple[int, Found]:
    """Our own readers of columns and cells, without what only load_clinics asks."""
    opened = open_table(path, CLINIC_COLUMNS)
    regions, days = Shared(Row.region, "region"), Shared(day, "verified_on")
    offers = Shared(offer, "treatments", "languages", "accepting_new_patients")
    patterns = {"id": SLUG, "postcode": ZIP, "phone": PHONE}
    matchers = {column: re.compile(pattern[1:-1], re.ASCII) for column, pattern in patterns.items()}
    values: list[Plain] = []
    rows: list[Row] = []
    for block in opened.blocks():
        doubts: set[int] = set()
        found = {column: texts(block.column(column)) for column in ("name", "street", "locality")}
        found |= {column: block.column(column) for column in ("id", "postcode", "phone", "website", "hours")}
        for column, cells in found.items():
            doubts.update(unlike(matchers[column], cells) if column in matchers else blanks(cells))
        doubts.update(unlike(WEB_ADDRESS, found["website"]))
        lats, lons = numbers(block.column("lat")), numbers(block.column("lon"))
        doubts.update(np.flatnonzero(~((abs(lats) <= 90) & (abs(lons) <= 180))).tolist())
        treatments, languages, flags = zip(*offers.of(block, doubts), strict=True)
        made = many(
            Plain,
            **found,
            region=regions.of(block, doubts),
            lat=lats.tolist(),
            lon=lons.tolist(),
            treatments=treatments,
            languages=languages,
            accepting_new_patients=flags,
            verified_on=days.of(block, doubts),
        )
        values += [value for at, value in enumerate(made) if at not in doubts]
        rows += [row_by_cells(block.row(at)) for at in sorted(doubts)]
    return len(values), {(each.row or 0, each.column or "") for each in gathered(rows, opened.problems)}


def row_by_cells(row: Row) -> Row:
    """Names all that is wrong with a row."""
    for column in COLUMNS[:4]:
        row.text(column, required=True)
    row.region(), row.point(required=True), row.web_address("website"), offer(row), day(row)
    return row


def day(row: Row) -> date | None:
    return row.day("verified_on", today=TODAY)


def offer(row: Row) -> tuple[tuple[str, ...], tuple[str, ...], bool | None]:
    return row.treatments(None), row.items("languages"), row.flag("accepting_new_patients")


def whole(path: Path) -> tuple[int, Found]:
    """What `locator check` does with clinics.csv."""
    config = Config("Bench", "https://clinics.example", "back-pain-treatment", demonstration=True)
    clinics, problems = load_clinics(path, config=config, gazetteer=open_gazetteer(), today=TODAY)
    found = {(each.row or 0, each.column or "") for each in problems if each.severity.value == "error"}
    return len(clinics), found


def contenders() -> dict[str, Work]:
    works: dict[str, Work] = {"csv.reader alone": bare, "dataclass, by hand": by_hand}
    if packages := from_pypi():
        sys.path.append(str(packages))
    for name, make in (("msgspec", with_msgspec), ("pydantic", with_pydantic)):
        try:
            works[name] = make()
        except ImportError:
            print(f"without {name}", file=sys.stderr)
    return works | {"ours, the same work": cells, "ours, every check": whole}


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", action="store_true", help="from 1,000 to 1,000,000 rows, and ours alone")
    options = parser.parse_args()
    print_conditions("A table becomes values", "pydantic", "msgspec", "numpy", "phonenumbers")
    if options.growth:
        lift_limits()
        for rows in (1_000, 10_000, 100_000, 1_000_000):
            print_table(rows, measured({"ours, every check": whole}, rows, max(1, 100_000 // rows)))
    else:
        print_table(options.rows, measured(contenders(), options.rows, options.rounds))


def lift_limits() -> None:
    """Has us read larger files than we let people have."""
    vars(encoding)["MAX_BYTES"] = vars(table)["MAX_BYTES"] = 10**9


def measured(works: dict[str, Work], rows: int, rounds: int) -> dict[str, list[float]]:
    """Seconds of the processor of each round, in turns; all contenders must name the same bad cells."""
    times: dict[str, list[float]] = {name: [] for name in works}
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "clinics.csv"
        write_table(path, rows)
        expected = by_hand(path)[1]
        for _ in range(rounds):
            for name, work in works.items():
                gc.collect()
                start = process_time()
                _, found = work(path)
                times[name].append(process_time() - start)
                if name != "csv.reader alone" and found != expected:
                    sys.exit(f"{name} finds other problems: {sorted(found ^ expected)[:5]}")
                del found
    return times


def print_table(rows: int, times: dict[str, list[float]]) -> None:
    print(f"\n| {rows:,} rows | rows a second | spread | ratio to pydantic |\n|---|---|---|---|")
    peer = statistics.median(times["pydantic"]) if "pydantic" in times else None
    for name, taken in sorted(times.items(), key=lambda item: statistics.median(item[1])):
        middle = statistics.median(taken)
        ratio = f"{peer / middle:.2f}" if peer else ""
        spread = f"{rows / max(taken):,.0f} to {rows / min(taken):,.0f}"
        print(f"| {name} | {rows / middle:,.0f} | {spread} | {ratio} |")


if __name__ == "__main__":
    main()
