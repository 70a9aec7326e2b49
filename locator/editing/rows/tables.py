"""The tables that can be edited row by row, and what names a row of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.model.region import parse_region
from locator.site.slugs import slug
from locator.site.tables import practitioners, redirects
from locator.site.tables.clinics import clinics
from locator.site.tables.towns import locations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from locator.site.tables.header import Columns

    Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of a site folder; `key` names a row by its cells, `label` does so for people.

    `plural` is what people call its rows.
    """

    name: str
    columns: Columns
    plural: str
    key: Callable[[Cells], str]
    label: Callable[[Cells], str]

    @property
    def empty(self) -> bytes:
        """The file before its first row."""
        return f"{','.join(self.columns.all)}\n".encode()


def _town_key(cells: Cells) -> str:
    region = parse_region(cells["region"])
    return f"{region.slug if region else slug(cells['region'])}/{slug(cells['slug'] or cells['town'])}"


def _town_label(cells: Cells) -> str:
    region = parse_region(cells["region"])
    return f"{cells['town']}, {region.code if region else cells['region']}"


TABLES = {
    table.name: table
    for table in (
        Table("locations.csv", locations.COLUMNS, "towns", _town_key, _town_label),
        Table("clinics.csv", clinics.COLUMNS, "clinics", lambda row: row["id"], lambda row: row["name"]),
        Table(
            *("practitioners.csv", practitioners.COLUMNS, "people"),
            lambda row: f"{row['clinic']}/{row['name']}",
            lambda row: row["name"],
        ),
        Table(
            *("redirects.csv", redirects.COLUMNS, "redirects"),
            lambda row: row["from"],
            lambda row: f"the redirect of {row['from']}",
        ),
    )
}
