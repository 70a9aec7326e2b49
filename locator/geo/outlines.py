"""Shores and county borders of the United States, cut to a box: what a map is drawn from.

Neighbouring counties share stretches of line, called arcs. Of the arcs around the counties in a
box, one that two counties walk in opposite directions is a border; the rest, chained end to end,
are the shore of the land.
"""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from locator.errors import DataFileError
from locator.model.region import REGIONS_BY_FIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from locator.model.point import Point
    from locator.model.region import Region

OUTLINES = Path(__file__).parent.parent / "data" / "outlines.sqlite"

Position = tuple[float, float]  # longitude and latitude, in that order, as a drawing has them
Line = tuple[Position, ...]
_LON, _LAT = 0, 1
_TURNS = (-360.0, 0.0, 360.0)
_NEAR = 0.005  # degrees
KEPT_ARCS = 4_096  # of 12,000, about 1 KB each
_COUNTY_CODES = 1000  # a county's FIPS code is its state's, then three digits


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in degrees; across the date line one of `west` and `east` lies beyond ±180."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class County:
    """A ring of a county, which may have more: islands, holes; its `name` is in full."""

    name: str
    ring: Line

    @property
    def area(self) -> float:
        """Its size in square degrees; below zero if the ring is a hole in the county."""
        return -sum(_cross(a, b) for a, b in _segments(self.ring)) / 2

    @property
    def centre(self) -> Position:
        """The centroid of the ring, which may lie outside a bent one."""
        weight = -6 * self.area
        if not weight:
            return self.ring[0]
        sums = [sum((a[i] + b[i]) * _cross(a, b) for a, b in _segments(self.ring)) for i in (_LON, _LAT)]
        return sums[_LON] / weight, sums[_LAT] / weight

    def contains(self, position: Position) -> bool:
        """Tells whether a position lies inside the ring: eastwards of it an odd number of sides."""
        lon, lat = position
        crossed = [
            a[_LON] + (b[_LON] - a[_LON]) * (lat - a[_LAT]) / (b[_LAT] - a[_LAT]) > lon
            for a, b in _segments(self.ring)
            if (a[_LAT] > lat) != (b[_LAT] > lat)
        ]
        return sum(crossed) % 2 == 1


@dataclass(frozen=True, slots=True)
class Land:
    """All that lies in a box, cut to it.

    `shores` are rings, closed by going back to the start; a line between two counties is among the
    `state_lines` if they belong to two states.
    """

    shores: tuple[Line, ...] = ()
    county_lines: tuple[Line, ...] = ()
    state_lines: tuple[Line, ...] = ()
    counties: tuple[County, ...] = ()

    def __add__(self, other: Land) -> Land:
        return Land(
            self.shores + other.shores,
            self.county_lines + other.county_lines,
            self.state_lines + other.state_lines,
            self.counties + other.counties,
        )


@dataclass(frozen=True, slots=True)
class _Ring:
    county: int
    name: str
    arcs: tuple[int, ...]  # ~i is arc i walked backwards


class Outlines:
    """The outlines file, opened read-only, read box by box, safe to share between threads.

    Raises DataFileError if the file is missing or damaged.
    """

    def __init__(self, path: Path = OUTLINES) -> None:
        self._lock = Lock()
        self._arc = lru_cache(KEPT_ARCS)(self._read_arc)
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._grid = _Grid(*self._base.execute("SELECT * FROM grid").fetchone())
        except (sqlite3.Error, TypeError) as error:
            msg = f"{path} is missing or damaged ({error}); scripts/make_outlines.py makes it"
            raise DataFileError(msg) from error

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()

    def within(
        self, west: float, south: float, east: float, north: float, *, with_counties: bool = True
    ) -> Land:
        """Finds the land between these degrees; a box across the date line goes beyond ±180.

        Without counties, shores and borders of states are found in half the time.
        """
        land = Land()
        for turn in _TURNS:
            if west <= turn + 180 and east >= turn - 180:
                land += self._land(Box(west, south, east, north), turn, with_counties)
        return land

    def regions_near(self, point: Point) -> frozenset[Region]:
        """The states whose land comes within about 500 m of the point: none at sea and abroad."""
        return frozenset(region for region, _ in self.counties_near(point))

    def counties_near(self, point: Point, degrees: float = _NEAR) -> frozenset[tuple[Region, str]]:
        """The counties, each after its state, whose land comes as near as that to the point."""
        box = Box(point.lon - degrees, point.lat - degrees, point.lon + degrees, point.lat + degrees)
        with self._lock:
            rings = self._rings(box, 0.0)
            arcs = self._arcs({_forward(arc) for ring in rings for arc in ring.arcs}, 0.0)
        reaching = [ring for ring in rings if clip_ring(_join(ring.arcs, arcs), box)]
        return frozenset((REGIONS_BY_FIPS[ring.county // _COUNTY_CODES], ring.name) for ring in reaching)

    def _land(self, box: Box, turn: float, with_counties: bool) -> Land:
        """The land in a box that sees the globe `turn` degrees further east."""
        with self._lock:
            rings = self._rings(box, turn)
            arcs = self._arcs({_forward(arc) for ring in rings for arc in ring.arcs}, turn)
        shores, (inner, outer) = _shores(rings, arcs, box), _borders(rings)
        state_lines = _clipped(outer, arcs, box)
        if not with_counties:
            return Land(shores, state_lines=state_lines)
        return Land(shores, _clipped(inner, arcs, box), state_lines, _counties(rings, arcs, box))

    def _rings(self, box: Box, turn: float) -> list[_Ring]:
        rows = self._base.execute(
            "SELECT county, name, arcs FROM boxes JOIN rings USING (id)"
            " JOIN counties ON counties.id = county"
            " WHERE west <= ? AND east >= ? AND south <= ? AND north >= ? ORDER BY boxes.id",
            (box.east - turn, box.west - turn, box.north, box.south),
        )
        return [_Ring(county, name, _unpack("i", blob)) for county, name, blob in rows]

    def _arcs(self, wanted: set[int], turn: float) -> dict[int, Line]:
        return {arc: self._arc(arc, turn) for arc in sorted(wanted)}

    def _read_arc(self, arc: int, turn: float) -> Line:
        found = self._base.execute("SELECT x, y, steps FROM arcs WHERE id = ?", (arc,)).fetchone()
        return self._grid.line(*found, turn=turn)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The integer grid that the arcs lie on."""

    west: float
    south: float
    lon_step: float
    lat_step: float

    def line(self, x: int, y: int, steps: bytes, *, turn: float) -> Line:
        """An arc in degrees, from its first grid point and the steps to the following ones."""
        moves = _unpack("h", steps)
        west, south, lon_step, lat_step = self.west + turn, self.south, self.lon_step, self.lat_step
        lons = [west + x * lon_step for x in accumulate(moves[::2], initial=x)]
        lats = [south + y * lat_step for y in accumulate(moves[1::2], initial=y)]
        return tuple(zip(lons, lats, strict=True))


def _unpack(kind: str, blob: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(blob) // struct.calcsize(f'<{kind}')}{kind}", blob)


def _forward(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _walk(arc: int, arcs: Mapping[int, Line]) -> Line:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _join(walk: Iterable[int], arcs: Mapping[int, Line]) -> list[Position]:
    """The ring of a closed walk along arcs; the last position of each is the first of the next."""
    return [position for arc in walk for position in _walk(arc, arcs)[:-1]]


def _segments(ring: Line) -> Iterator[tuple[Position, Position]]:
    return pairwise((ring[-1], *ring))


def _cross(a: Position, b: Position) -> float:
    return a[_LON] * b[_LAT] - b[_LON] * a[_LAT]


def _shores(rings: list[_Ring], arcs: Mapping[int, Line], box: Box) -> tuple[Line, ...]:
    """The outline of all rings together: borders, walked once each way, cancel out."""
    walks = Counter(arc for ring in rings for arc in ring.arcs)
    alone = [arc for arc, count in walks.items() for _ in range(count - walks[~arc])]
    shores = (clip_ring(_join(walk, arcs), box) for walk in _closed_walks(alone, arcs))
    return tuple(shore for shore in shores if shore)


def _closed_walks(alone: Iterable[int], arcs: Mapping[int, Line]) -> Iterator[list[int]]:
    """Chains arcs end to end; as every ring is closed, each walk comes back to its start."""
    leaving: defaultdict[Position, list[int]] = defaultdict(list)
    for arc in alone:
        leaving[_walk(arc, arcs)[0]].append(arc)
    for start, waiting in leaving.items():
        while waiting:
            walk = [waiting.pop()]
            while (end := _walk(walk[-1], arcs)[-1]) != start:
                walk.append(leaving[end].pop())
            yield walk


def _borders(rings: list[_Ring]) -> tuple[list[int], list[int]]:
    """The arcs between two counties of one state, and those between two states."""
    sides: defaultdict[int, set[int]] = defaultdict(set)
    for ring in rings:
        for arc in ring.arcs:
            sides[_forward(arc)].add(ring.county)
    shared = sorted((arc, counties) for arc, counties in sides.items() if len(counties) > 1)
    states = {arc: len({county // _COUNTY_CODES for county in counties}) for arc, counties in shared}
    return [arc for arc in states if states[arc] == 1], [arc for arc in states if states[arc] > 1]


def _clipped(borders: Iterable[int], arcs: Mapping[int, Line], box: Box) -> tuple[Line, ...]:
    return tuple(line for arc in borders for line in clip_line(arcs[arc], box))


def _counties(rings: list[_Ring], arcs: Mapping[int, Line], box: Box) -> tuple[County, ...]:
    clipped = ((ring.name, clip_ring(_join(ring.arcs, arcs), box)) for ring in rings)
    return tuple(County(name, ring) for name, ring in clipped if ring)


def clip_ring(ring: Iterable[Position], box: Box) -> Line:
    """Cuts a ring to a box, one side after another (Sutherland and Hodgman 1974); () if outside.

    A ring that leaves the box and comes back runs along its edge meanwhile.
    """
    positions = list(ring)
    for axis, limit, sign in _sides(box):
        if not positions:
            break
        if all(sign * position[axis] >= sign * limit for position in positions):
            continue
        kept: list[Position] = []
        for a, b in pairwise([positions[-1], *positions]):
            if (sign * a[axis] < sign * limit) != (sign * b[axis] < sign * limit):
                kept.append(_crossing(a, b, axis, limit))
            if sign * b[axis] >= sign * limit:
                kept.append(b)
        positions = kept
    return tuple(positions)


def clip_line(line: Line, box: Box) -> list[Line]:
    """Cuts a line to a box: the stretches of it that lie inside, in order."""
    pieces: list[list[Position]] = [list(line)]
    for axis, limit, sign in _sides(box):
        pieces = [part for piece in pieces for part in _parts(piece, axis, limit, sign)]
    return [tuple(piece) for piece in pieces]


def _parts(line: list[Position], axis: int, limit: float, sign: int) -> Iterator[list[Position]]:
    """The stretches of a line on the inner side of one limit."""
    if all(sign * position[axis] >= sign * limit for position in line):
        yield line
        return
    part: list[Position] = [line[0]] if sign * line[0][axis] >= sign * limit else []
    for a, b in pairwise(line):
        if (sign * a[axis] < sign * limit) != (sign * b[axis] < sign * limit):
            part.append(_crossing(a, b, axis, limit))
        if sign * b[axis] >= sign * limit:
            part.append(b)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def _sides(box: Box) -> tuple[tuple[int, float, int], ...]:
    """Axis, limit, and 1 if the inside is above the limit, -1 if it is below."""
    return (_LON, box.west, 1), (_LON, box.east, -1), (_LAT, box.south, 1), (_LAT, box.north, -1)


def _crossing(a: Position, b: Position, axis: int, limit: float) -> Position:
    """Where the segment from a to b meets the limit."""
    other = a[1 - axis] + (b[1 - axis] - a[1 - axis]) * (limit - a[axis]) / (b[axis] - a[axis])
    return (limit, other) if axis == _LON else (other, limit)
