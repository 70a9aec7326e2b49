"""A CSV file, Google's or anybody's -> a sheet."""

from __future__ import annotations

from locator.exchange.reading.google import is_google
from locator.exchange.reading.sheet import MAX_ROWS, Format, Sheet, refused
from locator.model.problem import Problem, Severity
from locator.site.tables.encoding import SAVE_AS, utf8
from locator.site.tables.header import MAX_COLUMNS
from locator.site.tables.records import Records


def read_csv(data: bytes, name: str) -> Sheet:
    """Reads CSV as spreadsheets write it: any of their encodings, delimiters and line ends (rule F4)."""
    data, problems = utf8(data, name)
    if b"\0" in data:
        return refused(name, Format.CSV, "the file has NUL bytes, so it is not a text", SAVE_AS)
    records = Records(data, name)
    line, titles = next(records, (0, []))
    if not titles or records.problems:
        cure = "begin it with a line that names the columns: name,street,locality,region,postcode,lat,lon"
        return refused(name, Format.CSV, "the file has no header that can be read", cure)
    if len(titles) > MAX_COLUMNS:
        message = f"the file has {len(titles):,} columns"
        return refused(name, Format.CSV, message, f"{MAX_COLUMNS:,} are the most; take out what nobody needs")
    kind = Format.GOOGLE if is_google(titles) else Format.CSV
    found = _records(records, len(titles))
    if len(found) > MAX_ROWS:
        return refused(
            name, kind, f"the file has {len(found):,} rows", f"{MAX_ROWS:,} are the most; split it"
        )
    if not found:
        cure = "export it again, with the rows; or give another file"
        problems.append(Problem(Severity.ERROR, name, "there is no row below the header", cure, line))
    return Sheet(name, kind, tuple(titles), tuple(found), (*problems, *records.problems))


def _records(records: Records, width: int) -> list[tuple[int, list[str]]]:
    found = []
    for line, cells in records:
        if len(cells) > width and any(cells[width:]):
            records.report_width(line, len(cells), width)
        else:
            found.append((line, (cells + [""] * (width - len(cells)))[:width]))
    return found
