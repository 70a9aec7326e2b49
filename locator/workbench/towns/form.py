"""The form of one town: what it holds, what the editor saw when it was opened, and what others did since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.editing.difference.alteration import label
from locator.editing.notes.note_edit import NOTE
from locator.editing.notes.note_file import tidy_note
from locator.site.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.site.snapshot import Site

COLUMNS = (
    *("town", "slug", "county", "aliases", "treatments"),
    *("radius", "lat", "lon", "approved_by", "approved_on"),
)
FIELDS = (*COLUMNS, NOTE)
LONGEST = 500  # characters of a cell
MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that somebody else has changed since the form was opened."""

    column: str
    label: str
    was: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class TownForm:
    """`values` are what the form holds and `seen` what it was opened with, both by column, as in the file.

    The note is one of them, though its file is another.

    The slug is never blank here, and the treatments name the main one, as it is in every town.
    """

    values: Mapping[str, str]
    seen: Mapping[str, str]

    @property
    def changes(self) -> dict[str, str]:
        """The cells that the editor has changed."""
        return {column: value for column, value in self.values.items() if value != self.seen[column]}

    @property
    def cells(self) -> dict[str, str]:
        """Those of them that stand in the town's row."""
        return {column: value for column, value in self.changes.items() if column != NOTE}

    def clashes(self, now: Mapping[str, str]) -> tuple[Clash, ...]:
        """The cells that the editor and somebody else have changed, each to another value."""
        return tuple(
            Clash(column, label(column), self.seen[column], now[column], mine)
            for column, mine in self.changes.items()
            if now[column] not in (self.seen[column], mine)
        )

    def onto(self, now: Mapping[str, str]) -> TownForm:
        """The same changes on the row as it is now: nothing typed is lost, nothing of others undone."""
        return TownForm({**now, **self.changes}, now)


def form_of(row: Mapping[str, str], note: str, site: Site) -> TownForm:
    """The form of a row as it stands in the table, and of the town's note."""
    cells = {column: row[column] for column in COLUMNS} | {NOTE: note}
    cells["slug"] = slug(row["slug"] or row["town"])
    cells["treatments"] = joined(row["treatments"].split(";"), site)
    return TownForm(cells, cells)


def joined(slugs: Sequence[str], site: Site) -> str:
    """Treatments as a cell lists them, in the site's order; the main one is always among them."""
    chosen = {each.strip().lower() for each in slugs} | {site.config.main_treatment}
    known = [site.config.main_treatment, *site.treatments]
    return ";".join(each for each in dict.fromkeys((*known, *sorted(filter(None, chosen)))) if each in chosen)


def tidied(column: str, text: str) -> str:
    """What was typed, as a cell holds it, one line of a sensible length; or as the note's file does."""
    if column == NOTE:
        return tidy_note(text)
    line = " ".join(text.split())[:LONGEST]
    return slug(line) if column == "slug" else line
