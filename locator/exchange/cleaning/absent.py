"""Cells that stand for nothing: "-999", "NOT AVAILABLE", "null"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.exchange.mapping.column_map import TARGETS, put
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from locator.site.tables.row import Row


def clear_absent(row: Row, absent: Collection[str]) -> None:
    """Blanks the cells that say, in one of the words `absent` (folded), that nothing is known."""
    for column, cell in zip(TARGETS, row.cells, strict=True):
        if cell and cell.casefold().removesuffix(".0") in absent:
            row.notice(column, f"{quoted(cell)} was read as a blank cell", "nothing, if nothing is known")
            put(row, column, "")
