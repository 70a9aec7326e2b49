"""One edit of a site folder: of a row, or of a note."""

from __future__ import annotations

from typing import TypeAlias

from locator.editing.notes.note_edit import NoteEdit
from locator.editing.rows.row_edit import RowEdit

#: Both have a `table` and a `key` that name what they edit, `cells` (before, after), a `kind`, and JSON.
Edit: TypeAlias = RowEdit | NoteEdit


def parse_edit(data: object) -> Edit:
    """Reads what to_json of either made; raises UsageError for anything else."""
    return NoteEdit.parse(data) if isinstance(data, dict) and "note" in data else RowEdit.parse(data)
