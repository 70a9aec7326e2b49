"""Hours in whichever columns -> hours and special_hours of clinics.csv, or left out with what to write."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from locator.exchange.hours.day_columns import DAYS, read_days
from locator.exchange.hours.special_days import read_special_days
from locator.exchange.hours.written import read_hours
from locator.exchange.mapping.column_map import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.exchange.hours.reading import Reading
    from locator.site.tables.row import Row

_days, _special = lru_cache(maxsize=4096)(read_days), lru_cache(maxsize=4096)(read_special_days)


def clean_hours(row: Row) -> None:
    """Reads the hours; an error names what cannot be read, for nobody shall stand before a locked door."""
    week = tuple(row[day] for day in DAYS)
    if any(week):
        _read(row, "hours", lambda: _days(week))
    elif text := row["hours"]:
        _read(row, "hours", lambda: read_hours(text))
    if special := row["special_hours"]:
        _read(row, "special_hours", lambda: _special(special))


def _read(row: Row, column: str, read: Callable[[], Reading]) -> None:
    try:
        reading = read()
    except ValueError as error:
        message, found, cure = str(error).partition("; write")
        row.report(column, message, f"write{cure}" if found else 'write "Mo-Fr 08:00-17:00", for one')
        put(row, column, "")
        return
    for assumption in reading.assumptions:
        row.notice(column, assumption, "look whether that is so")
    put(row, column, reading.text)
