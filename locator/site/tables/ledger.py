"""ledger.csv <-> the record of pages; commands write it, nobody edits it by hand."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from locator.model.ledger import Ledger, Line, Listing
from locator.site.tables.header import Columns
from locator.site.tables.row import quoted
from locator.site.tables.table import gathered, load_table

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from locator.model.problem import Problem
    from locator.site.tables.row import Row

COLUMNS = Columns(required=("path", "digest"), optional=("lastmod", "listed", "sent"))

_DIGEST = re.compile(r"v\d+-[0-9a-f]{16}", re.ASCII)
_CURE = "take back an earlier version of the file; without the file, all dates begin anew"


def load_ledger(path: Path, *, today: date) -> tuple[Ledger, list[Problem]]:
    """Reads what was recorded; there need not be such a file.

    A row with an error costs the date of its page, an error without a row all dates, and neither anything
    that visitors see. Until the file is mended nothing is recorded, or the dates would be lost for good.
    """
    rows, problems = load_table(path, COLUMNS, is_required=False)
    lines: dict[str, Line] = {}
    for row in rows:
        line = _line(row, today)
        if line and lines.setdefault(line.path, line) is not line:
            row.report("path", f"{line.path} stands there twice", _CURE)
    return Ledger(lines), gathered(rows, problems)


def render_ledger(ledger: Ledger) -> bytes:
    """The file, one line a page, by path; the same ledger is the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS.all)
    for line in sorted(ledger.lines.values(), key=lambda line: line.path):
        lastmod = line.lastmod.isoformat() if line.lastmod else ""
        writer.writerow((line.path, line.digest, lastmod, line.listing.value, line.sent))
    return text.getvalue().encode()


def _line(row: Row, today: date) -> Line | None:
    path, listed = row["path"], row["listed"] or Listing.LISTED
    if not path.startswith("/"):
        row.report("path", f"{quoted(path)} is not the path of a page", _CURE)
    for column in ("digest", "sent"):
        cell = row[column]
        if (cell or column == "digest") and not _DIGEST.fullmatch(cell):
            row.report(column, f"{quoted(cell)} is not a digest", _CURE)
    if listed not in list(Listing):
        row.report("listed", f"{quoted(listed)} is none of {', '.join(Listing)}", _CURE)
    lastmod = row.day("lastmod", today=today)
    if row["lastmod"] and lastmod is None:
        row.is_lost = True
    return None if row.is_lost else Line(path, row["digest"], lastmod, Listing(listed), row["sent"])
