"""clinics.csv -> clinics, each checked so that nobody is sent to the wrong place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site.tables.clinics.addresses import AddressReader
from locator.site.tables.clinics.clinic_reader import ClinicReader
from locator.site.tables.clinics.replacements import with_replacements
from locator.site.tables.clinics.twins import warn_of_twins
from locator.site.tables.header import Columns
from locator.site.tables.row import Layout, Row
from locator.site.tables.table import gathered, load_table
from locator.site.tables.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from pathlib import Path

    from locator.geo.gazetteer import Gazetteer
    from locator.model.clinic import Clinic
    from locator.model.problem import Problem
    from locator.site.settings.config import Config

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
    rows, problems = load_table(path, COLUMNS)
    reader = ClinicReader(config, AddressReader(config.country, gazetteer), today, treatments)
    drafts = [(row, clinic) for row in rows if (clinic := reader.read(row))]
    warn_of_twins(drafts)
    clinics = with_replacements(drafts, reader.lines)
    return tuple(clinics), gathered(rows, problems)


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
