"""What an editor does with a town -> edits of rows, so that no address is ever lost (rule A32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.rows.row_edit import add_row, change_row, remove_row
from locator.errors import UsageError
from locator.pages.renaming import plan_renaming
from locator.site.paths import destination, tidy
from locator.site.slugs import slug
from locator.workbench.drafting import LOCATIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from locator.editing.rows.row_edit import RowEdit
    from locator.model.town import Town
    from locator.site.snapshot import Site
    from locator.workbench.towns.form import TownForm

    Find = Callable[[str, str], dict[str, str] | None]  # table and key -> the row as the draft makes it

REDIRECTS = "redirects.csv"
GONE = "gone"


def saved(site: Site, town: Town, row: Mapping[str, str], form: TownForm, find: Find) -> list[RowEdit]:
    """The edits that a form asks for; `site` is as the draft makes it, `row` the town's row there.

    A town whose address changes leaves redirects behind, and one that is renamed keeps its old name as
    another one. Raises UsageError for what cannot be.
    """
    changes = form.cells
    if not {"town", "slug"} & changes.keys():
        return [change_row(LOCATIONS, row, changes)]
    name = " ".join(form.values["town"].split())
    made = form.values["slug"] or slug(name)
    if not name:
        msg = "a town needs a name"
        raise UsageError(msg)
    renaming = plan_renaming(site, town, name, new_slug=made, is_slug_frozen=True)
    changes |= {"town": name, "slug": made}
    if name != town.name:
        typed = [each.strip() for each in form.values["aliases"].split(";") if each.strip()]
        changes["aliases"] = ";".join(dict.fromkeys((*typed, town.name)))
    written = {column: value for column, value in changes.items() if value != row[column]}
    return [change_row(LOCATIONS, row, written), *_redirected(site, renaming.moves, find)]


def removed(site: Site, town: Town, row: Mapping[str, str], target: str, find: Find) -> list[RowEdit]:
    """The edits that take a town away; its addresses lead to `target` from now on, or are GONE.

    `target` is the key of another town ("fl/deland") or blank for the page of its region.
    """
    moves = {
        path: end
        for view in site.views.values()
        for treatment in town.treatments
        if treatment in view.treatments
        for path, end in [(view.urls.landing(treatment, town), _end(view, treatment, town, target))]
    }
    return [remove_row(LOCATIONS, row), *_redirected(site, moves, find)]


def _end(view: Site, treatment: str, town: Town, target: str) -> str:
    if target == GONE:
        return ""
    other = next((each for each in view.towns if each.id == target), None)
    if other and treatment in other.treatments:
        return view.urls.landing(treatment, other)
    rest = [each for each in view.towns_in(town.region, treatment) if each.key != town.key]
    return view.urls.region(treatment, town.region) if rest else view.urls.treatment(treatment)


def _redirected(site: Site, moves: Mapping[str, str], find: Find) -> Iterator[RowEdit]:
    """A row for each old address; what led there leads on, and an address that comes back is free again."""
    for redirect in site.redirects:
        row, source = find(REDIRECTS, redirect.source), tidy(redirect.source)
        if row is None:
            continue
        target = destination(row["to"]) if row["to"] else ""
        if source in moves.values():
            if moves.get(target) != source:
                msg = f"{source} is retired (row {redirect.row} of redirects.csv); choose another address"
                raise UsageError(msg)
            yield remove_row(REDIRECTS, row)
        elif moves.get(target):
            yield change_row(REDIRECTS, row, {"to": moves[target]})
    for source, end in moves.items():
        yield add_row(REDIRECTS, {"from": source, "to": end, "status": "301" if end else "410"})
