"""Edits of rows -> the files that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.change import Change
from locator.editing.rows.edited_table import EditedTable
from locator.editing.rows.telling import Told, told
from locator.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.editing.rows.row_edit import RowEdit
    from locator.model.conflict import Conflict
    from locator.site.folder import SiteFolder


def edited(folder: SiteFolder, edits: Sequence[RowEdit]) -> Change:
    """The edits, made in their order, as a Change; every byte that none of them touches stays.

    Raises ConflictError that names each cell which no longer holds what its edit saw before, SiteFolderError
    if a table cannot be read, UsageError if its file cannot hold what is to be written.
    """
    seen: dict[str, bytes | None] = {}
    tables: dict[str, EditedTable] = {}
    conflicts: list[Conflict] = []
    rows: list[Told] = []
    for edit in edits:
        if edit.table not in tables:
            seen[edit.table] = _bytes(folder, edit.table)
            tables[edit.table] = EditedTable(edit.table, seen[edit.table])
        table = tables[edit.table]
        rows.append(Told(edit.kind, table.label(edit), table.table.plural, tuple(edit.cells)))
        conflicts += table.apply(edit)
    if conflicts:
        msg = "nothing was changed: what you were looking at is no longer so"
        raise ConflictError(msg, conflicts)
    return Change({name: table.data for name, table in tables.items()}, told(rows), seen)


def open_table(folder: SiteFolder, name: str) -> EditedTable:
    """A table of the folder, ready to be edited; a file that is not there is an empty table."""
    return EditedTable(name, _bytes(folder, name))


def _bytes(folder: SiteFolder, name: str) -> bytes | None:
    path = folder.path / name
    return path.read_bytes() if path.exists() else None
