"""An address in a row: town, state and ZIP code that agree with each other and with the coordinates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.geo.names import fold_name
from locator.model.address import Address
from locator.site.tables.position import check_position, distance
from locator.site.tables.row import Row, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.geo.gazetteer import Gazetteer
    from locator.model.place import Place
    from locator.model.point import Point
    from locator.model.region import Region

SAME_TOWN_KM = 40.0  # a ZIP code further than this from the town is another town's
DECIMALS = 4  # of a degree; about 10 m
# States and territories whose ZIP codes begin with the zero that spreadsheets drop.
_ZERO_REGIONS = frozenset(("CT", "MA", "ME", "NH", "NJ", "RI", "VT", "PR", "VI"))
_ZIP = re.compile(r"(\d{3,5})(?:\.0)?(?:[- ]?(\d{4}))?", re.ASCII)
_ZIP_DIGITS = 5
_COUNTRY_NAMES = {"US": ("US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA")}
_OFF_BY = ("100 km", "10 km", "1 km", "100 m")  # with no decimals, one, two, three


@dataclass(frozen=True, slots=True)
class AddressReader:
    """Reads the addresses of one table; remembers the towns and ZIP codes that it has looked up."""

    country: str
    gazetteer: Gazetteer
    towns: dict[tuple[str, str], tuple[Place, ...]] = field(default_factory=dict)
    zips: dict[str, Place | None] = field(default_factory=dict)

    def read(self, row: Row, point: Point | None) -> Address:
        """Reads one row's address, and compares it with `point` where there is one."""
        street = row.text("street", required=True)
        locality, region, postcode, country, places = self.town(row)
        if region and point:
            check_position(row, point, places, region=region, gazetteer=self.gazetteer)
            _check_decimals(row)
        return Address(street, locality, region, postcode, country)

    def town(self, row: Row) -> tuple[str, str, str, str, Sequence[Place]]:
        """Reads town, state, ZIP and country, and where that is: at the ZIP, else in the town."""
        locality = row.text("locality", required=True)
        region, country = row.once(Row.region, "region"), row.once(self._country, "country")
        postcode, zip_ = self._postcode(row, region)
        if region is None:
            return locality, "", postcode, country, ()
        return locality, region.code, postcode, country, self._places(row, locality, region, zip_)

    def _places(self, row: Row, locality: str, region: Region, zip_: Place | None) -> Sequence[Place]:
        if zip_ is None:
            return self._towns(locality, region)
        if zip_.region not in ("", region.code):
            message = f"ZIP {zip_.name} lies in {zip_.region}, not in {region.code}"
            row.report("postcode", message, "correct postcode or region")
            return self._towns(locality, region) or (zip_,)
        if zip_.post_office.casefold() != locality.casefold():
            _check_town(row, zip_, locality, self._towns(locality, region))
        return (zip_,)

    def _towns(self, locality: str, region: Region) -> tuple[Place, ...]:
        key = (locality, region.code)
        if key not in self.towns:
            self.towns[key] = self.gazetteer.towns(*key)
        return self.towns[key]

    def zip(self, code: str) -> Place | None:
        """The ZIP of five digits, None if there is none."""
        if code not in self.zips:
            self.zips[code] = self.gazetteer.zip(code)
        return self.zips[code]

    def look_up(self, codes: Iterable[str]) -> None:
        """Makes ready for many ZIPs at once."""
        new = [code for code in {*codes} if code not in self.zips]
        self.zips.update(dict.fromkeys(new))
        self.zips.update((place.name, place) for place in self.gazetteer.many_zips(new))

    def _country(self, row: Row) -> str:
        own, cell = self.country, row["country"]
        if cell and cell.upper().replace(".", "") not in _COUNTRY_NAMES.get(own, (own,)):
            message = f"{quoted(cell)} is not the country of this site"
            row.report("country", message, f"write {own}, or leave the cell blank")
        return own

    def _postcode(self, row: Row, region: Region | None) -> tuple[str, Place | None]:
        """The ZIP as it is shown, and its place if there is one."""
        cell = row.text("postcode", required=True)
        match = _ZIP.fullmatch(cell)
        if not match or region is None:
            if cell and not match:
                row.report("postcode", f"{quoted(cell)} is not a ZIP code", "write its five digits")
            return cell, None
        code = match[1].zfill(_ZIP_DIGITS)
        place = self.zip(code)
        if len(match[1]) < _ZIP_DIGITS:
            _repair(row, code, region, place)
        elif place is None:
            row.warn("postcode", f"ZIP {code} is not known", "compare it with the address")
        return f"{code}-{match[2]}" if match[2] else code, place


def _repair(row: Row, code: str, region: Region, place: Place | None) -> None:
    """Takes a short ZIP for one that lost its zeros if such ZIPs exist in the state."""
    cell = row["postcode"]
    if region.code in _ZERO_REGIONS or (place and place.region == region.code):
        message = f"{quoted(cell)} has lost its leading zero and was read as {code}"
        row.notice("postcode", message, "format the column as text and write all five digits")
    else:
        message = f"{quoted(cell)} is too short for a ZIP code of {region.name}"
        row.report("postcode", message, "write its five digits")


def _check_town(row: Row, zip_: Place, locality: str, towns: Sequence[Place]) -> None:
    """Warns of a ZIP and a town that are not at one place (ASVS 2.1.2)."""
    km = min((distance_km(zip_.point, town.point) for town in towns), default=0.0)
    if km > SAME_TOWN_KM and fold_name(zip_.post_office) != fold_name(locality):
        message = f"ZIP {zip_.label} is {distance(km)} from {locality}"
        row.warn("postcode", message, "correct postcode or locality")


def _check_decimals(row: Row) -> None:
    # A spreadsheet drops zeros at the end, so the longer of the two counts.
    decimals = max(len(row["lat"].partition(".")[2]), len(row["lon"].partition(".")[2]))
    if decimals < DECIMALS:
        plural = "" if decimals == 1 else "s"
        message = f"only {decimals} decimal{plural}: up to {_OFF_BY[decimals]} off"
        row.notice("lat", message, f"give lat and lon with {DECIMALS} decimals or more")
