"""Many rows of clinics.csv at once -> the clinics of those that are plainly fine, read by columns.

Whatever this way takes, ClinicReader reads as the same clinic and without a problem; of all other rows it
says nothing, for only ClinicReader names what is wrong. The rules are written there.
"""

from __future__ import annotations

from itertools import compress, repeat
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np
import tzfpy

from locator.model.address import Address
from locator.model.clinic import Clinic, ClinicStatus
from locator.model.making import many
from locator.model.phone import american_phones
from locator.model.point import LATITUDE_LIMIT, LONGITUDE_LIMIT, Point
from locator.site.slugs import SLUG
from locator.site.tables.clinics.clinic_reader import OFFER
from locator.site.tables.clinics.plain_towns import PlainTowns
from locator.site.tables.columns import blanks, numbers, repeated, texts, unlike
from locator.site.tables.position import NEAR_KM, longest_way_km
from locator.site.tables.row import WEB_ADDRESS
from locator.site.tables.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from locator.model.phone import Phone
    from locator.site.tables.block import Block
    from locator.site.tables.clinics.clinic_reader import ClinicReader
    from locator.site.tables.clinics.twins import Twins
    from locator.site.tables.shared import Cells

    Degrees = NDArray[np.float64]

Doubts = set[int]  # places in a block
_ROUNDING = 1e-3  # far more than arithmetic loses


class PlainClinics:
    """Reads the blocks of one table; tells its `reader` and `twins` of the clinics that it makes."""

    def __init__(self, reader: ClinicReader, twins: Twins) -> None:
        self._reader, self._twins = reader, twins
        self._towns = PlainTowns(reader.addresses)
        self._phones = Shared(reader.phone, "phone")
        self._hours = Shared(reader.hours, "hours", "special_hours", "region")
        self._offers = Shared(reader.offer, *OFFER)
        self._days = Shared(reader.checked_on, "verified_on")
        self._parking = Shared(lambda row: row.text("parking"), "parking")
        self._transit = Shared(lambda row: row.text("transit"), "transit")

    def read(self, block: Block) -> list[Clinic | None]:
        """The clinic of each row, None where there is any doubt."""
        doubts = {*block.strange, *compress(range(len(block.lines)), block.column("replaced_by"))}
        self._reader.addresses.look_up(cell[:5] for cell in block.column("postcode"))
        days = self._days.of(block, doubts)
        if len(doubts) == len(block.lines):  # as of a table that nobody has checked for months
            return [None] * len(doubts)
        lats, lons = numbers(block.column("lat")), numbers(block.column("lon"))
        clinics = self._clinics(block, lats, lons, days, doubts)
        twins = self._twins
        keys: list[tuple[dict[Any, int], Sequence[Hashable]]] = [
            (self._reader.lines, [clinic.id for clinic in clinics]),
            (twins.lines, twins.namings(clinics)),
            (twins.lines, twins.spots(lats, lons)),
        ]
        for lines, new in keys:
            doubts.update(repeated(new, lines))
        is_plain = [at not in doubts for at in range(len(clinics))]
        for lines, new in keys:
            lines.update(compress(zip(new, block.lines, strict=True), is_plain))
        return [clinic if plain else None for clinic, plain in zip(clinics, is_plain, strict=True)]

    def _clinics(
        self, block: Block, lats: Degrees, lons: Degrees, days: list[date | None], doubts: Doubts
    ) -> list[Clinic]:
        """A clinic of each row; adds the places of those that may be wrong."""
        ids, names, streets = (texts(block.column(column)) for column in ("id", "name", "street"))
        doubts.update(blanks(names), blanks(streets), unlike(SLUG, ids))
        towns = zip(*self._towns.of(block, doubts), strict=True)
        localities, regions, postcodes, countries, middle_lats, middle_lons = towns
        doubts.update(_uncertain(lats, lons, np.array(middle_lats), np.array(middle_lons)))
        offers = zip(*self._offers.of(block, doubts), strict=True)
        treatments, insurance, languages, accessibility, is_accepting, statuses = offers
        doubts.update(blanks(treatments))
        doubts.update(compress(range(len(ids)), map(ClinicStatus.CLOSED.__eq__, statuses)))
        return many(
            Clinic,
            id=ids,
            name=names,
            address=many(
                Address,
                street=streets,
                locality=localities,
                region=regions,
                postcode=postcodes,
                country=countries,
            ),
            point=many(Point, lat=lats.tolist(), lon=lons.tolist()),
            timezone=map(intern, map(tzfpy.get_tz, lons.tolist(), lats.tolist())),
            phone=self._phones_of(block, doubts),
            website=_links(block, "website", doubts),
            booking_url=_links(block, "booking_url", doubts),
            hours=self._hours.of(block, doubts),
            treatments=treatments,
            insurance=insurance,
            languages=languages,
            accessibility=accessibility,
            parking=self._parking.of(block, doubts),
            transit=self._transit.of(block, doubts),
            accepting_new_patients=is_accepting,
            status=statuses,
            replaced_by=repeat(None),
            verified_on=days,
        )

    def _phones_of(self, block: Block, doubts: Doubts) -> list[Phone | None]:
        rows: list[Cells] = [*zip(block.column("phone"), strict=True)]
        config = self._reader.config
        if config.country == "US":
            found = american_phones(cell for (cell,) in {*rows} if (cell,) not in self._phones)
            takes_all = config.demonstration
            self._phones.update(
                ((cell,), phone) for cell, phone in found.items() if takes_all or not phone.is_fictional
            )
        return self._phones.values_of(rows, doubts)


def _links(block: Block, column: str, doubts: Doubts) -> list[str]:
    cells = block.column(column)
    if any(cells):
        doubts.update(at for at in unlike(WEB_ADDRESS, cells) if cells[at])
    return cells


def _uncertain(lats: Degrees, lons: Degrees, middle_lats: Degrees, middle_lons: Degrees) -> list[int]:
    """The places of points that are not surely near the middle of their ZIP, or not surely exact enough."""
    is_point = (abs(lats) <= LATITUDE_LIMIT) & (abs(lons) <= LONGITUDE_LIMIT)
    is_near = longest_way_km(lats, lons, middle_lats, middle_lons) <= NEAR_KM
    is_sure = is_point & is_near & (_is_exact(lats) | _is_exact(lons))
    found: list[int] = np.flatnonzero(~is_sure).tolist()
    return found


def _is_exact(degrees: Degrees) -> NDArray[np.bool_]:
    """Tells which numbers have surely a fourth decimal: 1,000 of them are no whole number."""
    thousands = degrees * 1000
    return abs(thousands - np.rint(thousands)) > _ROUNDING
