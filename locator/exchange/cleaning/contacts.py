"""Telephone numbers and web addresses -> as clinics.csv writes them; useless ones are left out and named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.exchange.mapping.column_map import put
from locator.model.phone import parse_phone
from locator.model.problem import Severity
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from locator.site.tables.row import Row

_CAMPAIGN = re.compile(r"[?&]utm_[^#]*")


def clean_phone(row: Row, country: str) -> None:
    """Writes the number as people read it; one that nobody can dial is left out of the import."""
    cell = row["phone"]
    if not cell:
        return
    try:
        phone = parse_phone(cell, country)
    except ValueError:
        cure = "write it as (386) 252-1234; it is left out until then"
        row.warn("phone", f"{quoted(cell)} is not a number that can be dialed", cure)
        put(row, "phone", "")
    else:
        put(row, "phone", str(phone))


def clean_web_address(row: Row, column: str, own: str) -> None:
    """Adds the https:// that people leave out; an address that no page may link to is left out, and named.

    What counts a visit (utm_…) is no part of an address, and a page of the site itself, at `own`, is nothing
    that clinics.csv need say (rule F13).
    """
    cell = _CAMPAIGN.sub("", row[column])
    if cell.startswith(f"{own}/"):
        cell = ""
    put(row, column, cell)
    if cell and "://" not in cell and "." in cell.partition("/")[0] and " " not in cell:
        put(row, column, f"https://{cell.lstrip('/')}")
    before = len(row.problems)
    if cell and not row.web_address(column):
        del row.problems[before:]
        cure = "write it as https://www.example.org/; it is left out until then"
        put(row, column, "")
        row.report(
            column, f"{quoted(cell)} is not a web address", cure, severity=Severity.WARNING, value=cell
        )
