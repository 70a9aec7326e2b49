"""CSV as spreadsheets really write it -> rows, with every problem of the file on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from locator.model.problem import Problem, Severity
from locator.site.disk_words import why
from locator.site.tables.block import Block
from locator.site.tables.encoding import MAX_BYTES, SAVE_AS, odd_letters, refusal, utf8
from locator.site.tables.header import MAX_COLUMNS, Columns, Header
from locator.site.tables.records import Records
from locator.site.tables.row import Layout
from locator.site.tables.strange import is_strange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from locator.site.tables.row import Row


@dataclass(slots=True)
class Table:
    """A CSV file, whose rows flow by once; there are none if the whole file cannot be used.

    `found` are the problems of the file itself.
    """

    found: list[Problem]
    records: Records | None = None
    layout: Layout = field(default_factory=lambda: Layout("", {}))
    width: int = 0
    is_suspect: bool = False

    def blocks(self) -> Iterator[Block]:
        """The rows, many at a time."""
        for found in self.records.blocks() if self.records else ():
            if fitting := self._fitting(found):
                lines, records = zip(*fitting, strict=True)
                yield Block(self.layout, lines, records, self.is_suspect)

    def rows(self) -> list[Row]:
        """The rows, each with its own problems."""
        return [block.row(at) for block in self.blocks() for at in range(len(block.lines))]

    @property
    def problems(self) -> list[Problem]:
        """Those of the file, and of rows that were left out until now."""
        return self.found + self.records.problems if self.records else self.found

    def _fitting(self, found: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
        """The records that are no wider than the header, made as wide as it is."""
        if {len(cells) for _, cells in found} == {self.width}:
            return found
        fitting = []
        for line, cells in found:
            if any(map(str.strip, cells[self.width :])):
                assert self.records
                self.records.report_width(line, len(cells), self.width)
            else:
                fitting.append((line, cells[: self.width] + [""] * (self.width - len(cells))))
        return fitting


def load_table(path: Path, columns: Columns, *, is_required: bool = True) -> tuple[list[Row], list[Problem]]:
    """Reads a CSV file; a missing file is an error only if the site cannot do without it.

    The problems returned are those of the file and of rows that were left out; a row that is
    returned carries its own. An error without a row costs the whole file: there are no rows then.
    """
    table = open_table(path, columns, is_required=is_required)
    return table.rows(), table.problems


def parse_table(data: bytes, columns: Columns, *, name: str) -> tuple[list[Row], list[Problem]]:
    """Reads the bytes of a CSV file as load_table does; `name` is what messages call the file."""
    table = _table(data, columns, name)
    return table.rows(), table.problems


def open_table(path: Path, columns: Columns, *, is_required: bool = True) -> Table:
    """Opens a CSV file as load_table does, for those who do not want all of its rows at once."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        cure = f"add it with the header {','.join(columns.required)}"
        return Table([_error(path.name, "the file is missing", cure)] if is_required else [])
    except OSError as error:
        reason = f"the file cannot be read: {why(error)}"
        return Table([_error(path.name, reason, "check its name and who may read it")])
    return _table(data, columns, path.name)


def _table(data: bytes, columns: Columns, name: str) -> Table:
    if refused := refusal(data):
        return Table([_error(name, *refused)])
    data, problems = utf8(data, name)
    if b"\0" in data:
        return Table([_error(name, "the file has NUL bytes, so it is not a text", SAVE_AS)])
    records = Records(data, name)
    line, titles = next(records, (0, []))
    if not titles or records.problems:
        cure = f"begin it with the header {','.join(columns.required)}"
        return Table([*problems, _error(name, "the file has no header that can be read", cure)])
    if len(titles) > MAX_COLUMNS:
        message = f"the file has {len(titles):,} columns"
        cure = f"{MAX_COLUMNS:,} are the most; take out what nobody needs"
        return Table([*problems, _error(name, message, cure)])
    header = Header(titles, columns, name, line)
    problems += header.problems
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Table(problems)
    is_suspect = is_strange(odd_letters(data))
    return Table(problems, records, Layout(name, header.places), header.width, is_suspect)


def gathered(rows: Iterable[Row], problems: Iterable[Problem]) -> list[Problem]:
    """The problems of a file and of its rows, in the order of the rows."""
    found = chain(problems, *(row.problems for row in rows if row.problems))
    return sorted(found, key=lambda problem: problem.row or 0)


def _error(name: str, message: str, cure: str) -> Problem:
    return Problem(Severity.ERROR, name, message, cure)
