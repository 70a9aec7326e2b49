"""A piece of a site's text, and where the user finds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from locator.model.problem import Problem

if TYPE_CHECKING:
    from locator.model.problem import Severity


class Kind(Enum):
    """What a text is: prose, the name of a business, or the name of a place or a person."""

    PROSE = auto()
    BUSINESS = auto()
    NAME = auto()


@dataclass(frozen=True, slots=True)
class Passage:
    """One cell, one setting or one paragraph; `row` is the line of the user's file on which it begins.

    `regions` are the codes of the states whose clinics it speaks of.
    """

    file: str
    text: str
    row: int | None = None
    column: str | None = None
    kind: Kind = Kind.PROSE
    regions: frozenset[str] = frozenset()

    def problem(
        self, severity: Severity, message: str, cure: str, *, at: int = 0, value: str = ""
    ) -> Problem:
        """A problem with the words that begin at character `at`."""
        row = self.row
        if row is not None and self.column is None:  # a cell is one row however many lines it has
            row += self.text.count("\n", 0, at)
        return Problem(severity, self.file, message, cure, row, self.column, value or None)
