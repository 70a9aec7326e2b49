"""An address that has moved or gone."""

from __future__ import annotations

from dataclasses import dataclass, field

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
