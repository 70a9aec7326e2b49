"""One row of one table added, changed or removed; and many of them as a Change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from locator.editing.rows.tables import TABLES
from locator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What becomes of the row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row of `table` ("locations.csv") and what becomes of it.

    `key` names the row as it was: region and town slug ("fl/deland"), a clinic's id, a person's clinic and
    name ("ocala/Ana Diaz"), the address that a redirect leads from. `cells` are column -> (before, after),
    as written in the file; before is "" in a row that is added, after in one that is removed.
    """

    table: str
    kind: Kind
    key: str
    cells: Mapping[str, tuple[str, str]]

    def to_json(self) -> dict[str, Any]:
        """The edit as JSON can hold it; `parse` reads it back."""
        cells = {column: list(pair) for column, pair in self.cells.items()}
        return {"table": self.table, "kind": self.kind.value, "key": self.key, "cells": cells}

    @classmethod
    def parse(cls, data: object) -> RowEdit:
        """Reads what to_json made; raises UsageError for anything else."""
        match data:
            case {"table": str(table), "kind": str(kind), "key": str(key), "cells": dict(cells)}:
                if (
                    table in TABLES
                    and kind in set(Kind)
                    and all(_is_cell(table, *cell) for cell in cells.items())
                ):
                    pairs = {column: (before, after) for column, (before, after) in cells.items()}
                    return cls(table, Kind(kind), key, pairs)
        msg = "this is not an edit of a row that can be read"
        raise UsageError(msg)


def add_row(table: str, cells: Mapping[str, str]) -> RowEdit:
    """The edit that adds a row with these cells, by column; those left out stay blank."""
    return RowEdit(
        table, Kind.ADDED, _key(table, cells), {name: ("", value) for name, value in cells.items()}
    )


def change_row(table: str, row: Mapping[str, str], changes: Mapping[str, str]) -> RowEdit:
    """The edit that writes `changes` into a row; `row` are its cells as they were seen, all that name it."""
    cells = {name: (row.get(name, ""), value) for name, value in changes.items()}
    return RowEdit(table, Kind.CHANGED, _key(table, row), cells)


def remove_row(table: str, row: Mapping[str, str]) -> RowEdit:
    """The edit that takes a row away; `row` are its cells as they were seen."""
    return RowEdit(table, Kind.REMOVED, _key(table, row), {name: (value, "") for name, value in row.items()})


def _key(table: str, row: Mapping[str, str]) -> str:
    return TABLES[table].key({name: row.get(name, "").strip() for name in TABLES[table].columns.all})


def _is_cell(table: str, column: object, pair: object) -> bool:
    match pair:
        case [str(), str()] | (str(), str()):
            return column in TABLES[table].columns.all
    return False
