"""Rows from an origin outwards, each stretch of them longer than the one before."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.nearest import GROWTH
from locator.shared.questions.conditions import CHORD
from locator.shared.questions.positions import spot
from locator.shared.questions.walk import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.point import Point
    from locator.shared.database.database import Connection
    from locator.shared.questions.conditions import Values

MOST_AT_FIRST = 32  # rows, where a radius may end the walk before k does
SPARE = 4  # rows looked at for each that is wanted, where some are refused
NO_CONDITION = "true"
# The nearest rows by the index of places, then those that meet the condition.
_NEAR = f"""
WITH near AS MATERIALIZED (
    SELECT *, {CHORD} AS chord FROM {{table}} WHERE {{kept}} ORDER BY chord LIMIT {{size}}
)
SELECT id, lat, lon, chord FROM near WHERE {{condition}}
UNION ALL SELECT NULL, NULL, NULL, CASE WHEN count(*) = {{size}} THEN max(chord) END FROM near
"""
# All rows that meet the condition, then the nearest of them.
_CHOSEN = f"""
WITH chosen AS MATERIALIZED (
    SELECT id, lat, lon, {CHORD} AS chord FROM {{table}} WHERE {{kept}} AND {{condition}}
), near AS MATERIALIZED (SELECT * FROM chosen ORDER BY chord LIMIT {{size}})
SELECT * FROM near
UNION ALL SELECT NULL, NULL, NULL, CASE WHEN count(*) = {{size}} THEN max(chord) END FROM near
"""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table that meet a condition, of those that are `kept` by an index of their places.

    The planner is not asked which way is shorter, for it takes a choice that nobody has for a common one
    and walks all the Earth: rows are refused on the walk for a while, then the condition goes first.
    """

    table: str
    kept: str
    values: Values
    condition: str = NO_CONDITION

    def outwards(self, run: Connection, origin: Point, k: int, *, may_end: bool) -> Iterator[Stretch]:
        """Stretches to find k in; `may_end` says that a radius may end the walk before."""
        size = min(k, MOST_AT_FIRST) if may_end else k
        size += 1  # one more to end the walk
        if self.condition != NO_CONDITION:
            for _ in range(2):
                yield self._stretch(run, _NEAR, origin, SPARE * size)
                size *= GROWTH
        way = _NEAR if self.condition == NO_CONDITION else _CHOSEN
        while True:
            yield self._stretch(run, way, origin, size)
            size *= GROWTH

    def _stretch(self, run: Connection, way: str, origin: Point, size: int) -> Stretch:
        sql = way.format(table=self.table, kept=self.kept, condition=self.condition, size=size)
        # Planned for these very values, not once for all.
        *rows, last = run.execute(sql, self.values | {"spot": spot(origin)}, prepare=False).fetchall()
        horizon = math.inf if last[-1] is None else last[-1]
        return Stretch([(id_, lat, lon) for id_, lat, lon, _ in rows], horizon)
