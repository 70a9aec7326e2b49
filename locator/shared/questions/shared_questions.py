"""Questions answered by the database, for one version of the site."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from locator.errors import StoreError
from locator.geo.nearest import MICROMETRE
from locator.shared.questions.around import Around
from locator.shared.questions.conditions import CHORD, CURRENT, OFFERED, SEEING, admitted, values
from locator.shared.questions.doors import Doors
from locator.shared.questions.filling import is_filled
from locator.shared.questions.positions import spot
from locator.shared.questions.stretches import Rows
from locator.shared.questions.town_names import TownNames
from locator.shared.questions.walk import measured, nearest
from locator.site.filters import Facet
from locator.site.finding import Finding
from locator.site.snapshot import NearClinic, NearTown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from locator.model.point import Point
    from locator.shared.database.database import Connection, Database
    from locator.shared.questions.conditions import Values
    from locator.shared.questions.walk import Found
    from locator.site.filters import Filters
    from locator.site.finding import Counts
    from locator.site.snapshot import Site

    T = TypeVar("T")

PATIENCE = 0.5  # seconds for a statement, and for all that one visitor asks
LEAST = 0.01  # seconds: to PostgreSQL none at all would be no limit
WAIT = 0.2  # seconds for a connection
_CLINICS = f"{SEEING} AND {CURRENT}"
_REACHING = f"{OFFERED} AND {CHORD} <= radius_km + {MICROMETRE}"


@dataclass(frozen=True, slots=True)
class SharedQuestions:
    """Answers as `SnapshotQuestions` does, by the rows of `version`; `site` is that version, or a view of it.

    The database tells which rows, and the snapshot what they say. Every question raises StoreError if the
    database is away, or takes longer than PATIENCE.
    """

    database: Database
    version: int
    site: Site
    doors: Doors = field(repr=False)
    deadline: float = math.inf

    def in_a_hurry(self) -> SharedQuestions:
        """The same for one visitor: all that is asked takes PATIENCE together."""
        return replace(self, deadline=monotonic() + PATIENCE)

    def of(self, view: Site) -> SharedQuestions:
        """The same of the site in another language."""
        return replace(self, site=view)

    def greet(self) -> None:
        """Raises StoreError if the database does not answer about this version."""
        self._run(lambda _: None)

    def nearest_clinics(
        self,
        origin: Point,
        k: int,
        *,
        treatment: str = "",
        within_km: float | None = None,
        filters: Filters | None = None,
    ) -> list[NearClinic]:
        """The k nearest clinics that see patients and that `filters` admit, nearest first."""
        said = self._values(filters) | {"alone": treatment}
        rows = Rows("clinic", _CLINICS, said, admitted(filters, treatment=treatment))
        return self._clinics(self._run(lambda run: _nearest(run, rows, origin, k, within_km)))

    def find_clinics(self, origin: Point, filters: Filters, radius_km: float) -> Finding:
        """All that match within a radius, or the nearest beyond it, with what each choice would leave."""
        said = self._values(filters)
        rows = Rows("clinic", _CLINICS, said, admitted(filters))

        def find(run: Connection) -> Finding:
            around = Around(run, origin, radius_km, said)
            within = self._clinics(around.matching(filters))
            total, counts = around.choices(filters)
            beyond = [] if within else self._clinics(_nearest(run, rows, origin, 1))
            return Finding(tuple(within), beyond[0] if beyond else None, total, self._spoken(counts))

        return self._run(find)

    def count_within(self, origin: Point, filters: Filters, radius_km: float) -> int:
        """How many match within a radius."""
        said = self._values(filters)
        return self._run(lambda run: Around(run, origin, radius_km, said).count(filters))

    def nearest_towns(
        self, origin: Point, k: int, *, treatment: str, within_km: float | None = None
    ) -> list[NearTown]:
        """The k nearest towns with a page for a treatment."""
        rows = Rows("town", CURRENT, self._offered(treatment), OFFERED)
        return self._towns(self._run(lambda run: _nearest(run, rows, origin, k, within_km)))

    def towns_reaching(self, point: Point, *, treatment: str) -> list[NearTown]:
        """The towns with a page for a treatment in whose radius a point lies, nearest first."""
        sql = f"SELECT id, lat, lon FROM town WHERE {CURRENT} AND {_REACHING}"
        rows = self._rows(sql, self._offered(treatment) | {"spot": spot(point)})
        near = self._towns(measured(rows, point, math.inf))
        return [each for each in near if each.distance_km <= each.town.radius_km]

    @property
    def own_names(self) -> TownNames:
        """The site's own towns by their names."""
        return TownNames(self._rows)

    def _rows(self, sql: str, said: Values) -> list[tuple[Any, ...]]:
        said = said | {"version": self.version}
        return self._run(lambda run: run.execute(sql, said, prepare=False).fetchall())

    def _run(self, work: Callable[[Connection], T]) -> T:
        seconds = min(PATIENCE, self.deadline - monotonic())
        if seconds <= 0:
            msg = f"{self.database.name}: it did not answer in time"
            raise StoreError(msg)

        def work_and_check(run: Connection) -> T:
            made = work(run)
            if not is_filled(run, self.version):  # or not any more, since the work began
                msg = f"{self.database.name}: it has no rows of version {self.version}"
                raise StoreError(msg)
            return made

        return self.database.run(work_and_check, seconds=max(seconds, LEAST), wait=min(WAIT, seconds))

    def _values(self, filters: Filters | None) -> Values:
        return values(self.site, self.doors, filters) | {"version": self.version}

    def _offered(self, treatment: str) -> Values:
        return {"version": self.version, "alone": treatment}

    def _clinics(self, found: Iterable[Found]) -> list[NearClinic]:
        by_id = self.site.clinics_by_id
        try:
            return [NearClinic(by_id[id_], km, bearing) for km, id_, bearing in found]
        except KeyError as error:
            raise self._strange(error) from error

    def _towns(self, found: Iterable[Found]) -> list[NearTown]:
        keys = ((tuple(id_.split("/", 1)), km) for km, id_, _ in found)
        try:
            return [NearTown(self.site.towns_by_key[region, slug], km) for (region, slug), km in keys]
        except KeyError as error:
            raise self._strange(error) from error

    def _strange(self, error: KeyError) -> StoreError:
        """What the rows were filled from is not what this program has read."""
        return StoreError(f"{self.database.name}: version {self.version} has {error} there, but not here")

    def _spoken(self, counts: Counts) -> Counts:
        """Without treatments that the site has no text for in this language."""
        if self.site.original is not None:
            for slug in counts[Facet.TREATMENT].keys() - self.site.treatments.keys():
                del counts[Facet.TREATMENT][slug]
        return counts


def share_questions(database: Database, version: int, site: Site) -> SharedQuestions:
    """Questions about a version whose rows are filled; `site` is what they were filled from."""
    return SharedQuestions(database, version, site, Doors(site.clinics))


def _nearest(
    run: Connection, rows: Rows, origin: Point, k: int, within_km: float | None = None
) -> list[Found]:
    if k <= 0:
        return []
    return nearest(rows.outwards(run, origin, k, may_end=within_km is not None), origin, k, within_km)
