"""The site as the draft makes it, tried once and kept: what pages about towns are told from."""

from __future__ import annotations

import json
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from locator.editing.edits import edited
from locator.editing.notes.note_file import NOTES
from locator.editing.rehearsal import rehearse
from locator.editing.rows.row_edit import Kind
from locator.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.editing.edit import Edit
    from locator.editing.rehearsal import Rehearsal
    from locator.pages.catalogue import Catalogue
    from locator.workbench.desk import Desk

LOCATIONS = "locations.csv"
_NOTED = {Kind.ADDED: "written", Kind.CHANGED: "changed", Kind.REMOVED: "taken away"}
KEPT = 3  # rehearsals, each about as large as the site that is served

_kept: OrderedDict[object, Rehearsal] = OrderedDict()
_one_at_a_time = Lock()


def drafted_edits(desk: Desk) -> tuple[Edit, ...]:
    """What waits in the draft, in its order."""
    return tuple(each.edit for each in desk.draft.edits)


def rehearsed(desk: Desk, edits: Sequence[Edit]) -> Rehearsal:
    """The site with these edits made; the last ones tried are kept, because pages ask again and again.

    Raises ConflictError, UsageError or SiteFolderError if they cannot be made.
    """
    key = _key(desk, edits)
    with _one_at_a_time:
        found = _kept.pop(key, None)
        if found is None:
            change = edited(desk.folder, edits)
            found = rehearse(desk.folder, change, environ=desk.environ, clock=desk.clock)
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        _ = found.catalogue  # made here, so that nobody makes it twice at once
    return found


def drafted(desk: Desk) -> Catalogue:
    """Every page as the draft makes it; as it is served if the draft is empty or cannot be made."""
    edits = drafted_edits(desk)
    try:
        return rehearsed(desk, edits).catalogue if edits else desk.catalogue
    except LocatorError:  # the draft's own page tells which
        return desk.catalogue


def drafted_row(desk: Desk, table: str, key: str) -> dict[str, str] | None:
    """A row as the draft makes it, all its cells as written; None if there is none."""
    return desk.draft.table(table).row(key)


def drafted_note(desk: Desk, key: str) -> str:
    """The note of a town as the draft makes it; empty if there is none."""
    return desk.draft.note(key)


def drafted_keys(desk: Desk) -> Mapping[str, str]:
    """What waits in the draft for each town, by "fl/deland"; a town whose address changes has both keys."""
    found: dict[str, str] = {}
    for edit in drafted_edits(desk):
        if edit.table == NOTES:
            found.setdefault(edit.key, f"note {_NOTED[edit.kind]}")
        elif edit.table == LOCATIONS:
            region, _, slug = edit.key.partition("/")
            now = edit.cells["slug"][1] if edit.kind is Kind.CHANGED and "slug" in edit.cells else slug
            found[edit.key] = found[f"{region}/{now}"] = edit.kind.value
    return found


def _key(desk: Desk, edits: Sequence[Edit]) -> object:
    """Names a rehearsal: the folder with its files as they are now, the day, and the edits."""
    path, content = desk.folder.path, desk.folder.content
    files = [*path.glob("*.csv"), path / "site.toml", *content.rglob("*.md")]
    stamp = tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in sorted(files))
    return hash(stamp), desk.catalogue.source.today, json.dumps([edit.to_json() for edit in edits])
