"""Some records of a table at once: a column of cells for each of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from locator.site.tables.row import Row
from locator.site.tables.strange import is_strange, report_strange

if TYPE_CHECKING:
    from locator.site.tables.row import Layout


@dataclass(frozen=True)
class Block:
    """Records as wide as their table's header, and the lines on which they start.

    White space may stand around a cell in `records`; in columns and rows there is none.
    """

    layout: Layout
    lines: tuple[int, ...]
    records: tuple[list[str], ...]
    is_suspect: bool = False

    def column(self, name: str) -> list[str]:
        """The cells of a column, as its rows have them; blank ones if the file has no such column."""
        place = self.layout.places.get(name)
        return [""] * len(self.lines) if place is None else [*map(str.strip, self._columns[place])]

    @cached_property
    def _columns(self) -> list[tuple[str, ...]]:
        return [*zip(*self.records, strict=True)]

    @property
    def strange(self) -> list[int]:
        """The places of the rows in which there may be characters that no keyboard typed."""
        if not self.is_suspect:
            return []
        return [at for at, cells in enumerate(self.records) if is_strange("\n".join(cells))]

    def row(self, at: int) -> Row:
        """The row at a place from 0, for those who read cell by cell."""
        row = Row(self.layout, self.lines[at], [*map(str.strip, self.records[at])])
        if self.is_suspect:
            report_strange(row)
        return row
