"""A cell that two people changed, or a row that one of them took away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """One cell: what it held `before`, what it holds now (`theirs`), what was to be written (`yours`).

    `row` names the row as its edit does ("fl/deland"). `column` is empty if the row itself is gone, or there
    already. `who` wrote theirs; empty if nobody knows, for the file was changed by hand.
    """

    table: str
    row: str
    column: str = ""
    before: str = ""
    theirs: str = ""
    yours: str = ""
    who: str = ""

    def __str__(self) -> str:
        who = self.who or "somebody"
        if not self.column:
            return f"{self.table}, {self.row}: {self.theirs}"
        return (
            f'{self.table}, {self.row}, column {self.column}: {who} made it "{self.theirs}" meanwhile '
            f'(it was "{self.before}", you wrote "{self.yours}")'
        )
