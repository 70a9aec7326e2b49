"""The notes of a folder on which edits are tried, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.notes.note_edit import NOTE, NoteEdit
from locator.editing.notes.note_file import NOTES, NoteFile, note_path, parse_note
from locator.model.conflict import Conflict

if TYPE_CHECKING:
    from locator.editing.rows.row_edit import Kind
    from locator.site.folder import SiteFolder


class EditedNotes:
    """Every note by its town's key, as it is once the edits so far are made."""

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self._found: dict[str, bytes | None] = {}  # as they lie in the folder
        self._now: dict[str, bytes | NoteFile | None] = {}  # bytes are those of a file that nobody edited
        self._before: dict[str, str] = {}  # what each edited note said at first, by its town's key now

    def text(self, key: str) -> str:
        """What the note says; empty if there is none."""
        return self._file(key).text

    def apply(self, edit: NoteEdit) -> tuple[Conflict, ...]:
        """Writes a note; or leaves it as it is, and says what others made of it meanwhile."""
        now = self._file(edit.key)
        if now.text not in (edit.before, edit.after):
            return (Conflict(NOTES, edit.key, NOTE, edit.before, now.text, edit.after),)
        self._now[edit.key] = now.saying(edit.after)
        self._before.setdefault(edit.key, now.text)
        return ()

    def is_free(self, key: str) -> bool:
        """Tells whether no note goes by that key."""
        return not self._bytes(key)

    def move(self, old: str, new: str) -> None:
        """Lets a note go by another key; none that goes by the new one is lost if `is_free` says so."""
        if self.is_free(old):
            return
        self._now[new], self._now[old] = self._now[old], None
        if old in self._before:
            self._before[new] = self._before.pop(old)

    def drop(self, key: str) -> None:
        """Takes a note away."""
        if not self.is_free(key):
            self._now[key] = None
        self._before.pop(key, None)

    @property
    def deeds(self) -> dict[str, Kind]:
        """What became of each note that was edited and says something else by now, by its town's key now."""
        edits = [NoteEdit(key, before, self.text(key)) for key, before in self._before.items()]
        return {edit.key: edit.kind for edit in edits if edit.before != edit.after}

    @property
    def files(self) -> dict[str, bytes | None]:
        """Every note that is to be written or taken away, by its path in the folder."""
        return {
            note_path(key): now for key in sorted(self._now) if (now := self._bytes(key)) != self._found[key]
        }

    @property
    def seen(self) -> dict[str, bytes | None]:
        """What those files hold now."""
        return {note_path(key): self._found[key] for key in self._now if self._bytes(key) != self._found[key]}

    def _bytes(self, key: str) -> bytes | None:
        self._read(key)
        now = self._now[key]
        return now.render() if isinstance(now, NoteFile) else now

    def _file(self, key: str) -> NoteFile:
        self._read(key)
        now = self._now[key]
        return now if isinstance(now, NoteFile) else parse_note(now)

    def _read(self, key: str) -> None:
        if key not in self._now:
            path = self._folder.path / note_path(key)
            self._found[key] = self._now[key] = path.read_bytes() if path.is_file() else None
