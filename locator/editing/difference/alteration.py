"""One thing of a site that came, went or changed, and in which of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Deed(StrEnum):
    """What became of it; the last three are for clinics, and say more than that a column changed."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"
    CLOSED = "closed"
    PAUSED = "closed for now"
    REOPENED = "open again"


@dataclass(frozen=True, slots=True)
class Cell:
    """A column whose value changed: its name in the table, that name in plain words, both values."""

    column: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Alteration:
    """A town, clinic, person, redirect, text or setting that is not what it was.

    `key` names it as tables do ("fl/deland", a clinic's id), `name` as people do; `was` is what a renamed
    one was called. `cells` are the columns that changed, none for what came or went.
    """

    deed: Deed
    key: str
    name: str
    was: str = ""
    cells: tuple[Cell, ...] = ()


# Columns that do not say in plain words what they hold.
_LABELS = {
    "town": "name",
    "region": "state",
    "slug": "address of the page",
    "lat": "latitude",
    "lon": "longitude",
    "aliases": "other names",
    "locality": "town",
    "postcode": "ZIP code",
    "booking_url": "booking link",
    "special_hours": "special hours",
    "accepting_new_patients": "whether it takes new patients",
    "replaced_by": "clinic that replaces it",
    "verified_on": "day of the last check",
    "approved_by": "who approved it",
    "approved_on": "day of the approval",
    "updated": "day of the last change",
    "from": "old address",
    "to": "new address",
}


def label(column: str) -> str:
    """A column in plain words: "ZIP code"."""
    return _LABELS.get(column, column.replace("_", " "))


def changed_cells(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Cell, ...]:
    """The columns of a row whose values differ, in the order of the table."""
    return tuple(
        Cell(column, label(column), value, after.get(column, ""))
        for column, value in before.items()
        if value != after.get(column, "")
    )
