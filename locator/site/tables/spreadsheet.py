"""A CSV file whose cells are changed one at a time, while every other byte of it stays."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.site.tables.encoding import SAVE_AS, decode
from locator.site.tables.header import Columns, Header
from locator.site.tables.records import TRIGGERS, Records

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Spreadsheet:
    """The bytes of a CSV file, read as load_table reads them; lines are those of the file as it came.

    Delimiter, encoding, byte order mark, quotation marks, line ends and the order of columns stay.
    After each change the file is read anew: raises UsageError if anything else had changed with it.
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
        records = self._records()
        if not records:
            raise self._refusal()
        self._starts = [line for line, _ in records]  # the header's first
        header = Header(records[0][1], columns, name, self._starts[0])
        self._places, self._width = header.places, header.width
        self._delimiter = Records(decode(data, name)[0], name).delimiter

    @property
    def data(self) -> bytes:
        """The file as it is to be written."""
        return "".join(self._lines).encode(self._encoding, self._errors)

    def change(self, line: int, column: str, value: str) -> None:
        """Writes one cell of the row that starts on `line`; a column that is missing is added."""
        self._add(column)
        self._write(line, self._places[column], value)

    def append(self, cells: Mapping[str, str]) -> None:
        """Adds a row at the end."""
        for column in cells:
            self._add(column)
        expected = [*self._content(), self._row(cells)]
        ends = [end for line in self._lines if (end := line[len(line.rstrip("\r\n")) :])]
        end = ends[0] if ends else "\n"
        last = max((at for at, line in enumerate(self._lines) if line), default=0)
        if not self._lines[last].endswith(("\r", "\n")):
            self._lines[last] += end
        line = self._delimiter.join(self._rendered(cell) for cell in self._row(cells))
        self._lines.append(line + end)
        self._starts.append(len(self._lines))
        self._check(expected)

    def drop(self, line: int) -> None:
        """Takes out the row that starts on `line`."""
        expected = self._content()
        del expected[self._starts.index(line)]
        _, following = self._scan(line)
        self._lines[line - 1 : following] = [""] * (following - line + 1)
        self._starts.remove(line)
        self._check(expected)

    def _row(self, cells: Mapping[str, str]) -> list[str]:
        row = [""] * self._width
        for column, value in cells.items():
            row[self._places[column]] = value
        return row

    def _add(self, column: str) -> None:
        if column not in self._places:
            self._write(self._starts[0], self._width, column)
            self._places[column] = self._width
            self._width += 1

    def _write(self, line: int, place: int, value: str) -> None:
        expected = self._content()
        row = expected[self._starts.index(line)]
        row += [""] * (place + 1 - len(row))
        row[place] = value
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
        self._check(expected)

    def _scan(self, line: int) -> tuple[list[tuple[int, int]], int]:
        """Where the cells of a row stand in its text, and the last of its lines."""
        text = "".join(self._lines[line - 1 :])
        other = f"[^{self._delimiter}\r\n]*"
        cell = re.compile(f'[ \ufeff\u200b]*"(?:[^"]|"")*"{other}|{other}')
        spans: list[tuple[int, int]] = []
        at = -1
        while at < 0 or text[at : at + 1] == self._delimiter:
            found = cell.match(text, at + 1)
            assert found
            at = found.end()
            spans.append(found.span())
        following = line
        while len("".join(self._lines[line - 1 : following])) < at:
            following += 1
        if spans[0][0] == 0 and text.startswith("\ufeff"):  # the mark is not the first title's
            spans[0] = (1, spans[0][1])
        return spans, following

    def _rendered(self, value: str, *, is_quoted: bool = False) -> str:
        """A cell as text; what a spreadsheet would reckon with is kept from it (rule C21)."""
        value = f"'{value}" if value.lstrip("'").startswith(TRIGGERS) else value
        if is_quoted or re.search(f'["\r\n{self._delimiter}]', value):
            value = '"' + value.replace('"', '""') + '"'
        if not self._is_ansi:
            return value
        try:
            return value.encode("cp1252").decode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            raise self._refusal() from None

    def _records(self) -> list[tuple[int, list[str]]]:
        return list(Records(decode(self.data, self._name)[0], self._name))

    def _content(self) -> list[list[str]]:
        return [cells for _, cells in self._records()]

    def _check(self, expected: list[list[str]]) -> None:
        if list(map(_bare, self._content())) != list(map(_bare, expected)):
            raise self._refusal()

    def _refusal(self) -> UsageError:
        return UsageError(f"{self._name} cannot be changed without harm; {SAVE_AS} and try again")


def _bare(cells: list[str]) -> list[str]:
    """A row without the blank cells at its end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
