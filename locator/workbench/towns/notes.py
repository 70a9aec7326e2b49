"""The note that editors wrote about a town goes by its address, so it goes where the town goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.editing.rows.edits import edited
from locator.editing.rows.row_edit import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from locator.editing.change import Change
    from locator.editing.rows.row_edit import RowEdit
    from locator.site.folder import SiteFolder

TABLE = "locations.csv"


def change_of(folder: SiteFolder, edits: Sequence[RowEdit]) -> Change:
    """Edits of rows as a change of files, the notes of renamed and removed towns among them."""
    change = edited(folder, edits)
    notes = dict(_notes(folder, edits))
    seen = {name: data for name in notes if (data := read_note(folder, name)) is not None}
    return replace(change, files={**notes, **change.files}, seen={**change.seen, **seen})


def note_name(key: str) -> str:
    """The file of a town's note within the folder, by "fl/deland"."""
    return f"content/towns/{key}.md"


def read_note(folder: SiteFolder, name: str) -> bytes | None:
    """The bytes of a note; None if there is none."""
    path = folder.path / name
    return path.read_bytes() if path.is_file() else None


def _notes(folder: SiteFolder, edits: Sequence[RowEdit]) -> Iterator[tuple[str, bytes | None]]:
    """What becomes of each note whose town has another address, or none any more."""
    lies: dict[str, str] = {}  # a town's key by now -> the one that its note still goes by
    gone: list[str] = []
    for edit in edits:
        if edit.table != TABLE or edit.kind is Kind.ADDED:
            continue
        origin = lies.pop(edit.key, edit.key)
        if edit.kind is Kind.REMOVED:
            gone.append(origin)
        else:
            lies[_key_after(edit)] = origin
    moved = {key: origin for key, origin in lies.items() if key != origin}
    for origin in (*gone, *moved.values()):
        if read_note(folder, note_name(origin)) is not None:
            yield note_name(origin), None
    for key, origin in moved.items():
        if (data := read_note(folder, note_name(origin))) is not None:
            yield note_name(key), data


def _key_after(edit: RowEdit) -> str:
    """Where a changed town is; whoever gives it another address here writes its slug."""
    region, slug = edit.key.split("/", 1)
    return f"{region}/{edit.cells['slug'][1] if 'slug' in edit.cells else slug}"
