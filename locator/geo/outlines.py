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
from functools import cache, cached_property, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from locator.errors import DataFileError
from locator.geo.clipping import LAT, LON, Box, Shape, clip_ring
from locator.geo.held_table import open_held
from locator.model.region import REGIONS_BY_FIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from locator.geo.clipping import Line, Position
    from locator.model.point import Point
    from locator.model.region import Region

OUTLINES = Path(__file__).parent.parent / "data" / "outlines.sqlite"

_TURNS = (-360.0, 0.0, 360.0)
_NEAR = 0.005  # degrees
KEPT_ARCS = 4_096  # of 10,000, about 1 KB each
KEPT_TRACTS = 1_024  # about 5 KB each
_COUNTY_CODES = 1000  # a county's FIPS code is its state's, then three digits


@dataclass(frozen=True)  # no slots: what is measured is kept beside it
class County:
    """A ring of a county, which may have more: islands, holes; its `name` is in full."""

    name: str
    ring: Line

    @cached_property
    def _segments(self) -> list[tuple[Position, Position]]:
        return list(pairwise((self.ring[-1], *self.ring)))

    @cached_property
    def _crosses(self) -> list[float]:
        return [a[LON] * b[LAT] - b[LON] * a[LAT] for a, b in self._segments]

    @cached_property
    def area(self) -> float:
        """Its size in square degrees; below zero if the ring is a hole in the county."""
        return -sum(self._crosses) / 2

    @cached_property
    def centre(self) -> Position:
        """The centroid of the ring, which may lie outside a bent one."""
        weight = -6 * self.area
        if not weight:
            return self.ring[0]
        pairs = list(zip(self._segments, self._crosses, strict=True))
        lon = sum([(a[LON] + b[LON]) * cross for (a, b), cross in pairs])
        lat = sum([(a[LAT] + b[LAT]) * cross for (a, b), cross in pairs])
        return lon / weight, lat / weight

    def contains(self, position: Position) -> bool:
        """Tells whether a position lies inside the ring: eastwards of it an odd number of sides."""
        lon, lat = position
        return sum([at > lon for at in self._crossed(lat)]) % 2 == 1

    def holds(self, box: Box) -> bool:
        """Tells whether all four corners of a box lie inside the ring."""
        for lat in (box.south, box.north):
            crossed = self._crossed(lat)
            if any(sum([at > lon for at in crossed]) % 2 == 0 for lon in (box.west, box.east)):
                return False
        return True

    def _crossed(self, lat: float) -> list[float]:
        """The longitudes at which the ring crosses a parallel."""
        return [
            a_lon + (b_lon - a_lon) * (lat - a_lat) / (b_lat - a_lat)
            for (a_lon, a_lat), (b_lon, b_lat) in self._segments
            if (a_lat > lat) != (b_lat > lat)
        ]


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


@dataclass(frozen=True, slots=True)
class _Tract:
    """Some counties that lie together, uncut: many a box sees the same."""

    shores: tuple[Shape, ...]
    county_lines: tuple[Shape, ...]
    state_lines: tuple[Shape, ...]
    counties: tuple[tuple[County, Shape], ...]

    @classmethod
    def of(cls, rings: Sequence[_Ring], arcs: Mapping[int, Line]) -> _Tract:
        """Chains the arcs of their rings."""
        inner, outer = _borders(rings)
        shapes = [(ring.name, Shape.of(_join(ring.arcs, arcs))) for ring in rings]
        return cls(
            tuple(Shape.of(_join(walk, arcs)) for walk in _shores(rings, arcs)),
            tuple(Shape.of(arcs[arc]) for arc in inner),
            tuple(Shape.of(arcs[arc]) for arc in outer),
            tuple((County(name, shape.line), shape) for name, shape in shapes),
        )

    def within(self, box: Box, *, with_counties: bool) -> Land:
        """What of them lies in the box."""
        shores = tuple(filter(None, [shore.ring_in(box) for shore in self.shores]))
        state_lines = tuple([line for border in self.state_lines for line in border.lines_in(box)])
        if not with_counties:
            return Land(shores, state_lines=state_lines)
        county_lines = tuple([line for border in self.county_lines for line in border.lines_in(box)])
        cut = [(county, shape.ring_in(box)) for county, shape in self.counties]
        counties = tuple([_part(county, ring) for county, ring in cut if ring])
        return Land(shores, county_lines, state_lines, counties)


def _part(county: County, ring: Line) -> County:
    """What is left of a county; a whole one stays itself, with all that was measured of it."""
    return county if ring is county.ring else County(county.name, ring)


class Outlines:
    """The outlines file, held in memory, read box by box, safe to share between threads.

    Raises DataFileError if the file is missing or damaged.
    """

    def __init__(self, path: Path = OUTLINES) -> None:
        self._arc = lru_cache(KEPT_ARCS)(self._read_arc)
        self._tract = lru_cache(KEPT_TRACTS)(self._read_tract)
        self.reopen()
        try:
            self._base = open_held(path)
            self._grid = _Grid(*self._base.execute("SELECT * FROM grid").fetchone())
        except (OSError, sqlite3.Error, TypeError) as error:
            msg = (
                f"{path} is missing or damaged ({error}); "
                "install locator again, or run scripts/make_outlines.py in a source tree"
            )
            raise DataFileError(msg) from error

    def reopen(self) -> None:
        """To be called after a fork: another thread may have held the lock, and there is none any more."""
        self._lock = Lock()

    def close(self) -> None:
        """Lets go of it."""
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
            rings = self._rings(self._met(box, 0.0))
            arcs = self._arcs(rings, 0.0)
        reaching = [ring for ring in rings if clip_ring(_join(ring.arcs, arcs), box)]
        return frozenset((REGIONS_BY_FIPS[ring.county // _COUNTY_CODES], ring.name) for ring in reaching)

    def _land(self, box: Box, turn: float, with_counties: bool) -> Land:
        """The land in a box that sees the globe `turn` degrees further east."""
        with self._lock:
            tract = self._tract(self._met(box, turn), turn)
        return tract.within(box, with_counties=with_counties)

    def _met(self, box: Box, turn: float) -> tuple[int, ...]:
        """The ids of the rings whose bounds meet the box."""
        ids, west, east, south, north = self._bounds
        is_met = (west <= box.east - turn) & (east >= box.west - turn)
        is_met &= (south <= box.north) & (north >= box.south)
        return tuple(ids[is_met].tolist())

    @cached_property
    def _bounds(self) -> tuple[NDArray[Any], ...]:
        """The ids of all rings and their bounds, one array each: the file's own index takes longer to ask."""
        rows = self._base.execute("SELECT id, west, east, south, north FROM boxes ORDER BY id").fetchall()
        ids, *bounds = zip(*rows, strict=True)
        return np.array(ids), *map(np.array, bounds)

    def _read_tract(self, ids: tuple[int, ...], turn: float) -> _Tract:
        rings = self._rings(ids)
        return _Tract.of(rings, self._arcs(rings, turn))

    def _rings(self, ids: Sequence[int]) -> list[_Ring]:
        rows = self._base.execute(
            "SELECT county, name, arcs FROM rings JOIN counties ON counties.id = county"
            f" WHERE rings.id IN ({','.join(map(str, ids))}) ORDER BY rings.id"
        )
        return [_Ring(county, name, _unpack("i", blob)) for county, name, blob in rows]

    def _arcs(self, rings: Iterable[_Ring], turn: float) -> dict[int, Line]:
        wanted = {_forward(arc) for ring in rings for arc in ring.arcs}
        return {arc: self._arc(arc, turn) for arc in sorted(wanted)}

    def _read_arc(self, arc: int, turn: float) -> Line:
        found = self._base.execute("SELECT x, y, steps FROM arcs WHERE id = ?", (arc,)).fetchone()
        return self._grid.line(*found, turn=turn)


@cache
def shared_outlines() -> Outlines:
    """The outlines that come with the program, one for the process: what was read stays read."""
    return Outlines()


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


def _shores(rings: Iterable[_Ring], arcs: Mapping[int, Line]) -> Iterator[list[int]]:
    """The outline of all rings together: borders, walked once each way, cancel out."""
    walks = Counter(arc for ring in rings for arc in ring.arcs)
    alone = [arc for arc, count in walks.items() for _ in range(count - walks[~arc])]
    return _closed_walks(alone, arcs)


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


def _borders(rings: Iterable[_Ring]) -> tuple[list[int], list[int]]:
    """The arcs between two counties of one state, and those between two states."""
    sides: defaultdict[int, set[int]] = defaultdict(set)
    for ring in rings:
        for arc in ring.arcs:
            sides[_forward(arc)].add(ring.county)
    shared = sorted((arc, counties) for arc, counties in sides.items() if len(counties) > 1)
    states = {arc: len({county // _COUNTY_CODES for county in counties}) for arc, counties in shared}
    return [arc for arc in states if states[arc] == 1], [arc for arc in states if states[arc] > 1]
