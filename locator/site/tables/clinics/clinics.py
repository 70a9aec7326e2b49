"""clinics.csv -> clinics, each checked so that nobody is sent to the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.tables.clinics.addresses import AddressReader
from locator.site.tables.clinics.clinic_reader import ClinicReader
from locator.site.tables.clinics.plain_clinics import PlainClinics
from locator.site.tables.clinics.replacements import with_replacements
from locator.site.tables.clinics.twins import Twins
from locator.site.tables.columns import blanks
from locator.site.tables.header import Columns
from locator.site.tables.row import Layout, Row
from locator.site.tables.table import gathered, open_table
from locator.site.tables.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from locator.geo.gazetteer import Gazetteer
    from locator.model.clinic import Clinic
    from locator.model.problem import Problem
    from locator.site.settings.config import Config
    from locator.site.tables.table import Table

COLUMNS = Columns(
    required=("id", "name", "street", "locality", "region", "postcode", "lat", "lon"),
    optional=(
        *("country", "phone", "website", "booking_url", "hours", "special_hours", "treatments"),
        *("insurance", "languages", "accessibility", "parking", "transit"),
        *("accepting_new_patients", "status", "replaced_by", "verified_on"),
    ),
)


@uncollected()
def load_clinics(
    path: Path,
    *,
    config: Config,
    gazetteer: Gazetteer,
    today: date,
    treatments: Collection[str] | None = None,
) -> tuple[tuple[Clinic, ...], list[Problem]]:
    """Reads the clinics, closed ones too; `treatments` are the slugs that rows may name (None: any).

    A row with an error is left out; an error without a row costs the whole file.
    """
    table = open_table(path, COLUMNS)
    reader = ClinicReader(config, AddressReader(config.country, gazetteer), today, treatments)
    clinics, rows = _read(table, reader)
    clinics = with_replacements(clinics, rows, reader.lines)
    return tuple(clinics), gathered(rows, table.problems)


def _read(table: Table, reader: ClinicReader) -> tuple[list[Clinic], list[Row]]:
    """The clinics of all rows in their order, and the rows that were not plain."""
    twins = Twins()
    plain = PlainClinics(reader, twins)
    clinics: list[Clinic] = []
    rows: list[Row] = []
    for block in table.blocks():
        found = plain.read(block)
        for at in blanks(found):
            row = block.row(at)
            if clinic := reader.read(row):
                twins.check(row, clinic)
            found[at] = clinic
            rows.append(row)
        clinics += filter(None, found)
    return clinics, rows


def read_clinic(
    cells: Mapping[str, str],
    *,
    config: Config,
    gazetteer: Gazetteer,
    today: date,
    treatments: Collection[str] | None = None,
) -> tuple[Clinic | None, list[Problem]]:
    """Reads one row as load_clinics would, without a look at the others; `cells` by column."""
    row = Row(Layout("clinics.csv", {column: at for at, column in enumerate(cells)}), 0, [*cells.values()])
    reader = ClinicReader(config, AddressReader(config.country, gazetteer), today, treatments)
    return reader.read(row), row.problems
