"""A CSV text -> its records; a stray quotation mark costs one row, not the rest of the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from locator.model.problem import Problem, Severity
from locator.site.tables.formulas import bare, is_guarded

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


class Records(Iterator[tuple[int, list[str]]]):
    """The records of a CSV text that are not blank, each with the line on which it starts.

    A quotation mark that is out of place costs the row where it stands, not those after it.
    """

    def __init__(self, text: str, name: str) -> None:
        # Only CR, LF and CR LF end a line here, as for the csv module; str.splitlines knows more.
        self._lines = _Lines(list(io.StringIO(text, newline="")))
        self._name = name
        self._clean = _bare if is_guarded(text) else str.strip
        self.delimiter = self._lines.sniff()
        self._reader = csv.reader(self._lines, delimiter=self.delimiter, skipinitialspace=True, strict=True)
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
        self.problems.append(Problem(Severity.ERROR, self._name, message, cure, line))

    def report_width(self, line: int, count: int, width: int) -> None:
        """Adds the problem of a record with more cells than the header."""
        message = f"the row has {count} cells, but the header has {width}"
        cure = f"put quotation marks around the cell that contains a {_DELIMITERS[self.delimiter]}"
        self.problems.append(Problem(Severity.ERROR, self._name, message, cure, line))


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
    return bare(cell.strip())
