"""A town without its page: its row goes, and every address that it had says so or leads on (rule A31)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from locator.editing.edits import edited
from locator.editing.notes.note_file import note_path
from locator.editing.rows.edited_table import open_table
from locator.editing.rows.row_edit import add_row, change_row, remove_row
from locator.errors import UsageError
from locator.model.redirect import GONE
from locator.pages.languages import twin, view_at
from locator.pages.moves import alias_paths
from locator.pages.renaming import find_town
from locator.pages.verdicts.plan import find_merges
from locator.site.paths import destination, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from locator.editing.change import Change
    from locator.editing.rows.row_edit import RowEdit
    from locator.model.town import Town
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import NearTown, Site

TOWNS, REDIRECTS = "locations.csv", "redirects.csv"


@dataclass(frozen=True, slots=True)
class Removal:
    """A town that goes: `moves` has each of its addresses with where it leads, "" if it is gone (410).

    `note` is the path of the editors' text about it, "" if there is none: it goes too, and stays in the
    history.
    """

    town: Town
    moves: Mapping[str, str]
    note: str
    change: Change


def neighbour(site: Site, town: Town) -> NearTown | None:
    """The town to lead readers to: the one that covers it, or else the nearest with a page of its own."""
    merges = {merge.town.key: merge.into for merge in find_merges(site)}
    near = site.nearest_towns(town.point, len(site.towns), treatment=town.treatments[0], but=town)
    cover = merges.get(town.key)
    own = (each for each in near if each.town.key not in merges)
    return next((each for each in near if each.town == cover), None) or next(own, None)


def removed(folder: SiteFolder, site: Site, town: Town, goal: Town | str | None = None) -> Removal:
    """What takes the town away; its addresses lead to `goal`, a town or a path, or answer 410.

    Each leads to the page of the other town for the same treatment and in the same language. Raises
    UsageError if the town has no row any more.
    """
    row = open_table(folder, TOWNS).row(town.id)
    if row is None:
        msg = f"{town.label} is no longer in {TOWNS}; somebody has changed it meanwhile"
        raise UsageError(msg)
    moves = dict(_moves(site, town, goal))
    change = edited(folder, [remove_row(TOWNS, row), *_redirects(folder, moves)])
    note = note_path(town.id)
    is_there = (folder.path / note).is_file()
    return Removal(town, moves, note if is_there else "", replace(change, told=f"Removed {town.label}"))


def find_goal(site: Site, town: Town, to: str) -> Town | str:
    """The town or the path that a person means by `to`; `town` is the one that goes.

    Raises UsageError for the home page, which search engines count as an error, and for what is no address
    of this site.
    """
    if "/" not in to or any(tidy(to) == path for path in _landings(site)):
        goal = find_town(site, to)
        if goal.key == town.key:
            msg = f"{town.label} cannot lead to itself; name another town"
            raise UsageError(msg)
        return goal
    if not to.startswith("/") or to.startswith("//"):
        msg = f"{to} is not a path of this site; write one such as {site.urls.clinics}"
        raise UsageError(msg)
    if destination(to) in [view.urls.home for view in site.views.values()]:
        msg = (
            "a page that was taken away may not lead to the home page: to search engines that is an error; "
            "name a town or a path, or leave --to out"
        )
        raise UsageError(msg)
    return to


def _landings(site: Site) -> Iterator[str]:
    return (site.urls.landing(treatment, town) for town in site.towns for treatment in town.treatments)


def _moves(site: Site, town: Town, goal: Town | str | None) -> Iterator[tuple[str, str]]:
    """Each address of the town, under its other names too, with where it is to lead."""
    for view in site.views.values():
        for treatment in town.treatments:
            if treatment in view.treatments:
                target = _target(site, view, treatment, goal)
                own = view.urls.landing(treatment, town)
                yield from ((path, target) for path in [own, *alias_paths(view, treatment, town)])


def _target(site: Site, view: Site, treatment: str, goal: Town | str | None) -> str:
    if goal is None:
        return ""
    if isinstance(goal, str):
        here = view_at(site, goal)
        return goal if here.urls.prefix == view.urls.prefix else twin(here, goal, view) or goal
    return view.urls.landing(treatment if treatment in goal.treatments else goal.treatments[0], goal)


def _redirects(folder: SiteFolder, moves: Mapping[str, str]) -> Iterator[RowEdit]:
    """A row for each address, and those that led there lead on in one hop (rule A32)."""
    table = open_table(folder, REDIRECTS)
    rows = {tidy(unquote(row["from"])): row for row in reversed(table.rows)}
    for source, row in rows.items():
        if source not in moves and destination(row["to"]) in moves and row["to"]:
            yield change_row(REDIRECTS, row, _cells(moves[destination(row["to"])], row["status"]))
    for source, target in moves.items():
        if tidy(source) in rows:
            yield change_row(REDIRECTS, rows[tidy(source)], _cells(target))
        else:
            yield add_row(REDIRECTS, {"from": source} | _cells(target))


def _cells(target: str, status: str = "") -> dict[str, str]:
    if not target:
        return {"to": "", "status": str(GONE)}
    return {"to": target, "status": status or "301"}
