"""CSV as spreadsheets really write it -> rows, with every problem of the file on the way."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.row import Layout, Row, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 15_000_000

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAVE_AS = 'in the spreadsheet choose "Save as" and "CSV UTF-8"'
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# What UTF-8 looks like once it was read as Windows-1252 and saved; a letter that was lost for good.
_GARBLED = re.compile("Ã[\u0080-¿]|â€|\ufffd")
# Zero-width spaces and joiners, direction marks: they come along when text is pasted.
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u2060\ufeff"
# An apostrophe or ="…" keeps a spreadsheet from reckoning; neither is part of the value (rule C21).
_TRIGGERS = ("=", "+", "-", "@")
_WRAPPED = re.compile("'[=+@-]|=\"")

# Columns go by these names in other people's files; the first that the table knows is meant.
_SYNONYMS = tuple(
    tuple(group.split())
    for group in (
        "region state state_code province",
        "town city locality place municipality",
        "postcode zip zipcode zip_code postal_code post_code",
        "lat latitude",
        "lon lng long longitude",
        "phone telephone tel phone_number",
        "street address street_address address_line_1 address1",
        "website url web site homepage",
        "booking_url booking booking_link",
        "hours opening_hours",
        "id store_code clinic_id ref",
        "clinic clinic_id",
        "name clinic_name business_name",
        "treatments treatment services",
        "insurance insurers insurances",
        "languages language",
        "licence license licence_number license_number",
        "aliases alias",
        "radius service_radius",
        "updated last_updated",
        "verified_on verified last_verified",
        "approved_on approved",
        "from source source_url old_url",
        "to target target_url new_url",
        "status status_code",
    )
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table must have and those that it may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column, the required ones first."""
        return self.required + self.optional


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
        reason = f"the file cannot be read: {error.strerror}"
        return [], [_error(path.name, reason, "check its name and who may read it")]
    return parse_table(data, columns, name=path.name)


def parse_table(data: bytes, columns: Columns, *, name: str) -> tuple[list[Row], list[Problem]]:
    """Reads the bytes of a CSV file as load_table does; `name` is what messages call the file."""
    if refusal := _refusal(data):
        return [], [_error(name, *refusal)]
    text, problems = _decode(data, name)
    if "\0" in text:
        return [], [_error(name, "the file has NUL bytes, so it is not a text", _SAVE_AS)]
    records = _Records(text, name)
    line, titles = next(records, (0, []))
    if not titles or records.problems:
        cure = f"begin it with the header {','.join(columns.required)}"
        return [], [*problems, _error(name, "the file has no header that can be read", cure)]
    header = _Header(titles, columns, name, line)
    problems += header.problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        return [], problems
    rows = _rows(records, Layout(name, header.places), header.width, is_suspect=_is_suspect(text))
    return rows, problems + records.problems


def gathered(rows: Iterable[Row], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file and of its rows, in the order of the rows."""
    found = chain(problems, *(row.problems for row in rows if row.problems))
    return sorted(found, key=lambda problem: problem.row or 0)


def _error(
    name: str, message: str, cure: str, *, row: int | None = None, column: str | None = None
) -> Problem:
    return Problem(Severity.ERROR, name, message, cure, row, column)


def _refusal(data: bytes) -> tuple[str, str] | None:
    """Why a file cannot be a table of ours, and the cure."""
    if len(data) > MAX_BYTES:
        cure = "take out rows and columns that the site does not need"
        return f"the file is larger than {MAX_BYTES // 1_000_000} MB", cure
    if data.startswith(_WORKBOOK):
        return "this is a workbook, not a CSV file", _SAVE_AS
    return None


def _decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of a file without what nobody sees in it, and a notice if it is not UTF-8."""
    notices = []
    try:
        text = _unicode(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not UTF-8 (see line {line}) and was read as Windows-1252"
        cure = f"look at the letters with accents; to be sure, {_SAVE_AS}"
        notices.append(Problem(Severity.NOTICE, name, message, cure))
        lines = data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
        text = "".join(map(_decode_line, lines))
    for character in _INVISIBLE:
        text = text.replace(character, "")
    return text, notices


def _unicode(data: bytes) -> str:
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # "Unicode text"
    return data.decode("utf-16", "replace") if is_utf16 else data.decode("utf-8-sig")


def _decode_line(line: bytes) -> str:
    """One line of a file that is UTF-8 only in part, or not at all."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


class _Records(Iterator[tuple[int, list[str]]]):
    """The records of a CSV text that are not blank, each with the line on which it starts.

    A quotation mark that is out of place costs the row where it stands, not those after it.
    """

    def __init__(self, text: str, name: str) -> None:
        # Only CR, LF and CR LF end a line here, as for the csv module; str.splitlines knows more.
        self._lines = _Lines(list(io.StringIO(text, newline="")))
        self._name = name
        self._clean = _bare if _WRAPPED.search(text) else str.strip
        self._delimiter = self._lines.sniff()
        self._reader = csv.reader(self._lines, delimiter=self._delimiter, skipinitialspace=True, strict=True)
        self.problems: list[Problem] = []

    def __next__(self) -> tuple[int, list[str]]:
        while True:
            line = self._lines.at + 1
            try:
                cells = [*map(self._clean, next(self._reader))]
            except csv.Error:
                self._report_quote(line)
                self._lines.at = line
                continue
            if any(cells):
                return line, cells

    def _report_quote(self, line: int) -> None:
        message = "a quotation mark is out of place or never closed"
        cure = 'close it, or write it twice ("") inside a cell between quotation marks'
        self.problems.append(_error(self._name, message, cure, row=line))

    def report_width(self, line: int, count: int, width: int) -> None:
        """Adds the problem of a record with more cells than the header."""
        message = f"the row has {count} cells, but the header has {width}"
        cure = f"put quotation marks around the cell that contains a {_DELIMITERS[self._delimiter]}"
        self.problems.append(_error(self._name, message, cure, row=line))


class _Lines(Iterator[str]):
    """The lines of a text; `at` is how many have been read, and may be set back."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.at = 0

    def __next__(self) -> str:
        if self.at == len(self._lines):
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1]

    def sniff(self) -> str:
        """The delimiter that the first line with text has most of, or names (Excel's "sep=;")."""
        while self.at < len(self._lines) and not self._lines[self.at].strip(" \r\n,;\t"):
            self.at += 1
        first = self._lines[self.at] if self.at < len(self._lines) else ""
        if named := re.fullmatch(r"sep=([,;\t])\s*", first, re.IGNORECASE):
            self.at += 1
            return named[1]
        bare = re.sub('"[^"]*"', "", first)
        return max(_DELIMITERS, key=bare.count)


def _bare(cell: str) -> str:
    """A cell without what spreadsheets put around it to keep it from being reckoned with."""
    cell = cell.strip()
    if cell.startswith("'") and cell[1:2] in _TRIGGERS:
        return cell[1:]
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell


class _Header:
    """Which cell belongs to which column, by the titles in the first record."""

    def __init__(self, titles: list[str], columns: Columns, name: str, line: int) -> None:
        self.places: dict[str, int] = {}
        self.problems: list[Problem] = []
        self._columns, self._name, self._line = columns, name, line
        keys = [re.sub(r"[\s_-]+", "_", title.lower()) for title in titles]
        self.width = max(place for place, key in enumerate(keys, 1) if key)
        exact = {key for key in keys if key in columns.all}
        for place, (key, title) in enumerate(zip(keys, titles, strict=True)):
            column = key if key in exact else _canonical(key, columns)
            if column is None or (column in exact and key not in exact):
                self._report_unknown(key, title)
            elif column in self.places:
                self._report_repeated(titles[self.places[column]], title, column)
            else:
                self.places[column] = place
        self._report_missing()

    def _report_unknown(self, key: str, title: str) -> None:
        if not key:  # a column without a title
            return
        close = difflib.get_close_matches(key, self._columns.all, 1, cutoff=0.7)
        cure = f"did you mean {close[0]}?" if close else "take it out, if nobody needs it"
        message = "there is no column of this name, so its values are not read"
        self.problems.append(Problem(Severity.WARNING, self._name, message, cure, self._line, title, title))

    def _report_repeated(self, first: str, second: str, column: str) -> None:
        both = f'"{first}" and "{second}" are the same column'
        message = both if first != second else "the column stands there twice"
        self.problems.append(_error(self._name, message, "take one out", column=column))

    def _report_missing(self) -> None:
        for column in self._columns.required:
            if column not in self.places:
                cure = f'add "{column}" to the first line, which names the columns'
                message = "this column is missing"
                self.problems.append(_error(self._name, message, cure, column=column))


def _canonical(key: str, columns: Columns) -> str | None:
    """The column that a title means, by its own name or another."""
    names = (name for synonyms in _SYNONYMS if key in synonyms for name in synonyms)
    return next((name for name in names if name in columns.all), None)


def _rows(records: _Records, layout: Layout, width: int, *, is_suspect: bool) -> list[Row]:
    rows = []
    for line, cells in records:
        if len(cells) > width and any(cells[width:]):
            records.report_width(line, len(cells), width)
            continue
        row = Row(layout, line, cells + [""] * (width - len(cells)))
        if is_suspect:
            _inspect(row)
        rows.append(row)
    return rows


def _is_suspect(text: str) -> bool:
    return bool(_CONTROL.search(text) or _GARBLED.search(text))


def _inspect(row: Row) -> None:
    """Reports characters that no keyboard typed."""
    for column, place in row.layout.places.items():
        cell = row.cells[place]
        if control := _CONTROL.search(cell):
            message = f"an invisible control character (U+{ord(control[0]):04X}) is in the cell"
            row.report(column, message, "type the cell anew")
        elif _GARBLED.search(cell):
            message = f"{quoted(cell)} has letters that were lost when the file was saved"
            row.warn(column, message, f"type the cell anew; {_SAVE_AS}")
