"""Rows of cells -> CSV (RFC 4180) in which nothing is a formula (rules C20 and C21)."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from locator.exchange.written import Written
from locator.site.tables.formulas import guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The order in which people look at a clinic, that of the example.
ORDER = (
    *("id", "name", "street", "locality", "region", "postcode", "country", "lat", "lon"),
    *("phone", "website", "booking_url", "hours", "special_hours", "treatments", "insurance"),
    *("languages", "accessibility", "parking", "transit", "accepting_new_patients"),
    *("status", "replaced_by", "verified_on"),
)


def render_clinics(rows: Sequence[Mapping[str, str]], *, is_for_people: bool = False) -> Written:
    """Clinics by the columns of clinics.csv, cell for cell; read again, they are the same cells.

    A file `is_for_people` to open in a spreadsheet has a byte order mark, by which Excel knows UTF-8, and
    keeps the pluses and zeros of numbers.
    """
    body = render_table(ORDER, rows, is_for_people=is_for_people)
    return Written(BOM_UTF8 + body if is_for_people else body, len(rows))


def render_table(
    header: Sequence[str], rows: Iterable[Mapping[str, str]], *, is_for_people: bool = False
) -> bytes:
    """A table, blank where a row has nothing to say; lines end in CR LF, as RFC 4180 has it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([guarded(row.get(column, ""), is_for_people=is_for_people) for column in header])
    return text.getvalue().encode()
