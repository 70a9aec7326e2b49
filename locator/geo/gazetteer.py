"""The gazetteer: names, ZIP codes and positions in, places out; a table of 6 MB.

scripts/make_gazetteer.py makes the table. A look-up never picks a first hit: whoever asks for
"Midway, FL" is given all three.
"""

from __future__ import annotations

import math
import sqlite3
from functools import cache, cached_property, lru_cache
from pathlib import Path
from sys import intern
from threading import Lock
from typing import TYPE_CHECKING, Any

from locator.errors import DataFileError
from locator.geo.distance import distance_km
from locator.geo.held_table import open_held
from locator.geo.names import fold_name
from locator.geo.place_names import PlaceNames
from locator.geo.spelling import Spelling
from locator.model.making import many
from locator.model.place import Place, PlaceKind
from locator.model.point import LATITUDE_LIMIT, Point

if TYPE_CHECKING:
    from collections.abc import Iterable

GAZETTEER = Path(__file__).parent.parent / "data" / "gazetteer.sqlite"

# A search for the nearest town widens from one radius to the next: two thirds of the ZIPs have a
# town within the first, all but one in four hundred within the third.
_WIDENING_KM = (5.0, 20.0, 80.0, 320.0)
# The ellipsoid's least radius of curvature (of the meridian at the equator): a degree is nowhere
# shorter than on a sphere of this size, so a box made with it leaves nothing out.
_LEAST_RADIUS_KM = 6335.4
_PARTS = 10_000  # the table's positions are ten-thousandths of a degree
_ZIP_DIGITS = 5

_KINDS = (PlaceKind.TOWN, PlaceKind.COMMUNITY, PlaceKind.ZIP, PlaceKind.LOCALITY)
_PLACE = "SELECT place.name, place.region, county.name, kind, lat, lon, population, '' "
_ZIP = (
    "SELECT printf('%05d', code), zip.region, county.name, 2, zip.lat, zip.lon, 0, "
    "coalesce(post_office, place.name, '') "
)
_TOWNS = (
    f"{_PLACE} FROM name JOIN place ON place.id = name.place JOIN county ON county.id = county "
    "WHERE key = ?1 AND (name.region = ?2 OR ?2 = '') AND {rank} ORDER BY rank, place.id"
)
_NAMED_TOWNS = _TOWNS.format(rank="rank < 4")
_NAMED_LOCALITIES = _TOWNS.format(rank="rank = 4")
_BY_CODE = (
    f"{_ZIP} FROM zip LEFT JOIN place ON place.id = zip.place "
    "JOIN county ON county.id = zip.county WHERE code = ?"
)
_BY_CODES = _BY_CODE.replace("code = ?", "code IN ({codes})")
_BY_FIRST_DIGITS = _BY_CODE.replace("code = ?", "code BETWEEN ? AND ? ORDER BY code")
_BY_POST_OFFICE = (
    f"{_ZIP} FROM name JOIN zip ON zip.place = name.place JOIN place ON place.id = name.place "
    "JOIN county ON county.id = zip.county "
    "WHERE key = ? AND name.region = ? AND rank < 3 ORDER BY code"
)
_LARGEST = (
    f"{_PLACE} FROM place JOIN county ON county.id = county WHERE kind = 0 "
    "AND {county} AND (region = ?2 OR ?2 = '') ORDER BY place.id LIMIT ?3"
)
_LARGEST_ANYWHERE = _LARGEST.format(county="?1 = ''")
_LARGEST_OF_COUNTY = _LARGEST.format(county="folded = ?1")
_NAMES = (  # airport codes are not misspelled
    "SELECT DISTINCT key, name.region, CASE rank WHEN 1 THEN '' ELSE place.name END "
    "FROM name JOIN place ON place.id = name.place WHERE rank < 3 ORDER BY place.id"
)
_KNOWN = f"{_PLACE} FROM place JOIN county ON county.id = county WHERE kind < 2 ORDER BY place.id"
_OTHER_NAMES = "SELECT key, place - 1 FROM name WHERE rank = 1"  # these places are the table's first
_IN_BOX = (
    f"{_PLACE} FROM place JOIN county ON county.id = county WHERE kind = 0 "
    "AND lat BETWEEN ? AND ? AND (lon BETWEEN ? AND ? OR lon BETWEEN ? AND ?) ORDER BY place.id"
)

KEPT_LISTS = 1_024  # of ZIPs, about 2 KB each

_Row = tuple[Any, ...]


class Gazetteer:
    """US towns, communities, localities and ZIPs of a SQLite file, held in memory; threads may share it.

    Raises DataFileError, from the constructor or a look-up, if the file is missing or damaged.
    """

    def __init__(self, path: Path = GAZETTEER) -> None:
        self._path = path
        self.zips = lru_cache(KEPT_LISTS)(self._zips)
        self.reopen()
        self._connection = self._open()
        self._rows("SELECT 1 FROM place, zip, name LIMIT 1")

    def reopen(self) -> None:
        """To be called after a fork: another thread may have held the lock, and there is none any more."""
        # SQLite's own mutex guards single calls, not one look-up's bind, step and fetch together;
        # eight threads are also twice as fast with this lock (17 µs a look-up) as with the mutex
        # alone (35 µs), and a connection for each thread gains them next to nothing (15 µs).
        self._lock = Lock()

    def _open(self) -> sqlite3.Connection:
        try:
            return open_held(self._path)
        except (OSError, sqlite3.Error) as error:
            raise self._unreadable(error) from error

    def close(self) -> None:
        """Lets go of it; a later look-up raises sqlite3.ProgrammingError."""
        self._connection.close()

    def towns(self, name: str, region: str = "") -> tuple[Place, ...]:
        """All towns and communities of a name, best first; `region` is a state's code, "" for any.

        Settlements come before communities, a place's own name before another name of it (airport
        codes last), larger before smaller.
        """
        return _places(self._rows(_NAMED_TOWNS, fold_name(name), region.upper()))

    def localities(self, name: str, region: str = "") -> tuple[Place, ...]:
        """All townships and small places of a name, with "Township" or without; "" for any state."""
        return _places(self._rows(_NAMED_LOCALITIES, fold_name(name), region.upper()))

    def zip(self, code: str) -> Place | None:
        """The ZIP of five digits, PO-box ZIPs too; None if there is no such ZIP."""
        if not _is_zip(code):
            return None
        return next(iter(_places(self._rows(_BY_CODE, int(code)))), None)

    def _zips(self, codes: tuple[str, ...]) -> tuple[Place, ...]:
        """Those of several ZIPs that there are, in their order; a town's are asked for again and again."""
        found = {zip_.name: zip_ for zip_ in self.many_zips(codes)}
        return tuple(found[code] for code in codes if code in found)

    def many_zips(self, codes: Iterable[str]) -> tuple[Place, ...]:
        """Those of many ZIPs that there are, such as of a whole table."""
        some = ",".join(str(int(code)) for code in codes if _is_zip(code))
        return _many_places(self._rows(_BY_CODES.format(codes=some)))

    def zips_of(self, post_office: str, region: str) -> tuple[Place, ...]:
        """All ZIPs of a post office's town in a state, by code."""
        return _places(self._rows(_BY_POST_OFFICE, fold_name(post_office), region.upper()))

    def largest_towns(self, limit: int, *, region: str = "", county: str = "") -> tuple[Place, ...]:
        """The largest settlements of a state and county ("St. Johns County"); "" for any."""
        sql = _LARGEST_OF_COUNTY if county else _LARGEST_ANYWHERE
        return _places(self._rows(sql, fold_name(county), region.upper(), limit))

    @cached_property
    def spelling(self) -> Spelling:
        """The names to compare a misspelled one with; read when first asked for."""
        return Spelling(self._rows(_NAMES))

    @cached_property
    def place_names(self) -> PlaceNames:
        """The settlements and communities by the beginnings of their names; read when first asked for."""
        return PlaceNames(_many_places(self._rows(_KNOWN)), self._rows(_OTHER_NAMES))

    def zips_beginning(self, digits: str) -> tuple[Place, ...]:
        """The ZIPs that begin with one to five digits, by code."""
        if not (0 < len(digits) <= _ZIP_DIGITS and digits.isascii() and digits.isdigit()):
            return ()
        first = digits.ljust(_ZIP_DIGITS, "0"), digits.ljust(_ZIP_DIGITS, "9")
        return _many_places(self._rows(_BY_FIRST_DIGITS, *map(int, first)))

    def nearest_town(self, point: Point) -> Place | None:
        """The settlement nearest to a point; None if there is none within 320 km."""
        for radius_km in _WIDENING_KM:
            if found := self.towns_within(point, radius_km):
                return found[0]
        return None

    def towns_within(self, point: Point, radius_km: float) -> tuple[Place, ...]:
        """The settlements within a radius in km: nearest first, equally near ones larger first."""
        places = _places(self._rows(_IN_BOX, *_box(point, radius_km)))
        found = [(distance_km(point, place.point), i) for i, place in enumerate(places)]
        return tuple(places[i] for distance, i in sorted(found) if distance <= radius_km)

    def _rows(self, sql: str, *values: str | int) -> list[_Row]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except sqlite3.ProgrammingError:
            raise  # used after close(): a mistake in the program, not in the file
        except sqlite3.Error as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> DataFileError:
        state = f"damaged ({error})" if self._path.exists() else "missing"
        return DataFileError(
            f"the gazetteer {self._path} is {state}; "
            "install locator again, or run scripts/make_gazetteer.py in a source tree"
        )


@cache
def open_gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package, opened once: its indexes of names outlive every reload."""
    return Gazetteer()


def _is_zip(text: str) -> bool:
    return len(text) == _ZIP_DIGITS and text.isascii() and text.isdigit()


def _places(rows: Iterable[_Row]) -> tuple[Place, ...]:
    return tuple(
        Place(
            name=name,
            region=intern(region),  # each in thousands of places
            county=intern(county),
            kind=_KINDS[kind],
            point=Point(lat / _PARTS, lon / _PARTS),
            population=population,
            post_office=post_office,
        )
        for name, region, county, kind, lat, lon, population, post_office in rows
    )


def _many_places(rows: Iterable[_Row]) -> tuple[Place, ...]:
    """The same of dozens and more, column by column, which is sooner done."""
    if not (columns := [*zip(*rows, strict=True)]):
        return ()
    names, regions, counties, kinds, lats, lons, populations, post_offices = columns
    places = many(
        Place,
        name=names,
        region=map(intern, regions),
        county=map(intern, counties),
        kind=map(_KINDS.__getitem__, kinds),
        point=many(Point, lat=(lat / _PARTS for lat in lats), lon=(lon / _PARTS for lon in lons)),
        population=populations,
        post_office=post_offices,
    )
    return tuple(places)


def _box(point: Point, radius_km: float) -> tuple[int, ...]:
    """South, north, west, east in the table's units; west, east again a turn away, past ±180."""
    reach = min(180.0, math.degrees(radius_km / _LEAST_RADIUS_KM))
    south, north = point.lat - reach, point.lat + reach
    width = 180.0
    if abs(point.lat) + reach < LATITUDE_LIMIT:
        # The circle's meridian tangents, from the right triangle with the pole.
        ratio = math.sin(math.radians(reach)) / math.cos(math.radians(point.lat))
        width = math.degrees(math.asin(min(1.0, ratio)))
    west, east = point.lon - width, point.lon + width
    turn = math.copysign(360.0, -point.lon)
    edges = (south, north, west, east, west + turn, east + turn)
    low_high = (math.floor, math.ceil)
    return tuple(low_high[i % 2](edge * _PARTS) for i, edge in enumerate(edges))
