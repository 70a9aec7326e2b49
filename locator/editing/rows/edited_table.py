"""A table on which edits are tried, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from locator.editing.rows.row_edit import Kind
from locator.editing.rows.tables import TABLES
from locator.errors import SiteFolderError
from locator.model.conflict import Conflict
from locator.model.problem import Severity
from locator.site.tables.encoding import visible
from locator.site.tables.spreadsheet import Spreadsheet
from locator.site.tables.table import parse_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.editing.rows.row_edit import RowEdit
    from locator.site.folder import SiteFolder


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]


class EditedTable:
    """The rows of a table by their keys, as they are once the edits so far are made.

    `data` are the bytes of the file, None if there is none; they stay in `found`. Raises SiteFolderError if
    it cannot be used. The bytes that edits are made in are read no sooner than there is one.
    """

    def __init__(self, name: str, data: bytes | None) -> None:
        self.table, self.found = TABLES[name], data
        self._before = self.table.empty if data is None else data
        self._rows = dict(_rows(name, self._before))

    @cached_property
    def _sheet(self) -> Spreadsheet:
        return Spreadsheet(self._before, self.table.columns, self.table.name)

    @property
    def data(self) -> bytes:
        """The file as it is to be written; raises UsageError if it cannot hold what was written into it."""
        return self._sheet.data

    def row(self, key: str) -> dict[str, str] | None:
        """The cells of a row by column, None if there is no such row."""
        row = self._rows.get(key)
        return dict(row.cells) if row else None

    @property
    def rows(self) -> tuple[dict[str, str], ...]:
        """The cells of every row by column; of two with one key only the first."""
        return tuple(dict(row.cells) for row in self._rows.values())

    def label(self, edit: RowEdit) -> str:
        """What people call the row of an edit."""
        row = self._rows.get(edit.key)
        cells = (
            row.cells
            if row
            else {column: pair[edit.kind is Kind.ADDED] for column, pair in edit.cells.items()}
        )
        return self.table.label({column: cells.get(column, "") for column in self.table.columns.all})

    def apply(self, edit: RowEdit) -> tuple[Conflict, ...]:
        """Makes an edit; or leaves the row as it is, and says what others made of it meanwhile."""
        match edit.kind:
            case Kind.ADDED:
                return self._add(edit)
            case Kind.CHANGED:
                return self._change(edit)
            case Kind.REMOVED:
                return self._remove(edit)

    def _add(self, edit: RowEdit) -> tuple[Conflict, ...]:
        cells = {column: clean(after) for column, (_, after) in edit.cells.items()}
        row = dict.fromkeys(self.table.columns.all, "") | cells
        key = self.table.key(row)
        if there := self._rows.get(key):
            is_same = all(there.cells[column] == value for column, value in cells.items())
            return () if is_same else (Conflict(edit.table, key, theirs="there is such a row already"),)
        self._rows[key] = _Row(
            self._sheet.append({name: value for name, value in cells.items() if value}), row
        )
        return ()

    def _change(self, edit: RowEdit) -> tuple[Conflict, ...]:
        row = self._rows.get(edit.key)
        if row is None:
            return (Conflict(edit.table, edit.key, theirs="the row is no longer there"),)
        if conflicts := tuple(_conflicts(edit, row)):
            return conflicts
        cells = row.cells | {column: clean(after) for column, (_, after) in edit.cells.items()}
        key = self.table.key(cells)
        if key != edit.key and key in self._rows:
            return (Conflict(edit.table, edit.key, theirs=f"there is another row {key}"),)
        for column, value in cells.items():
            if row.cells[column] != value:
                self._sheet.change(row.line, column, value)
        del self._rows[edit.key]
        self._rows[key] = _Row(row.line, cells)
        return ()

    def _remove(self, edit: RowEdit) -> tuple[Conflict, ...]:
        row = self._rows.get(edit.key)
        if row is None:
            return ()
        if conflicts := tuple(_conflicts(edit, row)):
            return conflicts
        self._sheet.drop(row.line)
        del self._rows[edit.key]
        return ()


def open_table(folder: SiteFolder, name: str) -> EditedTable:
    """A table of the folder, ready to be edited; a file that is not there is an empty table."""
    path = folder.path / name
    return EditedTable(name, path.read_bytes() if path.exists() else None)


def clean(value: str) -> str:
    """A cell as it is read back: without what nobody sees, at its ends and elsewhere."""
    return visible(value).strip()


@lru_cache(maxsize=len(TABLES))  # pages that only look ask for the same bytes again and again
def _rows(name: str, data: bytes) -> Mapping[str, _Row]:
    table = TABLES[name]
    rows, problems = parse_table(data, table.columns, name=name)
    if lost := [each for each in problems if each.severity is Severity.ERROR and each.row is None]:
        msg = f"{name} cannot be edited as it is; mend the lines above"
        raise SiteFolderError(msg, lost)
    found: dict[str, _Row] = {}
    for row in rows:
        cells = {column: row[column] for column in table.columns.all}
        found.setdefault(table.key(cells), _Row(row.line, cells))
    return found


def _conflicts(edit: RowEdit, row: _Row) -> Iterator[Conflict]:
    for column, (before, after) in edit.cells.items():
        theirs = row.cells[column]
        if theirs not in (clean(before), clean(after) if edit.kind is Kind.CHANGED else None):
            yield Conflict(edit.table, edit.key, column, before, theirs, after)
