"""An address that has moved or gone."""

from __future__ import annotations

from dataclasses import dataclass, field

from locator.model.problem import Problem, Severity

PERMANENT = (301, 308)
TEMPORARY = (302, 307)
GONE = 410


@dataclass(frozen=True, slots=True)
class Redirect:
    """One row of redirects.csv: `source` answers `status`, with `target` unless it is 410 (gone).

    `row` is its line in the file.
    """

    source: str
    target: str
    status: int
    row: int = field(default=0, compare=False)

    def problem(self, severity: Severity, column: str, message: str, cure: str) -> Problem:
        """A problem with the row: `column` is "from" or "to"."""
        value = self.source if column == "from" else self.target
        return Problem(severity, "redirects.csv", message, cure, self.row, column, value)
