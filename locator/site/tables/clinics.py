"""clinics.csv -> clinics, each checked so that nobody is sent to the wrong place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import tzfpy

from locator.model.clinic import Clinic, ClinicStatus
from locator.model.holiday import HolidayCalendar
from locator.model.hours import Hours, parse_hours
from locator.model.phone import Phone, parse_phone
from locator.model.special_hours import parse_special_hours
from locator.site.slugs import is_slug, slug
from locator.site.tables.addresses import AddressReader
from locator.site.tables.header import Columns
from locator.site.tables.row import Layout, Row, quoted
from locator.site.tables.table import gathered, load_table

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from locator.geo.gazetteer import Gazetteer
    from locator.model.problem import Problem
    from locator.model.special_hours import SpecialDay
    from locator.site.settings.config import Config

COLUMNS = Columns(
    required=("id", "name", "street", "locality", "region", "postcode", "lat", "lon"),
    optional=(
        *("country", "phone", "website", "booking_url", "hours", "special_hours", "treatments"),
        *("insurance", "languages", "accessibility", "parking", "transit"),
        *("accepting_new_patients", "status", "replaced_by", "verified_on"),
    ),
)
FRESH_DAYS = 90  # rule E1.5
SHOWN = 3  # days of many that a message lists


_special_days = lru_cache(maxsize=1024)(parse_special_hours)


def load_clinics(
    path: Path,
    *,
    config: Config,
    gazetteer: Gazetteer,
    today: date,
    treatments: Collection[str] | None = None,
) -> tuple[tuple[Clinic, ...], list[Problem]]:
    """Reads the clinics, closed ones too; `treatments` are the slugs that rows may name (None: any).

    A row with an error is left out; an error without a row costs the whole file.
    """
    rows, problems = load_table(path, COLUMNS)
    reader = ClinicReader(config, AddressReader(config.country, gazetteer), today, treatments)
    drafts = [_Draft(row, clinic) for row in rows if (clinic := reader.read(row))]
    _warn_of_twins(drafts)
    clinics = _with_replacements(drafts, reader.lines)
    return tuple(clinics), gathered(rows, problems)


def read_clinic(
    cells: Mapping[str, str],
    *,
    config: Config,
    gazetteer: Gazetteer,
    today: date,
    treatments: Collection[str] | None = None,
) -> tuple[Clinic | None, list[Problem]]:
    """Reads one row as load_clinics would, without a look at the others; `cells` by column."""
    row = Row(Layout("clinics.csv", {column: at for at, column in enumerate(cells)}), 0, [*cells.values()])
    reader = ClinicReader(config, AddressReader(config.country, gazetteer), today, treatments)
    return reader.read(row), row.problems


@dataclass(frozen=True, slots=True)
class _Draft:
    row: Row
    clinic: Clinic


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
        id_, name, status = self._id(row), row.text("name", required=True), _status(row)
        point = row.point(required=True)
        address = self.addresses.read(row, point)
        phone, hours = self._phone(row), self._hours(row, address.region)
        website, booking_url = row.web_address("website"), row.web_address("booking_url")
        treatments = row.treatments(self.treatments)
        is_accepting = row.flag("accepting_new_patients")
        verified_on = row.day("verified_on", today=self.today)
        if status is not ClinicStatus.CLOSED:
            self._check_freshness(row, treatments, verified_on)
        if row.is_lost or point is None:
            return None
        return Clinic(
            id=id_,
            name=name,
            address=address,
            point=point,
            timezone=tzfpy.get_tz(point.lon, point.lat),
            phone=phone,
            website=website,
            booking_url=booking_url,
            hours=hours,
            treatments=treatments,
            insurance=row.items("insurance"),
            languages=row.items("languages"),
            accessibility=row.items("accessibility"),
            parking=row.text("parking"),
            transit=row.text("transit"),
            accepting_new_patients=is_accepting,
            status=status,
            replaced_by=row["replaced_by"] or None,
            verified_on=verified_on,
        )

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

    def _phone(self, row: Row) -> Phone | None:
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

    def _hours(self, row: Row, region: str) -> Hours | None:
        """Reads when the clinic is open; None if any of it is in doubt, for then pages say to call."""
        hours, special = _regular_hours(row), self._special_days(row)
        if hours is None or special is None:
            return None
        if hours.mentions_holidays and not self.config.holidays:
            message = "PH stands for no day, because holidays in site.toml is empty"
            row.warn("hours", message, "name the holidays in site.toml, or take PH out")
        return replace(hours, special=special, calendar=HolidayCalendar(self.config.holidays, region))

    def _special_days(self, row: Row) -> tuple[SpecialDay, ...] | None:
        text = row.text("special_hours")
        try:
            special = _special_days(text) if text else ()
        except ValueError as error:
            _report_hours(row, "special_hours", error)
            return None
        if special and not row["hours"]:
            message = "special hours are not shown without the regular ones"
            row.warn("special_hours", message, "fill in hours")
        if past := [str(entry.day) for entry in special if entry.day < self.today]:
            more = f" and {len(past) - SHOWN} more" if len(past) > SHOWN else ""
            message = f"{', '.join(past[:SHOWN])}{more} {'is' if len(past) == 1 else 'are'} past"
            row.notice("special_hours", message, "take it out when you like")
        return special

    def _check_freshness(self, row: Row, treatments: Sequence[str], verified_on: date | None) -> None:
        if not treatments:
            message = "the clinic names no treatment, so no town page leads to it"
            row.warn("treatments", message, f"write {self.config.main_treatment}, for one")
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


def _regular_hours(row: Row) -> Hours | None:
    text = row.text("hours")
    try:
        return parse_hours(text) if text else None
    except ValueError as error:
        _report_hours(row, "hours", error)
        return None


def _report_hours(row: Row, column: str, error: ValueError) -> None:
    """Reports what the parser of hours said; the clinic stays, and its page says to call."""
    message, found, cure = str(error).partition("; write")
    cure = f"write{cure}" if found else 'write "Mo-Fr 08:00-17:00", for one'
    row.report(column, message, cure, costs_row=False)


def _warn_of_twins(drafts: Sequence[_Draft]) -> None:
    """Warns of two clinics at one address or point, unless one has closed and made room."""
    first_with: dict[Hashable, Row] = {}
    for row, clinic in ((draft.row, draft.clinic) for draft in drafts):
        if clinic.status is ClinicStatus.CLOSED:
            continue
        address, point = clinic.address, clinic.point
        names = tuple(map(str.casefold, (clinic.name, address.street, address.locality)))
        twin = first_with.setdefault(names, row)
        neighbour = first_with.setdefault((round(point.lat, 4), round(point.lon, 4)), row)
        if twin is not row:
            message = f"row {twin.line} has the same name and address"
            row.warn("name", message, "take one out if they are one clinic")
        elif neighbour is not row:
            message = f"row {neighbour.line} has the same coordinates"
            row.warn("lat", message, "measure both, unless they share a building")


def _with_replacements(drafts: Sequence[_Draft], lines: dict[str, int]) -> list[Clinic]:
    """Drops clinics whose replacement cannot be one; a good row never falls with a bad one."""
    clinics = {draft.clinic.id: draft.clinic for draft in drafts}
    rows = {draft.clinic.id: draft.row for draft in drafts}
    for id_, clinic in clinics.items():
        _check_replacement(rows[id_], clinic, clinics, lines)
    good = {id_: clinic for id_, clinic in clinics.items() if not rows[id_].is_lost}
    for id_, clinic in good.items():
        if clinic.replaced_by and clinic.replaced_by not in good:
            line = lines[clinic.replaced_by]
            message = f"{quoted(clinic.replaced_by)} is not used, for row {line} has an error"
            rows[id_].warn("replaced_by", message, f"mend row {line}")
            good[id_] = replace(clinic, replaced_by=None)
    return [*good.values()]


def _check_replacement(row: Row, clinic: Clinic, clinics: dict[str, Clinic], lines: dict[str, int]) -> None:
    id_ = clinic.replaced_by
    if id_ is None:
        return
    if id_ == clinic.id:
        row.report("replaced_by", "a clinic cannot replace itself", "write another clinic's id")
    elif id_ not in lines:
        message = f"no clinic has the id {quoted(id_)}"
        row.report("replaced_by", message, "write the id of another clinic, or nothing")
    elif id_ in clinics and clinics[id_].status is ClinicStatus.CLOSED:
        message = f"{quoted(id_)} (row {lines[id_]}) is closed itself"
        row.report("replaced_by", message, "write the id of a clinic that sees patients")
