"""New towns -> the edits that add them, one row a town."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from locator.editing.rows.edited_table import open_table
from locator.editing.rows.row_edit import add_row, remove_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from locator.editing.rows.row_edit import RowEdit
    from locator.editing.towns.new_town import NewTown
    from locator.model.redirect import Redirect
    from locator.site.folder import SiteFolder


def adding(folder: SiteFolder, towns: Iterable[NewTown]) -> tuple[RowEdit, ...]:
    """The edits that add the towns; a town that comes back takes its rows of redirects.csv out."""
    towns = tuple(towns)
    retired = [redirect for town in towns for redirect in town.retired]
    return (
        *(add_row("locations.csv", town.cells) for town in towns),
        *(_standing_again(folder, retired) if retired else ()),
    )


def _standing_again(folder: SiteFolder, retired: Iterable[Redirect]) -> Iterator[RowEdit]:
    table = open_table(folder, "redirects.csv")
    for redirect in retired:
        row = table.row(redirect.source) or table.row(quote(redirect.source))
        if row:
            yield remove_row("redirects.csv", row)
