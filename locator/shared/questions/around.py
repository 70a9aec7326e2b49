"""All clinics within a radius, counted in the database; only those in a thin ring have to be measured."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from locator.geo.nearest import MICROMETRE
from locator.shared.questions.conditions import CHORD, CURRENT, FLAGS, LISTS, SEEING, admitted, met
from locator.shared.questions.positions import spot
from locator.shared.questions.walk import measured, sure_chord
from locator.site.filters import Facet

if TYPE_CHECKING:
    from locator.model.point import Point
    from locator.shared.database.database import Connection
    from locator.shared.questions.conditions import Values
    from locator.shared.questions.walk import Found
    from locator.site.filters import Filters
    from locator.site.finding import Counts

# A box of the index holds the ball; 9 digits of a kilometre are a micrometre.
_IN_BOX = "place &&& ST_Expand(%(spot)s::geometry, %(reach)s::float8)"
_NEAR = f"{SEEING} AND {CURRENT} AND {_IN_BOX} AND {CHORD} <= %(reach)s"
_WITHIN = f"{_NEAR} AND ({CHORD} <= %(sure)s OR id = ANY(%(rim)s))"


class Around:
    """Clinics around an origin; `values` fill the conditions of the filters that will be asked about."""

    def __init__(self, connection: Connection, origin: Point, radius_km: float, values: Values) -> None:
        self._connection, self._origin, self._radius_km = connection, origin, radius_km
        reach = {"reach": radius_km + MICROMETRE, "sure": sure_chord(radius_km)}
        self._values = values | reach | {"spot": spot(origin)}
        self._values["rim"] = self._rim()

    def _rim(self) -> list[str]:
        """The ids in the ring of doubt that the radius reaches."""
        rows = self._rows(f"SELECT id, lat, lon FROM clinic WHERE {_NEAR} AND {CHORD} > %(sure)s")
        return [each.id for each in measured(rows, self._origin, self._radius_km)]

    def matching(self, filters: Filters) -> list[Found]:
        """Those that match, in true order."""
        rows = self._rows(f"SELECT id, lat, lon FROM clinic WHERE {_WITHIN} AND {admitted(filters)}")
        return measured(rows, self._origin, self._radius_km)

    def count(self, filters: Filters) -> int:
        """How many match."""
        return int(self._rows(f"SELECT count(*) FROM clinic WHERE {_WITHIN} AND {admitted(filters)}")[0][0])

    def choices(self, filters: Filters) -> tuple[int, Counts]:
        """How many there are, and how many each choice would leave, those in other facets standing."""
        counts: Counts = {facet: Counter() for facet in Facet}
        asked = [_chosen(facet, filters) for facet in Facet]
        near = f"SELECT * FROM clinic WHERE {_WITHIN}"
        total = "SELECT '', '', count(*) FROM near"
        sql = f"WITH near AS MATERIALIZED ({near}) {' UNION ALL '.join([total, *asked])}"
        (_, _, everyone), *rows = sorted(self._rows(sql))
        for facet, choice, count in rows:
            counts[Facet(facet)][choice] = count
        return everyone, counts

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        # Planned for these very values: a rare choice is worth another index than a common one.
        return self._connection.execute(sql, self._values, prepare=False).fetchall()


def _chosen(facet: Facet, filters: Filters) -> str:
    """The clinics of each choice of a facet, of those that meet every other facet."""
    others = [condition for other, condition in met(filters).items() if other is not facet]
    if facet in LISTS:
        source, choice, is_led = f"near, unnest({LISTS[facet]}) AS choice", "choice", []
    else:
        name, holds = FLAGS[facet]
        source, choice, is_led = "near", f"'{name}'", [holds]
    where = " AND ".join([*is_led, *others]) or "true"
    return f"SELECT '{facet.value}', {choice}, count(*) FROM {source} WHERE {where} GROUP BY 2"
