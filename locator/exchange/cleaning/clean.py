"""A row from somebody's file, cleaned: every step that bears on the cells, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.exchange.cleaning.absent import clear_absent
from locator.exchange.cleaning.capitals import quieten
from locator.exchange.cleaning.contacts import clean_phone, clean_web_address
from locator.exchange.cleaning.lists import clean_treatments
from locator.exchange.cleaning.opening import clean_hours

if TYPE_CHECKING:
    from locator.exchange.mapping.column_map import ColumnMap
    from locator.site.tables.row import Row


def clean(row: Row, columns: ColumnMap, *, country: str, own: str) -> None:
    """Cleans a row in place; its problems say what was changed, and what could not be.

    `country` is the site's, in which telephone numbers are written; `own` its base URL.
    """
    clear_absent(row, {word.casefold() for word in columns.absent})
    if not columns.keeps_capitals:
        quieten(row)
    clean_phone(row, country)
    clean_web_address(row, "website", own)
    clean_web_address(row, "booking_url", own)
    clean_hours(row)
    clean_treatments(row)
