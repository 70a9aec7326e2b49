"""Rows of numbers in shared memory: what one process writes, all read, and nothing is lost with a process."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from locator.web.vitals.board import SHARED, Board

if TYPE_CHECKING:
    from collections.abc import Callable


def in_a_copy(work: Callable[[], None]) -> None:
    """Does the work in a process that is forked, and waits for its end."""
    if not (pid := os.fork()):
        work()
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0


def test_what_a_forked_process_counts_is_seen_by_all() -> None:
    board = Board(3)
    board.row(SHARED)[0] = 1
    for _ in range(2):
        row = board.hold()

        def count(row: int | None = row) -> None:
            board.row(row)[0] += 5

        in_a_copy(count)
    assert board.sums() == [11, 0, 0]


def test_a_process_too_many_counts_for_nobody() -> None:
    board = Board(1, rows=2)
    held = board.hold()
    assert board.hold() is None
    board.row(None)[0] = 7
    board.release(None, [0])
    assert board.sums() == [0]
    board.release(held, [])
    assert board.hold() == held


@given(st.lists(st.sampled_from(["hold", "release", "count"]), max_size=60))
def test_sums_never_fall_whoever_comes_and_goes(steps: list[str]) -> None:
    board, held, counted = Board(2, rows=5), [], 0
    for step in steps:
        if step == "hold":
            held.append(board.hold())
        elif step == "release" and held:
            board.release(held.pop(0), fleeting=[1])
        elif step == "count" and held and held[-1] is not None:
            row = board.row(held[-1])
            row[0] += 1
            row[1] += 1
            counted += 1
        assert board.sums()[0] == counted
    for each in held:
        board.release(each, fleeting=[1])
    assert board.sums() == [counted, 0]
