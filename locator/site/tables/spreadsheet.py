"""A CSV file whose cells and rows are changed, while every other byte of it stays."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.site.tables.encoding import SAVE_AS, utf8
from locator.site.tables.formulas import guarded
from locator.site.tables.header import Columns, Header
from locator.site.tables.records import Records

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Spreadsheet:
    """The bytes of a CSV file, read as load_table reads them; lines are those of the file as it came.

    Delimiter, encoding, byte order mark, quotation marks, line ends and the order of columns stay.
    Many changes cost little more than one: the file is read anew when its `data` are asked for.
    """

    def __init__(self, data: bytes, columns: Columns, name: str) -> None:
        self._name = name
        self._encoding = _UTF16.get(data[:2], "utf-8")
        # Bytes that are no UTF-8 become surrogates, which turn back into the same bytes.
        self._errors = "strict" if self._encoding in _UTF16.values() else "surrogateescape"
        try:
            text = data.decode(self._encoding, self._errors)
        except UnicodeDecodeError:
            raise self._refusal() from None
        self._is_ansi = any("\udc80" <= letter <= "\udcff" for letter in text)
        self._lines = _LINE.findall(text)
        self._end = next((end for line in self._lines if (end := line[len(line.rstrip("\r\n")) :])), "\n")
        records = Records(utf8(data, name)[0], name)
        self._rows = dict(records)  # by the line on which each starts, the header's first
        if not self._rows:
            raise self._refusal()
        self._first, titles = next(iter(self._rows.items()))
        header = Header(titles, columns, name, self._first)
        self._places, self._width = header.places, header.width
        self._delimiter = records.delimiter
        self._quoted = re.compile(f'["\r\n{self._delimiter}]')
        self._cell = _cell(self._delimiter)
        self._stops = dict(pairwise([*self._rows, len(self._lines) + 1]))  # where the next row starts

    @property
    def data(self) -> bytes:
        """The file as it is to be written; raises UsageError if more would change in it than was asked."""
        try:
            data = "".join(self._lines).encode(self._encoding, self._errors)
        except UnicodeEncodeError:  # half a character, as a program may send it
            raise self._refusal() from None
        read = (cells for _, cells in Records(utf8(data, self._name)[0], self._name))
        if list(map(_bare, read)) != list(map(_bare, self._rows.values())):
            raise self._refusal()
        return data

    def change(self, line: int, column: str, value: str) -> None:
        """Writes one cell of the row that starts on `line`; a column that is missing is added."""
        self._add(column)
        self._write(line, self._places[column], value)

    def append(self, cells: Mapping[str, str]) -> int:
        """Adds a row at the end; returns the line by which it can be changed."""
        for column in cells:
            self._add(column)
        last = len(self._lines) - 1
        while last and not self._lines[last]:
            last -= 1
        if not self._lines[last].endswith(("\r", "\n")):
            self._lines[last] += self._end
        row = [""] * self._width
        for column, value in cells.items():
            row[self._places[column]] = value
        self._lines.append(self._delimiter.join(map(self._rendered, row)) + self._end)
        line = len(self._lines)
        self._rows[line], self._stops[line] = row, line + 1
        return line

    def drop(self, line: int) -> None:
        """Takes out the row that starts on `line`."""
        _, following = self._scan(line)
        self._lines[line - 1 : following] = [""] * (following - line + 1)
        del self._rows[line]

    def _add(self, column: str) -> None:
        if column not in self._places:
            if wide := [line for line, cells in self._rows.items() if any(cells[self._width :])]:
                # A cell without a title would become one of the new column.
                msg = f"{self._name}:{wide[0]} has more cells than the header; mend that row first"
                raise UsageError(msg)
            self._write(self._first, self._width, column)
            self._places[column] = self._width
            self._width += 1

    def _write(self, line: int, place: int, value: str) -> None:
        cells, following = self._scan(line)
        whole = "".join(self._lines[line - 1 : following])
        while len(cells) <= place:
            at = cells[-1][1]
            whole = whole[:at] + self._delimiter + whole[at:]
            cells.append((at + 1, at + 1))
        start, stop = cells[place]
        cell = self._rendered(value, is_quoted='"' in whole[start:stop])
        self._lines[line - 1] = whole[:start] + cell + whole[stop:]
        self._lines[line:following] = [""] * (following - line)
        row = self._rows[line]
        row += [""] * (place + 1 - len(row))
        row[place] = value

    def _scan(self, line: int) -> tuple[list[tuple[int, int]], int]:
        """Where the cells of a row stand in its text, and the last of its lines."""
        text = "".join(self._lines[line - 1 : self._stops[line] - 1])
        spans: list[tuple[int, int]] = []
        at = -1
        while at < 0 or text[at : at + 1] == self._delimiter:
            found = self._cell.match(text, at + 1)
            assert found
            at = found.end()
            spans.append(found.span())
        following, length = line, len(self._lines[line - 1])
        while length < at:
            length += len(self._lines[following])
            following += 1
        if spans[0][0] == 0 and text.startswith("\ufeff"):  # the mark is not the first title's
            spans[0] = (1, spans[0][1])
        return spans, following

    def _rendered(self, value: str, *, is_quoted: bool = False) -> str:
        """A cell as text; what a spreadsheet would reckon with is kept from it (rule C21)."""
        value = guarded(value)
        if is_quoted or self._quoted.search(value):
            value = '"' + value.replace('"', '""') + '"'
        if not self._is_ansi:
            return value
        try:
            return value.encode("cp1252").decode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise self._refusal() from None

    def _refusal(self) -> UsageError:
        return UsageError(f"{self._name} cannot be changed without harm; {SAVE_AS} and try again")


def _cell(delimiter: str) -> re.Pattern[str]:
    other = f"[^{delimiter}\r\n]*"
    return re.compile(f'[ \ufeff\u200b]*"(?:[^"]|"")*"{other}|{other}')


def _bare(cells: list[str]) -> list[str]:
    """A row without the blank cells at its end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
