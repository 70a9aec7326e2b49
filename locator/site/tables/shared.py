"""Cells that many rows repeat, each read once by a reader of rows."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Generic, TypeVar

from locator.site.tables.row import Layout, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from locator.site.tables.block import Block

T = TypeVar("T")
Cells = tuple[str, ...]


class Shared(dict[Cells, T], Generic[T]):
    """What `read` makes of some columns, by their cells; `doubted` are those with which it found a problem.

    It is given a row that has only these columns.
    """

    def __init__(self, read: Callable[[Row], T], *columns: str) -> None:
        self.columns = columns
        self.doubted: set[Cells] = set()
        self._read = read
        self._layout = Layout("", {column: place for place, column in enumerate(columns)})

    def __missing__(self, cells: Cells) -> T:
        row = Row(self._layout, 0, [*cells])
        value = self[cells] = self._read(row)
        if row.problems:
            self.doubted.add(cells)
        return value

    def of(self, block: Block, doubted: set[int]) -> list[T]:
        """The value of each row of a block; adds the places of those with a problem to `doubted`."""
        return self.values_of([*zip(*map(block.column, self.columns), strict=True)], doubted)

    def values_of(self, rows: Sequence[Cells], doubted: set[int]) -> list[T]:
        """The same, of rows that have only these cells."""
        values = [*map(self.__getitem__, rows)]
        if self.doubted:
            doubted.update(compress(range(len(rows)), map(self.doubted.__contains__, rows)))
        return values
