"""Cutting lines and rings to a box: nothing inside is lost, nothing outside stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from locator.geo.clipping import Box, Line, Shape, clip_line, clip_ring
from locator.geo.outlines import County

if TYPE_CHECKING:
    from collections.abc import Iterable

# Between whole degrees, and on no line between two whole positions.
OFF_GRID = 0.14159265

steps = st.integers(0, 12)
positions = st.tuples(steps.map(float), steps.map(float))
rings = st.lists(positions, min_size=3, max_size=12).map(tuple)
lines = st.lists(positions, min_size=2, max_size=12).map(tuple)
boxes = st.builds(
    lambda west, south, width, height: Box(west + 0.5, south + 0.5, west + width, south + height),
    *(steps, steps, st.integers(1, 8), st.integers(1, 8)),
)


def is_inside(position: tuple[float, float], shapes: Iterable[Line]) -> bool:
    return sum(County("", ring).contains(position) for ring in shapes) % 2 == 1


def is_within(line: Line, box: Box) -> bool:
    return all(
        box.west - 1e-9 <= lon <= box.east + 1e-9 and box.south - 1e-9 <= lat <= box.north + 1e-9
        for lon, lat in line
    )


@given(rings, boxes)
def test_a_clipped_ring_stays_in_the_box(ring: Line, box: Box) -> None:
    assert is_within(clip_ring(ring, box), box)


@given(rings, boxes, steps, steps)
def test_a_clipped_ring_holds_what_both_ring_and_box_hold(ring: Line, box: Box, x: int, y: int) -> None:
    probe = (x + OFF_GRID, y + OFF_GRID**2)
    in_box = box.west < probe[0] < box.east and box.south < probe[1] < box.north
    clipped = clip_ring(ring, box)
    assert (bool(clipped) and is_inside(probe, [clipped])) == (in_box and is_inside(probe, [ring]))


@given(lines, boxes)
def test_a_clipped_line_stays_in_the_box(line: Line, box: Box) -> None:
    assert all(is_within(piece, box) for piece in clip_line(line, box))


@given(lines, boxes)
def test_a_clipped_line_keeps_every_position_in_the_box(line: Line, box: Box) -> None:
    kept = {position for piece in clip_line(line, box) for position in piece}
    assert {position for position in line if is_within((position,), box)} <= kept


@given(lines)
def test_a_line_in_the_box_is_not_cut(line: Line) -> None:
    assert clip_line(line, Box(-1, -1, 13, 13)) == [line]


def test_a_line_that_leaves_and_returns_comes_in_two_pieces() -> None:
    line = ((0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (0.0, 2.0))
    assert clip_line(line, Box(-1, -1, 3, 3)) == [
        ((0.0, 0.0), (3.0, 0.0)),
        ((3.0, 2.0), (0.0, 2.0)),
    ]


@given(rings, boxes)
def test_a_shape_is_cut_as_its_ring_is(ring: Line, box: Box) -> None:
    assert Shape.of(ring).ring_in(box) == clip_ring(ring, box)


@given(lines, boxes)
def test_a_shape_is_cut_as_its_line_is(line: Line, box: Box) -> None:
    assert [*Shape.of(line).lines_in(box)] == clip_line(line, box)
