"""Edits in one line, in the words of those who make the site."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from locator.editing.rows.row_edit import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DEEDS = {Kind.ADDED: "wrote", Kind.CHANGED: "changed", Kind.REMOVED: "took away"}  # of notes
NAMED = 3  # rows that a line names; of more it tells the number


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one row: its name among people, what people call such rows, the columns changed."""

    kind: Kind
    label: str
    plural: str
    columns: tuple[str, ...] = ()

    @property
    def deed(self) -> str:
        """The word for it: rows are added, notes are written."""
        return DEEDS[self.kind] if self.plural == "notes" else self.kind.value


def told(rows: Iterable[Told]) -> str:
    """One line about all rows: "Added DeLand, FL and Ocala, FL; changed hours of Ormond Beach Clinic"."""
    ordered = sorted(rows, key=lambda row: (list(Kind).index(row.kind), row.plural))
    groups = [list(group) for _, group in groupby(ordered, key=lambda row: (row.kind, row.plural))]
    line = "; ".join(map(_phrase, groups))
    return line[:1].upper() + line[1:] or "Nothing"


def _phrase(rows: Sequence[Told]) -> str:
    labels = list(dict.fromkeys(row.label for row in rows))
    what = ""
    if rows[0].kind is Kind.CHANGED and rows[0].columns:
        columns = list(dict.fromkeys(column for row in rows for column in row.columns))
        what = (
            f"{listed(column.replace('_', ' ') for column in columns)} of " if len(columns) <= NAMED else ""
        )
    names = listed(labels) if len(labels) <= NAMED else f"{len(labels):,} {rows[0].plural}"
    return f"{rows[0].deed} {what}{names}"


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"; a semicolon between names that hold a comma."""
    *most, last = words
    mark = "; " if any("," in word for word in most) and len(most) > 1 else ", "
    return f"{mark.join(most)} and {last}" if most else last
