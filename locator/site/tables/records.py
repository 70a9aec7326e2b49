"""A CSV text -> its records; a stray quotation mark costs one row, not the rest of the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.tables.formulas import bare, is_guarded

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = 1000  # lines; what is read of so many is still in the processor's cache when it is used

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class Records(Iterator[tuple[int, list[str]]]):
    """The records of a CSV text, given as UTF-8, that are not blank, each with the line on which it starts.

    A quotation mark that is out of place costs the row where it stands, not those after it.
    """

    def __init__(self, data: bytes, name: str) -> None:
        # Only CR, LF and CR LF end a line of bytes, as for the csv module; lines of letters know more.
        self._lines = _Lines(data.splitlines(keepends=True))
        self._name = name
        self._is_guarded = is_guarded(data)
        self._clean = _bare if self._is_guarded else str.strip
        self.delimiter = self._lines.sniff()
        self._reader = self._records_of(self._lines)
        self.problems: list[Problem] = []

    def __next__(self) -> tuple[int, list[str]]:
        while True:
            line = self._lines.at + 1
            try:
                cells = [*map(self._clean, next(self._reader))]
            except csv.Error as error:
                self._report(line, is_long="limit" in str(error))
                self._lines.at = line
                continue
            if any(cells):
                return line, cells

    def blocks(self) -> Iterator[list[tuple[int, list[str]]]]:
        """The records that are left, many at a time; white space may still stand around a cell."""
        while lines := self._lines.ahead(BLOCK):
            first = self._lines.at + 1
            if records := self._plain_records(lines):
                self._lines.at += len(lines)
                yield [*enumerate(records, first)]
            else:
                yield [*islice(self, BLOCK)]

    def _plain_records(self, lines: list[bytes]) -> list[list[str]] | None:
        """The records of some lines; None unless each line is one, which can be read and is not blank."""
        if self._is_guarded:
            return None
        try:
            records = [*self._records_of(map(bytes.decode, lines))]
        except csv.Error:  # or one that goes on after these lines
            return None
        has_blank = not all(any(map(str.strip, cells)) for cells in records)
        return None if has_blank or len(records) < len(lines) else records

    def _records_of(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True, strict=True)

    def _report(self, line: int, *, is_long: bool) -> None:
        message = "a quotation mark is out of place or never closed"
        cure = 'close it, or write it twice ("") inside a cell between quotation marks'
        if is_long:  # often that is why
            message = f"a cell is longer than {csv.field_size_limit():,} characters"
            cure = "shorten it; or close a quotation mark before it"
        self.problems.append(Problem(Severity.ERROR, self._name, message, cure, line))

    def report_width(self, line: int, count: int, width: int) -> None:
        """Adds the problem of a record with more cells than the header."""
        message = f"the row has {count} cells, but the header has {width}"
        cure = f"put quotation marks around the cell that contains a {_DELIMITERS[self.delimiter]}"
        self.problems.append(Problem(Severity.ERROR, self._name, message, cure, line))


class _Lines(Iterator[str]):
    """The lines of a text; `at` is how many have been read, and may be set back."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines
        self.at = 0

    def __next__(self) -> str:
        if self.at == len(self._lines):
            raise StopIteration
        self.at += 1
        return self._lines[self.at - 1].decode()

    def ahead(self, count: int) -> list[bytes]:
        """Up to so many of the lines that come next, which are not read yet."""
        return self._lines[self.at : self.at + count]

    def sniff(self) -> str:
        """The delimiter that the first line with text has most of, or names (Excel's "sep=;")."""
        while self.at < len(self._lines) and not self._lines[self.at].strip(b" \r\n,;\t"):
            self.at += 1
        first = self._lines[self.at].decode() if self.at < len(self._lines) else ""
        if named := re.fullmatch(r"sep=([,;\t])\s*", first, re.IGNORECASE):
            self.at += 1
            return named[1]
        bare = re.sub('"[^"]*"', "", first)
        return max(_DELIMITERS, key=bare.count)


def _bare(cell: str) -> str:
    return bare(cell.strip())
