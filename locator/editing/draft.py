"""The draft: edits that editors have gathered and nobody has published yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from locator.editing.edit import parse_edit
from locator.editing.edited_folder import TOWNS, EditedFolder
from locator.editing.edits import edited
from locator.editing.notes.note_file import NOTES
from locator.errors import ConflictError, LocatorError, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from locator.cabinet import Cabinet, OpenSlate, Slate
    from locator.editing.change import Change
    from locator.editing.edit import Edit
    from locator.editing.rows.edited_table import EditedTable
    from locator.model.conflict import Conflict
    from locator.site.folder import SiteFolder

NAME = "draft"


@dataclass(frozen=True, slots=True)
class DraftEdit:
    """One edit of the draft, by its number; `when` is aware."""

    number: int
    who: str
    when: datetime
    edit: Edit


class Draft:
    """The one draft of a site, shared by its editors; as it was when it was opened or last changed."""

    def __init__(self, folder: SiteFolder, cabinet: Cabinet) -> None:
        self._folder, self._slate = folder, cabinet.slate(NAME)
        self.revision, self._next = 0, 1  # no number is given twice: somebody may still look at the old one
        self.edits: tuple[DraftEdit, ...] = ()
        self._read(self._slate)

    def add(self, *edits: Edit, who: str, now: datetime, revision: int | None = None) -> None:
        """Appends edits, all or none; `revision` is the draft that the editor was looking at.

        Edits of different cells go together. Raises ConflictError, with nothing added, if a cell or note no
        longer holds what its edit saw: it names what others made of it, in the draft or in the file.
        """
        with self._slate.alone() as slate:
            self._read(slate)
            if revision is not None and revision > self.revision:
                msg = "the draft that you were looking at is gone; open it again"
                raise ConflictError(msg)
            if conflicts := self._conflicts(edits):
                msg = "nothing was saved: what you were looking at is no longer so"
                raise ConflictError(msg, conflicts)
            new = [DraftEdit(number, who, now, edit) for number, edit in enumerate(edits, self._next)]
            self._next += len(edits)
            self._write(slate, (*self.edits, *new))

    def remove(self, number: int, *, revision: int | None = None) -> None:
        """Takes one edit out; raises UsageError if there is none, or if a later one builds upon it."""
        with self._slate.alone() as slate:
            self._read(slate)
            self._check(revision)
            rest = tuple(each for each in self.edits if each.number != number)
            if rest == self.edits:
                msg = f"there is no edit {number} in the draft; somebody may have taken it out"
                raise UsageError(msg)
            if later := self._leaning(rest):
                msg = f"edit {later} of the same row builds upon it; take that out first"
                raise UsageError(msg)
            self._write(slate, rest)

    def clear(self, *, revision: int | None = None) -> None:
        """Takes every edit out; raises ConflictError if the draft is no longer at that revision."""
        with self._slate.alone() as slate:
            self._read(slate)
            self._check(revision)
            self._write(slate, ())

    def finish(self, edits: Iterable[DraftEdit]) -> None:
        """Takes out edits that have been published; what others have added meanwhile stays."""
        done = {each.number for each in edits}
        with self._slate.alone() as slate:
            self._read(slate)
            self._write(slate, tuple(each for each in self.edits if each.number not in done))

    def to_change(self, *, revision: int | None = None) -> Change:
        """All edits on the files as they are now, as `edited` makes them.

        Raises ConflictError if a cell was changed by hand meanwhile, or if the draft is not at `revision`.
        """
        self._check(revision)
        return edited(self._folder, [each.edit for each in self.edits])

    def table(self, name: str) -> EditedTable:
        """A table as the draft makes it."""
        return self._files({name}).table(name)

    def note(self, key: str) -> str:
        """What the note of a town says as the draft makes it; empty if there is none."""
        return self._files({TOWNS, NOTES}).notes.text(key)

    def _check(self, revision: int | None) -> None:
        if revision not in (None, self.revision):
            msg = "somebody else has changed the draft since you looked at it; look at it again"
            raise ConflictError(msg)

    def _conflicts(self, edits: Sequence[Edit]) -> list[Conflict]:
        files = self._files({TOWNS, NOTES, *(edit.table for edit in edits)})
        found = [conflict for edit in edits for conflict in files.apply(edit)]
        return [replace(conflict, who=self._author(conflict)) for conflict in found]

    def _author(self, conflict: Conflict) -> str:
        """Who wrote what the cell holds in the draft; empty if it stands in the file."""
        for each in reversed(self.edits):
            is_same = (each.edit.table, each.edit.key) == (conflict.table, conflict.row)
            if is_same and (not conflict.column or conflict.column in each.edit.cells):
                return each.who
        return ""

    def _leaning(self, rest: Sequence[DraftEdit]) -> int | None:
        """The first edit of `rest` that can be made only together with those left out."""
        refused = self._refused(self.edits)
        return next((each for each in self._refused(rest) if each not in refused), None)

    def _refused(self, edits: Sequence[DraftEdit]) -> list[int]:
        files = EditedFolder(self._folder)
        return [each.number for each in edits if files.apply(each.edit)]

    def _files(self, tables: Collection[str]) -> EditedFolder:
        """The folder as the edits of these tables make it; large tables are read only if need be."""
        files = EditedFolder(self._folder)
        for each in self.edits:
            if each.edit.table in tables:
                files.apply(each.edit)
        return files

    def _read(self, slate: Slate | OpenSlate) -> None:
        written = slate.read()
        if written is None:
            self.revision, self.edits, self._next = 0, (), 1
            return
        try:
            data = json.loads(written)
            self.revision, self._next = int(data["revision"]), int(data["next"])
            self.edits = tuple(map(_parse, data["edits"]))
        except (ValueError, TypeError, KeyError):
            msg = f"{self._slate.place} is damaged; move it away to begin a new draft"
            raise LocatorError(msg) from None

    def _write(self, slate: OpenSlate, edits: tuple[DraftEdit, ...]) -> None:
        data = {"revision": self.revision + 1, "next": self._next, "edits": [_render(each) for each in edits]}
        slate.write(json.dumps(data, ensure_ascii=True, indent=1).encode() + b"\n")
        self.revision, self.edits = self.revision + 1, edits


def _render(each: DraftEdit) -> dict[str, Any]:
    when = each.when.isoformat()
    return {"number": each.number, "who": each.who, "when": when, "edit": each.edit.to_json()}


def _parse(data: dict[str, Any]) -> DraftEdit:
    when = datetime.fromisoformat(data["when"])
    return DraftEdit(int(data["number"]), str(data["who"]), when, parse_edit(data["edit"]))
