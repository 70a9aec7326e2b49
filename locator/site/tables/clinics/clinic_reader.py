"""A row of clinics.csv -> a clinic, each cell read for what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import tzfpy

from locator.model.clinic import Clinic, ClinicStatus
from locator.model.phone import Phone, parse_phone
from locator.model.point import Point
from locator.site.slugs import is_slug, slug
from locator.site.tables.clinics.opening import read_hours
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from locator.model.hours import Hours
    from locator.site.settings.config import Config
    from locator.site.tables.clinics.addresses import AddressReader
    from locator.site.tables.row import Row

    Words = tuple[str, ...]

FRESH_DAYS = 90  # rule E1.5
OFFER = ("treatments", "insurance", "languages", "accessibility", "accepting_new_patients", "status")
_NOWHERE = Point(0, 0)  # of a row that has no point, and is left out


@dataclass(frozen=True, slots=True)
class ClinicReader:
    """Reads rows one after the other; `lines` remembers on which line each id was first seen.

    `treatments` are the slugs that rows may name, None: any.
    """

    config: Config
    addresses: AddressReader
    today: date
    treatments: Collection[str] | None
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, row: Row) -> Clinic | None:
        """Reads one row, gathering all of its problems; None if one of them is an error."""
        id_, name = self._id(row), row.text("name", required=True)
        point = row.point(required=True)
        address = self.addresses.read(row, point)
        phone, hours = self.phone(row), row.once(self.hours, "hours", "special_hours", "region")
        website, booking_url = row.web_address("website"), row.web_address("booking_url")
        treatments, insurance, languages, accessibility, is_accepting, status = row.once(self.offer, *OFFER)
        clinic = Clinic(
            id=id_,
            name=name,
            address=address,
            point=point or _NOWHERE,
            timezone=tzfpy.get_tz(point.lon, point.lat) if point else "",
            phone=phone,
            website=website,
            booking_url=booking_url,
            hours=hours,
            treatments=treatments,
            insurance=insurance,
            languages=languages,
            accessibility=accessibility,
            parking=row.text("parking"),
            transit=row.text("transit"),
            accepting_new_patients=is_accepting,
            status=status,
            replaced_by=row["replaced_by"] or None,
            verified_on=row.once(self._verified_on, "verified_on"),
        )
        self._check_freshness(row, clinic)
        return None if row.is_lost else clinic

    def _id(self, row: Row) -> str:
        id_ = row.text("id", required=True)
        if id_ and not is_slug(id_):
            made = slug(id_)
            cure = f"write {made}" if made else "use a-z, 0-9 and hyphens"
            row.report("id", f"{quoted(id_)} cannot stand in an address", cure)
        elif id_ and (first := self.lines.setdefault(id_, row.line)) != row.line:
            message = f"{quoted(id_)} is already the id of row {first}"
            row.report("id", message, "give one of the two clinics an id of its own")
        return id_

    def phone(self, row: Row) -> Phone | None:
        """Reads a number that can be dialed, None if there is none."""
        cell = row["phone"]
        if not cell:
            return None
        try:
            phone = parse_phone(cell, self.config.country)
        except ValueError:
            message = f"{quoted(cell)} is not a number that can be dialed"
            row.report(
                "phone", message, "write it as (386) 252-1234, or leave the cell blank", costs_row=False
            )
            return None
        if phone.is_fictional and not self.config.demonstration:
            message = f"{quoted(cell)} is set aside for examples, so no call reaches anyone"
            row.report("phone", message, "write the clinic's own number", costs_row=False)
            return None
        return phone

    def hours(self, row: Row) -> Hours | None:
        """Reads both columns of hours, None if any of them is in doubt."""
        return read_hours(row, config=self.config, today=self.today)

    def offer(self, row: Row) -> tuple[Words, Words, Words, Words, bool | None, ClinicStatus]:
        """What the columns of OFFER mean, of which most rows of a table say the same."""
        lists = row.items("insurance"), row.items("languages"), row.items("accessibility")
        return row.treatments(self.treatments), *lists, row.flag("accepting_new_patients"), _status(row)

    def checked_on(self, row: Row) -> date | None:
        """Reads the day of the last check, and complains of its age as for a clinic that is not closed."""
        day = self._verified_on(row)
        self._check_age(row, day)
        return day

    def _verified_on(self, row: Row) -> date | None:
        return row.day("verified_on", today=self.today)

    def _check_freshness(self, row: Row, clinic: Clinic) -> None:
        if clinic.status is ClinicStatus.CLOSED:
            return
        if not clinic.treatments:
            message = "the clinic names no treatment, so no town page leads to it"
            row.warn("treatments", message, f"write {self.config.main_treatment}, for one")
        self._check_age(row, clinic.verified_on)

    def _check_age(self, row: Row, verified_on: date | None) -> None:
        if verified_on is None:
            if not row["verified_on"]:
                cure = "check the row with the clinic and write the day"
                row.warn("verified_on", "nobody has said when the row was last checked", cure)
        elif (age := (self.today - verified_on).days) > FRESH_DAYS:
            message = f"the row was last checked {age} days ago, and {FRESH_DAYS} are the most"
            row.warn("verified_on", message, "check it with the clinic and write the day")


def _status(row: Row) -> ClinicStatus:
    cell = row["status"]
    try:
        return ClinicStatus(re.sub(r"[\s_-]+", "_", cell.lower()) or ClinicStatus.OPEN)
    except ValueError:
        cure = f"write {', '.join(ClinicStatus)} or nothing"
        row.report("status", f"{quoted(cell)} is not a status", cure)
        return ClinicStatus.OPEN
