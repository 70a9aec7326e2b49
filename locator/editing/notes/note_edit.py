"""The note of one town written, changed or taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locator.editing.notes.note_file import NOTES
from locator.editing.rows.row_edit import Kind
from locator.editing.rows.telling import DEEDS
from locator.errors import UsageError
from locator.site.slugs import is_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTE = "note"  # the one cell of it, where rows have columns


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """The text `before` and `after`, both as `tidy_note` has them; empty is no note.

    `key` names the town as it is when the edit is made ("fl/deland").
    """

    key: str
    before: str
    after: str

    @property
    def table(self) -> str:
        """Where notes are, as the rows of a table are in it."""
        return NOTES

    @property
    def kind(self) -> Kind:
        """What becomes of the note."""
        if not self.after:
            return Kind.REMOVED
        return Kind.CHANGED if self.before else Kind.ADDED

    @property
    def cells(self) -> Mapping[str, tuple[str, str]]:
        """The text before and after, as a row tells of its cells."""
        return {NOTE: (self.before, self.after)}

    def to_json(self) -> dict[str, Any]:
        """The edit as JSON can hold it; `parse` reads it back."""
        return {"note": self.key, "before": self.before, "after": self.after}

    @classmethod
    def parse(cls, data: object) -> NoteEdit:
        """Reads what to_json made; raises UsageError for anything else."""
        match data:
            case {"note": str(key), "before": str(before), "after": str(after)} if _is_key(key):
                return cls(key, before, after)
        msg = "this is not an edit of a note that can be read"
        raise UsageError(msg)


def _is_key(key: str) -> bool:
    region, slash, town = key.partition("/")
    return bool(slash) and is_slug(region) and is_slug(town)


def told_note(kind: Kind, town: str) -> str:
    """What was done to the note of a town: "Wrote the note of DeLand, FL"."""
    return f"{DEEDS[kind].capitalize()} the note of {town}"
