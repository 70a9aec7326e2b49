"""A finding in the user's data: where it is, what is wrong, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# They steer terminals, and a line break would forge a line of a log.
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), "\ufffd")


class Severity(StrEnum):
    """How much a problem matters: an error drops the row, a warning needs a look, a notice informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `row` is the line of the user's own file, counted from 1 with the header as line 1."""

    severity: Severity
    file: str
    message: str
    cure: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        if self.column is not None:
            where += f", column {self.column}" if self.row is not None else f", {self.column}"
        cure = f"; {self.cure}" if self.cure else ""
        return f"{where}: {self.message}{cure}".translate(_CONTROLS)

    @property
    def order(self) -> tuple[str, int, str]:
        """Sorts problems by file, row and column."""
        return (self.file, self.row or 0, self.column or "")
