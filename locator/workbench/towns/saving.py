"""What is done with the form of a town: into the draft, or back to the editor with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.notes.note_edit import NOTE, NoteEdit
from locator.editing.notes.note_file import NOTES
from locator.editing.rows.row_edit import remove_row
from locator.errors import ConflictError, SiteFolderError, UsageError
from locator.site.words import upper_first
from locator.workbench.answer import Done, Shown
from locator.workbench.drafting import LOCATIONS, drafted_edits, drafted_note, drafted_row, rehearsed
from locator.workbench.towns.edits import removed, saved
from locator.workbench.towns.form import FIELDS, form_of
from locator.workbench.towns.note import note_mistakes, note_told
from locator.workbench.towns.town import find_town, town_page
from locator.workbench.towns.towns import town_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.editing.edit import Edit
    from locator.model.town import Town
    from locator.site.snapshot import Site
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk
    from locator.workbench.towns.form import TownForm

CLASH, MEND = 409, 422


def save_town(desk: Desk, key: str, form: TownForm) -> Answer | None:
    """Puts what an editor has changed into the draft; None if the town is gone."""
    found = find_town(desk, key)
    if found is None:
        return None
    site, town, row = found
    now = form_of(row, drafted_note(desk, key), site).values
    clashes, form = form.clashes(now), form.onto(now)
    if clashes:
        page = town_page(desk, key, form, clashes=clashes)
        return page and Shown(page, CLASH)
    if not form.changes:
        return Done(town_path(town.key), "Nothing was changed, so nothing went into the draft.")
    return _put(desk, key, form, found)


def _edits(desk: Desk, form: TownForm, found: tuple[Site, Town, dict[str, str]]) -> list[Edit]:
    """The edits that a form asks for: of rows first, for the note goes by the address that they make."""
    site, town, row = found
    edits: list[Edit] = []
    if form.cells:
        edits += saved(site, town, row, form, lambda table, name: drafted_row(desk, table, name))
    if NOTE in form.changes:
        key = f"{town.region.slug}/{form.changes.get('slug', town.slug)}"
        edits.append(NoteEdit(key, form.seen[NOTE], form.changes[NOTE]))
    return edits


def _put(desk: Desk, key: str, form: TownForm, found: tuple[Site, Town, dict[str, str]]) -> Answer | None:
    site, town, row = found
    if mistakes := note_mistakes(site, town, form):
        page = town_page(desk, key, form, mistakes={NOTE: mistakes})
        return page and Shown(page, MEND)
    try:
        edits = _edits(desk, form, found)
        rehearsed(desk, (*drafted_edits(desk), *edits))
        desk.draft.add(*edits, who=desk.editor, now=desk.now)
    except (SiteFolderError, UsageError) as error:
        page = town_page(desk, key, form, mistakes=_mistakes(error))
        return page and Shown(page, MEND)
    except ConflictError:
        if (drafted_row(desk, LOCATIONS, key), drafted_note(desk, key)) == (row, form.seen[NOTE]):
            raise  # it is not about this town
        return save_town(desk, key, form)  # somebody was faster in this very moment
    region, slug = town.region.slug, form.changes.get("slug", town.slug)
    return Done(town_path((region, slug)), f"{town.label}: your changes are in the draft.")


def remove_town(desk: Desk, key: str, end: str) -> str:
    """Takes a town away in the draft and tells so; empty if there is none.

    `end` is where its address leads from then on.
    """
    found = find_town(desk, key)
    if found is None:
        return ""
    site, town, row = found
    edits: Sequence[Edit] = [remove_row(LOCATIONS, row)]
    if town.key in desk.catalogue.source.towns_by_key:  # or nobody has ever seen its address
        edits = removed(site, town, row, end, lambda table, name: drafted_row(desk, table, name))
    note = " and its note with it" if drafted_note(desk, key) else ""
    desk.draft.add(*edits, who=desk.editor, now=desk.now)
    told = f"{town.label} is taken out in the draft{note}."
    return f"{told} It stands on the site until the draft is published."


def _mistakes(error: SiteFolderError | UsageError) -> dict[str, str]:
    """Each new error at its field; what belongs to none of them is told at the name."""
    if isinstance(error, UsageError):
        return {"town": f"{upper_first(str(error))}."}
    found: dict[str, str] = {}
    for problem in error.problems:
        if problem.file.startswith(NOTES):
            found[NOTE] = f"{found.get(NOTE, '')} {note_told(problem)}".strip()
            continue
        told = f"{problem.message}; {problem.cure}" if problem.cure else problem.message
        field = problem.column if problem.column in FIELDS else "town"
        found.setdefault(field, f"{upper_first(told)}.")
    return found
