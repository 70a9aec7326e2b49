"""practitioners.csv -> the people who treat patients, each at a clinic that exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.model.hours_syntax import WEEKDAYS
from locator.model.practitioner import Practitioner
from locator.site.tables.header import Columns
from locator.site.tables.row import quoted
from locator.site.tables.table import gathered, load_table

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from pathlib import Path

    from locator.model.problem import Problem
    from locator.site.tables.row import Row

COLUMNS = Columns(
    required=("name", "clinic"), optional=("title", "licence", "languages", "days", "verified_on")
)

_SPAN = rf"(?:{'|'.join(WEEKDAYS)})(?:-(?:{'|'.join(WEEKDAYS)}))?"
_OSM_DAYS = re.compile(rf"{_SPAN}(?:,{_SPAN})*")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def load_practitioners(
    path: Path, *, clinic_ids: Collection[str], today: date
) -> tuple[tuple[Practitioner, ...], list[Problem]]:
    """Reads the people of the clinics in `clinic_ids`; there need not be such a file.

    A row with an error is left out; an error without a row costs the whole file.
    """
    rows, problems = load_table(path, COLUMNS, is_required=False)
    people = [person for row in rows if (person := _practitioner(row, clinic_ids, today))]
    _warn_of_repeats(rows)
    return tuple(people), gathered(rows, problems)


def _practitioner(row: Row, clinic_ids: Collection[str], today: date) -> Practitioner | None:
    person = Practitioner(
        name=row.text("name", required=True),
        title=row.text("title"),
        licence=row.text("licence"),
        clinic=row.text("clinic", required=True),
        languages=row.items("languages"),
        days=_days(row),
        verified_on=row.day("verified_on", today=today),
    )
    if person.clinic and person.clinic not in clinic_ids:
        message = f"no clinic that can be used has the id {quoted(person.clinic)}"
        # No guess at another clinic: it would send people to somebody who does not work there.
        cure = "write the id of a row of clinics.csv; if it is there, mend that row first"
        row.report("clinic", message, cure)
    return None if row.is_lost else person


def _days(row: Row) -> str:
    cell = row.text("days")
    days = cell.replace(" ", "")
    if not days or _OSM_DAYS.fullmatch(days):
        return days
    # "Mon - Fri", "Monday to Friday", "Tue & Thu"
    meant = re.sub(r"\s*(?:[–—-]|\bto\b|\bthrough\b)\s*", "-", cell.lower())
    meant = re.sub(r"\s*(?:[,;/&]|\band\b)\s*", ",", meant)
    meant = re.sub(r"[a-z]{2,}\.?", _day, meant)
    cure = f"write {meant}" if _OSM_DAYS.fullmatch(meant) else "write Mo-Fr or Mo,We,Fr, for one"
    row.report("days", f"{quoted(cell)} are not days that we read", cure)
    return ""


def _day(word: re.Match[str]) -> str:
    start = word[0].rstrip(".s")
    days = zip(_NAMES, WEEKDAYS, strict=True)
    return next((day for name, day in days if name.startswith(start)), word[0])


def _warn_of_repeats(rows: list[Row]) -> None:
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        other = first.setdefault((row.text("name").casefold(), row["clinic"]), row)
        if other is not row and row["name"]:
            message = f"row {other.line} names the same person at the same clinic"
            row.warn("name", message, "take one of them out")
