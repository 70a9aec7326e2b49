"""A town under a new name or slug, as a Change of the tables and of the note that goes by its slug."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from locator.editing.edits import edited
from locator.editing.notes.note_file import note_path
from locator.editing.rows.edited_table import open_table
from locator.editing.rows.row_edit import add_row, change_row, remove_row
from locator.errors import UsageError
from locator.pages.renaming import plan_renaming
from locator.site.paths import destination, tidy
from locator.site.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.editing.change import Change
    from locator.editing.rows.row_edit import RowEdit
    from locator.model.town import Town
    from locator.pages.renaming import Renaming
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

TOWNS, REDIRECTS = "locations.csv", "redirects.csv"


def renamed(
    folder: SiteFolder, site: Site, town: Town, new: str, new_slug: str = ""
) -> tuple[Renaming, Change]:
    """What a new name or slug does, and the files as they will be; raises UsageError for what cannot be."""
    row = open_table(folder, TOWNS).row(f"{town.region.slug}/{town.slug}")
    if row is None:
        msg = f"{town.label} is no longer in {TOWNS}; somebody has changed it meanwhile"
        raise UsageError(msg)
    renaming = plan_renaming(site, town, new, new_slug=new_slug, is_slug_frozen=bool(row["slug"]))
    edits = [*_redirects(folder, site, renaming), change_row(TOWNS, row, _cells(renaming, row["slug"]))]
    _check_note(folder, renaming)
    change = edited(folder, edits)
    told = f"Renamed {town.label} to {renaming.new.label}"
    if town.label == renaming.new.label:
        told = f"Moved {town.label} from {town.slug} to {renaming.new.slug}"
    return renaming, replace(change, told=told)


def _cells(renaming: Renaming, written: str) -> dict[str, str]:
    """The cells of the town's row that change; `written` is the slug that stands in it."""
    old, new = renaming.old, renaming.new
    cells = {"town": (old.name, new.name), "aliases": (";".join(old.aliases), ";".join(new.aliases))}
    changed = {column: after for column, (before, after) in cells.items() if before != after}
    if new.slug != written and (written or new.slug != slug(new.name)):
        changed["slug"] = new.slug
    return changed


def _redirects(folder: SiteFolder, site: Site, renaming: Renaming) -> Iterator[RowEdit]:
    """A row for each old address; what led there leads on, and a town that comes back takes its row out."""
    moves = renaming.moves
    rows = {tidy(unquote(row["from"])): row for row in reversed(open_table(folder, REDIRECTS).rows)}
    for redirect in site.redirects if moves else ():
        source = tidy(redirect.source)
        if source not in rows:
            continue
        if source in moves.values():
            if moves.get(destination(redirect.target)) != source:
                msg = f"{source} is retired (row {redirect.row} of redirects.csv); choose another slug"
                raise UsageError(msg)
            yield remove_row(REDIRECTS, rows[source])
        elif destination(redirect.target) in moves:
            yield change_row(REDIRECTS, rows[source], {"to": moves[destination(redirect.target)]})
    for old, new in moves.items():
        yield add_row(REDIRECTS, {"from": old, "to": new, "status": "301"})


def _check_note(folder: SiteFolder, renaming: Renaming) -> None:
    """The editors' text about the town goes by its slug; it takes no other text's place."""
    old, new = (folder.path / note_path(town.id) for town in (renaming.old, renaming.new))
    if old != new and old.is_file() and new.exists():
        msg = f"{new} is there already; take it away, or choose another slug"
        raise UsageError(msg)
