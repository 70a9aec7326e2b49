"""Edits -> the files that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.change import Change
from locator.editing.edited_folder import EditedFolder
from locator.editing.rows.row_edit import RowEdit
from locator.editing.rows.telling import Told, told
from locator.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.editing.edit import Edit
    from locator.model.conflict import Conflict
    from locator.site.folder import SiteFolder


def edited(folder: SiteFolder, edits: Sequence[Edit]) -> Change:
    """The edits, made in their order, as a Change; every byte that none of them touches stays.

    A note goes where its town goes. Raises ConflictError that names each cell or note which no longer holds
    what its edit saw before, SiteFolderError if a table cannot be read, UsageError if its file cannot hold
    what is to be written.
    """
    files = EditedFolder(folder)
    conflicts: list[Conflict] = []
    rows: list[Told] = []
    for edit in edits:
        if isinstance(edit, RowEdit):
            table = files.table(edit.table)
            rows.append(Told(edit.kind, table.label(edit), table.table.plural, tuple(edit.cells)))
        conflicts += files.apply(edit)
    if conflicts:
        msg = "nothing was changed: what you were looking at is no longer so"
        raise ConflictError(msg, conflicts)
    return Change(files.files, told([*rows, *files.told_notes()]), files.seen)
