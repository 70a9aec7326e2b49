"""Makes sources/us_localities.tsv.gz, the places that us_gazetteer.tsv.gz leaves out, from Census names.

    python scripts/make_localities.py places.gz

places.gz is the file of that name in Debian's package weather-util-data, which holds the U.S. Census
Bureau's gazetteer files of 2022: each place and each county subdivision with its FIPS code, its name
and the middle of it. Run by hand when a newer one is wanted; needs locator installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from locator.geo.distance import distance_km
from locator.geo.outlines import Outlines
from locator.model.point import Point

ROOT = Path(__file__).resolve().parent.parent
COUNTIES = ROOT / "sources" / "us_counties.json"
LOCALITIES = ROOT / "sources" / "us_localities.tsv.gz"
HEADER = "kind\tname\tstate\tcounty3\tlat\tlon\tpop\ttz\talt\n"

BLOCK = re.compile(
    r"^\[fips(\d{7}|\d{10})\]\ncentroid = \((.+), (.+)\)\ndescription = (.+), (..)$", re.MULTILINE
)
# Forms of local government and of settlement; the rest (census county divisions, precincts, districts,
# barrios, gores) is nobody's address.
TOWNSHIP = re.compile(r"^(?P<name>\D+?) (?:charter )?township$")
TOWN = re.compile(r"^(?P<name>\D+?) (?:town|village|borough|plantation|city|CDP|comunidad|zona urbana)$")
PLACE_DIGITS = 7
STEP = 0.05  # degrees around a point in which its county is looked for
RENUMBERED = "CT"  # its outlines are those of the eight old counties


class Row(NamedTuple):
    """A row of the source: a FIPS code, a name in full, a position."""

    code: str
    text: str
    state: str
    point: Point


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("places", type=Path, help="places.gz of weather-util-data")
    rows = list(load_rows(parser.parse_args().places))
    lines = sorted(locality_lines(rows))
    LOCALITIES.write_bytes(gzip.compress((HEADER + "".join(lines)).encode(), mtime=0))
    print(f"{len(lines):,} localities")


def load_rows(path: Path) -> Iterator[Row]:
    """Every place and county subdivision; the source gives the middle in radians."""
    for code, lat, lon, text, state in BLOCK.findall(gzip.decompress(path.read_bytes()).decode("utf-8")):
        yield Row(code, text, state, Point(math.degrees(float(lat)), math.degrees(float(lon))))


def locality_lines(rows: list[Row]) -> Iterator[str]:
    """A line for each row with a name that people use, in the columns of us_gazetteer.tsv.gz.

    A town that is both a place and a county subdivision is kept as the latter, which has its county.
    """
    counties = Counties(rows)
    listed = {(row.code[:2], row.code[5:]) for row in rows if len(row.code) > PLACE_DIGITS}
    for row in rows:
        is_place = len(row.code) == PLACE_DIGITS
        township, town = TOWNSHIP.match(row.text), TOWN.match(row.text)
        if not (township or town) or (is_place and (row.code[:2], row.code[2:]) in listed):
            continue
        name = f"{township['name']} Township" if township else town["name"] if town else ""
        county = counties.of(row) if is_place else row.code[2:5]
        yield f"L\t{name}\t{row.state}\t{county}\t{row.point.lat:.4f}\t{row.point.lon:.4f}\t\t\t\n"


class Counties:
    """The county of a place, which the source does not give."""

    def __init__(self, rows: list[Row]) -> None:
        self._outlines = Outlines()
        self._numbered = [row for row in rows if len(row.code) > PLACE_DIGITS]
        listed = json.loads(COUNTIES.read_text(encoding="utf-8"))
        self._codes = {(county["state"], county["name"]): county["fips"][2:] for county in listed}

    def of(self, row: Row) -> str:
        """Three digits: of the outline that holds the middle of the place, or of the nearest subdivision."""
        code = "" if row.state == RENUMBERED else self._outlined(row)
        return code or min(self._numbered, key=lambda other: _away_km(row, other)).code[2:5]

    def _outlined(self, row: Row) -> str:
        lat, lon = row.point.lat, row.point.lon
        land = self._outlines.within(lon - STEP, lat - STEP, lon + STEP, lat + STEP)
        names = (county.name for county in land.counties if county.contains((lon, lat)))
        return next((code for name in names if (code := self._codes.get((row.state, name)))), "")


def _away_km(row: Row, other: Row) -> float:
    return distance_km(row.point, other.point) if row.state == other.state else math.inf


if __name__ == "__main__":
    main()
