"""CSV as spreadsheets really write it -> rows, with every problem of the file on the way."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.disk_words import why
from locator.site.tables.encoding import MAX_BYTES, SAVE_AS, decode, refusal
from locator.site.tables.header import Columns, Header
from locator.site.tables.records import Records
from locator.site.tables.row import Layout, Row, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_CONTROL_BYTES = bytes({*range(32), 127} - set(b"\t\n\r"))
_RARE = ("Ã", "â€", "\ufffd", *map(chr, range(0x80, 0xA0)))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What UTF-8 looks like once it was read as Windows-1252 and saved; a letter that was lost for good.
_GARBLED = re.compile("Ã[\u0080-¿]|â€|\ufffd")


def load_table(path: Path, columns: Columns, *, is_required: bool = True) -> tuple[list[Row], list[Problem]]:
    """Reads a CSV file; a missing file is an error only if the site cannot do without it.

    The problems returned are those of the file and of rows that were left out; a row that is
    returned carries its own. An error without a row costs the whole file: there are no rows then.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        cure = f"add it with the header {','.join(columns.required)}"
        return [], [_error(path.name, "the file is missing", cure)] if is_required else []
    except OSError as error:
        reason = f"the file cannot be read: {why(error)}"
        return [], [_error(path.name, reason, "check its name and who may read it")]
    return parse_table(data, columns, name=path.name)


def parse_table(data: bytes, columns: Columns, *, name: str) -> tuple[list[Row], list[Problem]]:
    """Reads the bytes of a CSV file as load_table does; `name` is what messages call the file."""
    if refused := refusal(data):
        return [], [_error(name, *refused)]
    text, problems = decode(data, name)
    if "\0" in text:
        return [], [_error(name, "the file has NUL bytes, so it is not a text", SAVE_AS)]
    records = Records(text, name)
    line, titles = next(records, (0, []))
    if not titles or records.problems:
        cure = f"begin it with the header {','.join(columns.required)}"
        return [], [*problems, _error(name, "the file has no header that can be read", cure)]
    header = Header(titles, columns, name, line)
    problems += header.problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        return [], problems
    rows = _rows(records, Layout(name, header.places), header.width, is_suspect=is_suspect_text(text))
    return rows, problems + records.problems


def gathered(rows: Iterable[Row], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file and of its rows, in the order of the rows."""
    found = chain(problems, *(row.problems for row in rows if row.problems))
    return sorted(found, key=lambda problem: problem.row or 0)


def _error(name: str, message: str, cure: str) -> Problem:
    return Problem(Severity.ERROR, name, message, cure)


def _rows(records: Records, layout: Layout, width: int, *, is_suspect: bool) -> list[Row]:
    rows = []
    for line, cells in records:
        if len(cells) > width and any(cells[width:]):
            records.report_width(line, len(cells), width)
            continue
        row = Row(layout, line, cells + [""] * (width - len(cells)))
        if is_suspect:
            inspect(row)
        rows.append(row)
    return rows


def is_suspect_text(text: str) -> bool:
    """Tells whether a text may have characters that `inspect` would report."""
    data = text.encode(errors="surrogatepass")  # a search by pattern takes thirty times as long
    has_control = len(data.translate(None, _CONTROL_BYTES)) < len(data)
    return has_control or any(sign in text for sign in _RARE)


def inspect(row: Row) -> None:
    """Reports characters that no keyboard typed."""
    for column, place in row.layout.places.items():
        cell = row.cells[place]
        if control := _CONTROL.search(cell):
            message = f"an invisible control character (U+{ord(control[0]):04X}) is in the cell"
            row.report(column, message, "type the cell anew")
        elif _GARBLED.search(cell):
            message = f"{quoted(cell)} has letters that were lost when the file was saved"
            row.warn(column, message, f"type the cell anew; {SAVE_AS}")
