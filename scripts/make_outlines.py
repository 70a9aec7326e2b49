"""Makes locator/data/outlines.sqlite, the county outlines behind the maps, from sources/.

counties-10m.json.gz is TopoJSON (us-atlas 3: U.S. Census Bureau cartographic boundaries of 2017,
public domain): counties share their borders, so each stretch of line ("arc") is stored once and a
county's ring is a list of arcs, ~i meaning arc i walked backwards. Both stay on the source's
integer grid; `grid` turns it into degrees. Same sources, same bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TOPOLOGY = ROOT / "sources" / "counties-10m.json.gz"
NAMES = ROOT / "sources" / "us_counties.json"
OUTLINES = ROOT / "locator" / "data" / "outlines.sqlite"

SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE grid (west REAL, south REAL, lon_step REAL, lat_step REAL);
CREATE TABLE arcs (id INTEGER PRIMARY KEY, x INTEGER, y INTEGER, steps BLOB);
CREATE TABLE counties (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE rings (id INTEGER PRIMARY KEY, county INTEGER, arcs BLOB);
CREATE VIRTUAL TABLE boxes USING rtree (id, west, east, south, north);
"""

Ring = tuple[int, list[int]]  # county (FIPS code), signed arcs


def main(out: Path = OUTLINES) -> None:
    topology = json.loads(gzip.decompress(TOPOLOGY.read_bytes()))
    fresh = out.with_name(f"{out.name}.{os.getpid()}.tmp")
    fresh.unlink(missing_ok=True)
    try:
        write_outlines(fresh, topology, load_names())
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def load_names() -> dict[int, str]:
    """County names in full ("Volusia County", "Orleans Parish") by FIPS code."""
    return {int(c["fips"]): c["name"] for c in json.loads(NAMES.read_text(encoding="utf-8"))}


def write_outlines(path: Path, topology: dict[str, Any], names: dict[int, str]) -> None:
    counties = topology["objects"]["counties"]["geometries"]
    full = {int(c["id"]): names.get(int(c["id"]), c["properties"]["name"]) for c in counties}
    rings = sorted(ring for county in counties for ring in rings_of(county))
    (lon_step, lat_step), (west, south) = (topology["transform"][k] for k in ("scale", "translate"))
    base = sqlite3.connect(path)
    try:
        base.executescript(SCHEMA)
        base.execute("INSERT INTO grid VALUES (?, ?, ?, ?)", (west, south, lon_step, lat_step))
        base.executemany("INSERT INTO counties VALUES (?, ?)", sorted(full.items()))
        base.executemany("INSERT INTO arcs VALUES (?, ?, ?, ?)", arc_rows(topology["arcs"]))
        base.executemany(
            "INSERT INTO rings VALUES (?, ?, ?)",
            ((i, county, pack("i", arcs)) for i, (county, arcs) in enumerate(rings)),
        )
        base.executemany("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)", box_rows(topology, rings))
        base.commit()
        base.execute("VACUUM")
    finally:
        base.close()


def rings_of(county: dict[str, Any]) -> Iterator[Ring]:
    """Every ring, outer or hole, by itself: no ring crosses the date line, though a county may."""
    polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
    return ((int(county["id"]), ring) for polygon in polygons for ring in polygon)


def arc_rows(arcs: list[list[list[int]]]) -> Iterator[tuple[int, int, int, bytes]]:
    """An arc comes as its first position and the steps to the following ones, and stays so."""
    for i, ((x, y), *steps) in enumerate(arcs):
        yield i, x, y, pack("h", [value for step in steps for value in step])


def box_rows(topology: dict[str, Any], rings: list[Ring]) -> Iterator[tuple[float, ...]]:
    (lon_step, lat_step), (west, south) = (topology["transform"][k] for k in ("scale", "translate"))
    spans = [span(arc) for arc in topology["arcs"]]
    for i, (_, arcs) in enumerate(rings):
        left, right, bottom, top = zip(*(spans[a if a >= 0 else ~a] for a in arcs), strict=True)
        lons = (west + min(left) * lon_step, west + max(right) * lon_step)
        yield i, *lons, south + min(bottom) * lat_step, south + max(top) * lat_step


def span(arc: list[list[int]]) -> tuple[int, int, int, int]:
    """The least and greatest x, then y, of an arc in grid steps."""
    x, y = arc[0]
    xs, ys = [x], [y]
    for dx, dy in arc[1:]:
        x, y = x + dx, y + dy
        xs.append(x)
        ys.append(y)
    return min(xs), max(xs), min(ys), max(ys)


def pack(kind: str, values: list[int]) -> bytes:
    """Integers as little-endian bytes on every machine."""
    return struct.pack(f"<{len(values)}{kind}", *values)


if __name__ == "__main__":
    main()
