"""A folder on which edits are tried, one after another: its tables, and the notes that go with its towns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.notes.edited_notes import EditedNotes
from locator.editing.notes.note_edit import NoteEdit, told_note
from locator.editing.rows.edited_table import clean, open_table
from locator.editing.rows.row_edit import Kind, RowEdit
from locator.editing.rows.telling import Told
from locator.model.conflict import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.editing.edit import Edit
    from locator.editing.rows.edited_table import EditedTable
    from locator.site.folder import SiteFolder

TOWNS = "locations.csv"


class EditedFolder:
    """The files of a folder as they are once the edits so far are made; none is written.

    Each is read when it is first asked for, which raises SiteFolderError if it cannot be used.
    """

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self._tables: dict[str, EditedTable] = {}
        self._changed: dict[str, None] = {}  # tables that are to be written, in their order
        self.notes = EditedNotes(folder)

    def table(self, name: str) -> EditedTable:
        """One of the tables."""
        if name not in self._tables:
            self._tables[name] = open_table(self._folder, name)
        return self._tables[name]

    def told(self, edit: Edit) -> str:
        """What an edit does, before it is made: "Changed DeLand, FL", "Wrote the note of DeLand, FL"."""
        if isinstance(edit, NoteEdit):
            return told_note(edit.kind, self._town(edit.key))
        return f"{edit.kind.value.capitalize()} {self.table(edit.table).label(edit)}"

    def apply(self, edit: Edit) -> tuple[Conflict, ...]:
        """Makes an edit; or leaves all as it is, and says what others made of it meanwhile."""
        if isinstance(edit, NoteEdit):
            if edit.after and self.table(TOWNS).row(edit.key) is None:
                return (Conflict(edit.table, edit.key, theirs="the town is no longer there"),)
            return self.notes.apply(edit)
        self._changed[edit.table] = None
        return self._apply_to_row(edit)

    def _apply_to_row(self, edit: RowEdit) -> tuple[Conflict, ...]:
        table = self.table(edit.table)
        row = table.row(edit.key) if edit.table == TOWNS else None
        if row is None or edit.kind is Kind.ADDED:
            return table.apply(edit)
        after = edit.key
        if edit.kind is Kind.CHANGED:
            after = table.table.key(row | {column: clean(value) for column, (_, value) in edit.cells.items()})
        is_moved = after != edit.key and not self.notes.is_free(edit.key)
        if is_moved and not self.notes.is_free(after):
            return (Conflict(edit.table, edit.key, theirs=f"there is another note that goes by {after}"),)
        if conflicts := table.apply(edit):
            return conflicts
        if edit.kind is Kind.REMOVED:
            self.notes.drop(edit.key)
        elif is_moved:
            self.notes.move(edit.key, after)
        return ()

    @property
    def files(self) -> dict[str, bytes | None]:
        """What is to be written, by path in the folder; raises UsageError if a table cannot hold it."""
        return {name: self._tables[name].data for name in self._changed} | self.notes.files

    @property
    def seen(self) -> dict[str, bytes | None]:
        """What the files that are to be written hold now."""
        return {name: self._tables[name].found for name in self._changed} | self.notes.seen

    def told_notes(self) -> Iterator[Told]:
        """What became of notes that were edited; those that only went where their town goes need no word."""
        for key, kind in self.notes.deeds.items():
            yield Told(kind, f"the note of {self._town(key)}", "notes")

    def _town(self, key: str) -> str:
        """What people call a town."""
        table = self.table(TOWNS)
        row = table.row(key)
        return table.table.label(row) if row else key
