"""Numbers that forked processes share: in memory, without a file and without a lock between them."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

ROWS = 128  # processes at a time: those that serve, and those that still answer whoever has asked them
SHARED = 0  # the row of what is true of the site as a whole, and of the process that forks
_BYTES = 8


class Board:
    """Rows of `width` numbers; each process writes to one of its own, so that nothing is lost.

    Made before the fork. A process that ends leaves its row, and what it has counted, to the next one: the
    sum over all rows never falls.
    """

    def __init__(self, width: int, rows: int = ROWS) -> None:
        memory = mmap.mmap(-1, width * rows * _BYTES)  # shared with every process that is forked
        self._width = width
        self._numbers = memoryview(memory).cast("d")
        self._table = np.frombuffer(memory).reshape(rows, width)
        self._free = list(range(rows - 1, SHARED, -1))  # as the process that forks knows it

    def hold(self) -> int | None:
        """Takes a row for a process that is to be forked; None if there are too many of them."""
        return self._free.pop() if self._free else None

    def release(self, row: int | None, fleeting: Iterable[int]) -> None:
        """Frees the row of a process that has ended; the `fleeting` numbers of it go back to 0."""
        if row is not None:
            self._table[row, list(fleeting)] = 0
            self._free.append(row)

    def row(self, number: int | None) -> memoryview[float]:
        """The numbers of a row, to be written by one process alone; without one, some that nobody reads."""
        if number is None:
            return memoryview(bytearray(self._width * _BYTES)).cast("d")
        return self._numbers[number * self._width : (number + 1) * self._width]

    def sums(self) -> list[float]:
        """Each number added up over all rows."""
        return [float(each) for each in self._table.sum(axis=0)]
