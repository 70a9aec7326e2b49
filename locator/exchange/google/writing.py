"""Clinics -> the spreadsheet that Google Business Profile takes (rules F10 to F13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.exchange.google.columns import (
    ADDRESS_LINES,
    CATEGORY,
    HEADER,
    MAX_STORE_CODE,
    PHONE,
    REQUIRED,
    STORE_CODE,
)
from locator.exchange.google.hours import google_hours
from locator.exchange.google.kept import Kept
from locator.exchange.google.told import Told
from locator.exchange.table.writing import render_table
from locator.exchange.written import Written
from locator.model.clinic import ClinicStatus
from locator.model.problem import Problem, Severity
from locator.site import urls
from locator.site.tables.cells import clinic_cells, degrees
from locator.site.words import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

# The same for every clinic and every day: it tells a visit by Google's profile from any other (rule F13).
CAMPAIGN = "utm_source=google&utm_medium=organic&utm_campaign=gbp"
_CURES = {
    CATEGORY: 'give --category "…", a name from Google\'s own list, or --keep with the file from Google',
    PHONE: "write the phone into clinics.csv",
}
# Columns of ours for which the template has none.
_OURS_ALONE = (
    *("booking_url", "treatments", "insurance", "languages", "accessibility", "parking", "transit"),
    *("accepting_new_patients", "verified_on"),
)

_CLOSED = "closed clinics are left out, for the spreadsheet has no column for that"
_PAUSED = "clinics that are closed for now are left out, for the spreadsheet has no column for that"
_MARK = "mark them in Google Business Profile as "
_NO_HOURS = "nobody knows the hours, so their columns are blank"
_EXTENSION = "the extension is left out of the telephone number"
_NOT_OURS = "Google has a clinic that this file leaves out"
_CODE = f"the id is longer than the {MAX_STORE_CODE} characters of a store code, so the clinic is left out"


def render_google(
    site: Site, *, category: str = "", kept: Kept | None = None, is_update: bool = False
) -> Written:
    """Every clinic that sees patients, by id, under the header of Google's template.

    `category` is the primary one of clinics for which `kept`, what Google has given out, names none. An
    `is_update` has no column in which all cells are blank: Google may empty what it has there.
    """
    kept, told = kept or Kept(), Told()
    taken = [clinic for clinic in sorted(site.clinics, key=lambda each: each.id) if _is_taken(clinic, told)]
    rows = [kept.merged(_row(site, clinic, told), country=site.config.country) for clinic in taken]
    for row in rows:
        row[CATEGORY] = row.get(CATEGORY) or category
        _check_required(row, told)
    for code in kept.rows.keys() - {clinic.id for clinic in taken}:
        told.add(Severity.NOTICE, code, _NOT_OURS, "nothing, if that is meant: Google leaves it as it is")
    columns = (*HEADER, *kept.more_columns)
    header = [each for each in columns if not is_update or any(row.get(each) for row in rows)]
    return Written(render_table(header, rows), len(rows), (*told.problems, *_problems(site, taken)))


def _check_required(row: Mapping[str, str], told: Told) -> None:
    for column in REQUIRED:
        if not row.get(column):
            message = f"Google asks for {column}, which is blank"
            told.add(Severity.WARNING, row[STORE_CODE], message, _CURES.get(column, "fill it in"))


def _problems(site: Site, clinics: Sequence[Clinic]) -> Iterator[Problem]:
    yield from _without_column(clinics)
    if site.config.demonstration:
        message, cure = "the clinics of this site are invented", "do not upload the file"
        yield Problem(Severity.WARNING, "site.toml", message, cure, column="demonstration")


def _is_taken(clinic: Clinic, told: Told) -> bool:
    if clinic.status is ClinicStatus.CLOSED:
        told.add(Severity.NOTICE, clinic.id, _CLOSED, f"{_MARK}permanently closed")
    elif clinic.status is ClinicStatus.TEMPORARILY_CLOSED:
        told.add(Severity.NOTICE, clinic.id, _PAUSED, f"{_MARK}temporarily closed")
    elif len(clinic.id) > MAX_STORE_CODE:
        told.add(Severity.ERROR, clinic.id, _CODE, "enter this clinic in Google Business Profile by hand")
    else:
        return True
    return False


def _row(site: Site, clinic: Clinic, told: Told) -> dict[str, str]:
    address = clinic.address
    page = urls.absolute(site.config.base_url, site.urls.clinic(clinic.id))
    return {
        STORE_CODE: clinic.id,
        "Business name": clinic.name,
        ADDRESS_LINES[0]: address.street,
        "Locality": address.locality,
        "Administrative area": address.region,
        "Country / Region": address.country,
        "Postal code": address.postcode,
        "Latitude": degrees(clinic.point.lat),
        "Longitude": degrees(clinic.point.lon),
        PHONE: _phone(clinic, told),
        "Website": f"{page}?{CAMPAIGN}",
        **_hours(site, clinic, told),
    }


def _phone(clinic: Clinic, told: Told) -> str:
    if clinic.phone and clinic.phone.extension:
        told.add(Severity.WARNING, clinic.id, _EXTENSION, "give the clinic a number of its own")
    return clinic.phone.e164 if clinic.phone else ""


def _hours(site: Site, clinic: Clinic, told: Told) -> Mapping[str, str]:
    if clinic.hours is None:
        told.add(Severity.WARNING, clinic.id, _NO_HOURS, "fill in hours")
        return {}
    found = google_hours(clinic.hours, site.today)
    for thing in found.left_out:
        message = f"{thing} cannot be said there and are left out"
        told.add(Severity.WARNING, clinic.id, message, "enter what patients must know by hand")
    for remark, cure in found.remarks:
        told.add(Severity.NOTICE, clinic.id, remark, cure)
    return found.cells


def _without_column(clinics: Sequence[Clinic]) -> Iterator[Problem]:
    """Names the columns of ours that the template has no place for."""
    rows = [clinic_cells(clinic) for clinic in clinics]
    if columns := [column for column in _OURS_ALONE if any(row[column] for row in rows)]:
        message = f"{listing(columns)} have no column in Google's spreadsheet"
        yield Problem(Severity.NOTICE, "clinics.csv", message, "nothing: clinics.csv keeps them")
