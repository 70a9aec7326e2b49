"""Which columns of a file become which of clinics.csv, and how its cells are to be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.exchange.hours.day_columns import DAYS
from locator.site.tables.clinics.clinics import COLUMNS
from locator.site.tables.row import Layout, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from locator.exchange.reading.sheet import Sheet

COUNTY = "county"  # clinics.csv has none; it is compared with the coordinates and then forgotten
TARGETS = (*COLUMNS.all, COUNTY, *DAYS)
ABSENT = ("-999", "NOT AVAILABLE", "NOT APPLICABLE", "N/A", "#N/A", "NULL", "NAN")
_JOINS = dict.fromkeys(DAYS, "-") | dict.fromkeys(("treatments", "insurance", "languages"), ";")
_PLACES = {column: place for place, column in enumerate(TARGETS)}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """`titles` are those of the file for each of TARGETS, joined where they are several.

    `values` fill in what the file leaves blank; `absent` are cells that say nothing; `keeps_capitals` leaves
    names as they are shouted.
    """

    titles: Mapping[str, tuple[str, ...]]
    values: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ABSENT
    keeps_capitals: bool = False

    def rows(self, sheet: Sheet) -> Iterable[Row]:
        """The records of a sheet as rows of clinics.csv (and what is compared with them)."""
        layout = Layout(sheet.name, _PLACES)
        at = {title: place for place, title in reversed([*enumerate(sheet.titles)])}
        places = [
            (_PLACES[target], [at[title] for title in titles if title in at], _JOINS.get(target, ", "))
            for target, titles in self.titles.items()
        ]
        for line, record in sheet.records:
            cells = [""] * len(TARGETS)
            for place, sources, joint in places:
                words = dict.fromkeys(record[source] for source in sources)  # "closed" to "closed" is once
                cells[place] = joint.join(filter(None, words))
            yield Row(layout, line, cells)

    def shown(self, column: str | None) -> str | None:
        """What the file calls one of our columns, for messages about it."""
        titles = self.titles.get(column or "", ())
        if column == "hours" and not titles:
            titles = tuple(title for day in DAYS for title in self.titles.get(day, ()))[:1]
        return titles[0] if titles else column


def put(row: Row, column: str, value: str) -> None:
    """Writes a cell of a row that a ColumnMap made."""
    row.cells[_PLACES[column]] = value
