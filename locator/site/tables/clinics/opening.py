"""When a clinic is open, as its row says; None if any of it is in doubt, for then pages say to call."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.model.holiday import HolidayCalendar
from locator.model.hours import Hours, parse_hours
from locator.model.region import parse_region
from locator.model.special_hours import parse_special_hours

if TYPE_CHECKING:
    from datetime import date

    from locator.model.special_hours import SpecialDay
    from locator.site.settings.config import Config
    from locator.site.tables.row import Row

SHOWN = 3  # days of many that a message lists

_special_days = lru_cache(maxsize=1024)(parse_special_hours)


def read_hours(row: Row, *, config: Config, today: date) -> Hours | None:
    """Reads both columns of hours; holidays are those of the row's region."""
    hours, special = _regular_hours(row), _special_hours(row, today)
    if hours is None or special is None:
        return None
    if hours.mentions_holidays and not config.holidays:
        message = "PH stands for no day, because holidays in site.toml is empty"
        row.warn("hours", message, "name the holidays in site.toml, or take PH out")
    region = parse_region(row["region"])
    calendar = HolidayCalendar(config.holidays, region.code if region else "")
    return replace(hours, special=special, calendar=calendar)


def _regular_hours(row: Row) -> Hours | None:
    text = row.text("hours")
    try:
        return parse_hours(text) if text else None
    except ValueError as error:
        _report(row, "hours", error)
        return None


def _special_hours(row: Row, today: date) -> tuple[SpecialDay, ...] | None:
    text = row.text("special_hours")
    try:
        special = _special_days(text) if text else ()
    except ValueError as error:
        _report(row, "special_hours", error)
        return None
    if special and not row["hours"]:
        message = "special hours are not shown without the regular ones"
        row.warn("special_hours", message, "fill in hours")
    if past := [str(entry.day) for entry in special if entry.day < today]:
        more = f" and {len(past) - SHOWN} more" if len(past) > SHOWN else ""
        message = f"{', '.join(past[:SHOWN])}{more} {'is' if len(past) == 1 else 'are'} past"
        row.notice("special_hours", message, "take it out when you like")
    return special


def _report(row: Row, column: str, error: ValueError) -> None:
    """Reports what the parser of hours said; the clinic stays, and its page says to call."""
    message, found, cure = str(error).partition("; write")
    cure = f"write{cure}" if found else 'write "Mo-Fr 08:00-17:00", for one'
    row.report(column, message, cure, costs_row=False)
