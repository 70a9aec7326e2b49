"""Lines and rings cut to a box, one side after another (Sutherland and Hodgman 1974)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Position = tuple[float, float]  # longitude and latitude, in that order, as a drawing has them
Line = tuple[Position, ...]
LON, LAT = 0, 1
Side = tuple[int, float, bool]  # the axis, the limit, and whether the inside is above it


@dataclass(frozen=True, slots=True)
class Box:
    """Bounds in degrees; across the date line one of `west` and `east` lies beyond ±180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def sides(self) -> list[Side]:
        """All four."""
        return [
            (LON, self.west, True),
            (LON, self.east, False),
            (LAT, self.south, True),
            (LAT, self.north, False),
        ]

    def sides_beyond(self, other: Box) -> list[Side]:
        """The sides of another box that this one reaches beyond; none if it lies inside."""
        found: list[Side] = []
        if self.west < other.west:
            found.append((LON, other.west, True))
        if self.east > other.east:
            found.append((LON, other.east, False))
        if self.south < other.south:
            found.append((LAT, other.south, True))
        if self.north > other.north:
            found.append((LAT, other.north, False))
        return found

    def meets(self, other: Box) -> bool:
        """Tells whether the two have a point in common."""
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or ring with its bounds: most are wholly inside a box, or outside, and need no cutting."""

    line: Line
    bounds: Box

    @classmethod
    def of(cls, positions: Iterable[Position]) -> Self:
        """Measures the bounds; there is at least one position."""
        line = tuple(positions)
        lons, lats = zip(*line, strict=True)
        return cls(line, Box(min(lons), min(lats), max(lons), max(lats)))

    def ring_in(self, box: Box) -> Line:
        """What `clip_ring` leaves of it."""
        if not self.bounds.meets(box):
            return ()
        sides = self.bounds.sides_beyond(box)
        return _cut_ring(self.line, sides) if sides else self.line

    def lines_in(self, box: Box) -> Sequence[Line]:
        """What `clip_line` leaves of it."""
        if not self.bounds.meets(box):
            return ()
        sides = self.bounds.sides_beyond(box)
        return _cut_line(self.line, sides) if sides else (self.line,)


def clip_ring(ring: Iterable[Position], box: Box) -> Line:
    """Cuts a ring to a box; () if outside.

    A ring that leaves the box and comes back runs along its edge meanwhile.
    """
    return _cut_ring(tuple(ring), box.sides)


def _cut_ring(ring: Line, sides: Iterable[Side]) -> Line:
    positions: Sequence[Position] = ring
    for axis, limit, is_lower in sides:
        inside = _inside(positions, axis, limit, is_lower)
        if all(inside):
            continue
        kept: list[Position] = []
        a, was_inside = positions[-1], inside[-1]
        for b, is_inside in zip(positions, inside, strict=True):
            if is_inside != was_inside:
                kept.append(_crossing(a, b, axis, limit))
            if is_inside:
                kept.append(b)
            a, was_inside = b, is_inside
        positions = kept
    return tuple(positions)


def clip_line(line: Line, box: Box) -> list[Line]:
    """Cuts a line to a box: the stretches of it that lie inside, in order."""
    return _cut_line(line, box.sides)


def _cut_line(line: Line, sides: Iterable[Side]) -> list[Line]:
    pieces: list[Sequence[Position]] = [line]
    for axis, limit, is_lower in sides:
        pieces = [part for piece in pieces for part in _parts(piece, axis, limit, is_lower)]
    return [tuple(piece) for piece in pieces]


def _parts(line: Sequence[Position], axis: int, limit: float, is_lower: bool) -> Iterator[Sequence[Position]]:
    """The stretches of a line on the inner side of one limit."""
    inside = _inside(line, axis, limit, is_lower)
    if all(inside):
        yield line
        return
    part: list[Position] = [line[0]] if inside[0] else []
    for (a, b), (was_inside, is_inside) in zip(pairwise(line), pairwise(inside), strict=True):
        if is_inside != was_inside:
            part.append(_crossing(a, b, axis, limit))
        if is_inside:
            part.append(b)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part


def _inside(positions: Iterable[Position], axis: int, limit: float, is_lower: bool) -> list[bool]:
    if is_lower:
        return [position[axis] >= limit for position in positions]
    return [position[axis] <= limit for position in positions]


def _crossing(a: Position, b: Position, axis: int, limit: float) -> Position:
    """Where the segment from a to b meets the limit."""
    other = a[1 - axis] + (b[1 - axis] - a[1 - axis]) * (limit - a[axis]) / (b[axis] - a[axis])
    return (limit, other) if axis == LON else (other, limit)
