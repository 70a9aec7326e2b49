"""The spreadsheet for Google Business Profile: its header, its rows, and what it cannot say."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from invented import ADDRESS, clinic, site_with

from locator.errors import UsageError
from locator.exchange.google.columns import HEADER
from locator.exchange.google.kept import read_kept
from locator.exchange.google.writing import render_google
from locator.model.clinic import ClinicStatus
from locator.model.hours import Hours, parse_hours
from locator.model.phone import parse_phone
from locator.model.problem import Severity

if TYPE_CHECKING:
    from locator.exchange.written import Written
    from locator.site.snapshot import Site

TEMPLATE = (
    "Store code,Business name,Address line 1,Address line 2,Address line 3,Address line 4,Address line 5,"
    "Sub-locality,Locality,Administrative area,Country / Region,Postal code,Latitude,Longitude,Primary phone,"
    "Additional phones,Website,Primary category,Additional categories,"
    "Sunday hours,Monday hours,Tuesday hours,"
    "Wednesday hours,Thursday hours,Friday hours,Saturday hours,Special hours,From the business,Opening date,"
    "Logo photo,Cover photo,Other photos,Labels,AdWords location extensions phone"
)


def rows(written: Written) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.body.decode(), newline="")))


def messages(written: Written) -> str:
    return "\n".join(map(str, written.problems))


def test_the_header_is_googles() -> None:
    """Rule F10: the columns of the template, in its order."""
    assert ",".join(HEADER) == TEMPLATE


def test_a_row_has_what_google_asks_for(example: Site) -> None:
    """Rules F11 and F13: the id is the store code, the website the clinic's own page with fixed marks."""
    written = render_google(example, category="Chiropractor")
    assert written.body.decode().startswith(f"{TEMPLATE}\r\n")
    row = next(row for row in rows(written) if row["Store code"] == "deland")
    assert {
        key: row[key] for key in ("Address line 1", "Locality", "Administrative area", "Postal code")
    } == {
        "Address line 1": "45 Placeholder Lane, Suite 301",
        "Locality": "DeLand",
        "Administrative area": "FL",
        "Postal code": "32724",
    }
    assert (row["Country / Region"], row["Primary phone"], row["Primary category"]) == (
        *("US", "+13865550124", "Chiropractor"),
    )
    assert (row["Latitude"], row["Longitude"]) == ("29.01812", "-81.28634")
    page = "https://clinics.example/clinics/deland/"
    assert row["Website"] == f"{page}?utm_source=google&utm_medium=organic&utm_campaign=gbp"
    assert "Google asks" not in messages(written)


@pytest.mark.parametrize(
    ("text", "monday", "sunday"),
    [
        ("Mo-Fr 09:00-17:00", "09:00-17:00", "x"),
        ("Mo-Fr 08:00-12:00,13:00-17:30", "08:00-12:00, 13:00-17:30", "x"),
        ("24/7", "00:00-24:00", "00:00-24:00"),
        ("Mo 18:00-02:00; Su 10:00-24:00", "18:00-02:00", "10:00-24:00"),
        ('Mo 09:00-12:00; Su 10:00-12:00 "by appointment"', "09:00-12:00", "x"),
    ],
)
def test_the_week_is_a_column_a_day(example: Site, text: str, monday: str, sunday: str) -> None:
    """Rule F12: 24 hours, x for closed, several stretches with commas between."""
    (row,) = rows(render_google(site_with(example, clinic(hours=parse_hours(text)))))
    assert (row["Monday hours"], row["Sunday hours"]) == (monday, sunday)


def test_special_days_and_holidays_are_dates(example: Site) -> None:
    """Rule F12: the operator's holidays become dates of the year to come; a special day beats them."""
    written = render_google(example)
    row = next(row for row in rows(written) if row["Store code"] == "deland")
    assert "2026-12-24: 08:00-12:00, 2026-12-25: x, 2027-01-01: x" in row["Special hours"]
    assert "public holidays is written as" in messages(written)
    assert "the names of special days have no place there" in messages(written)


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ('Mo 09:00-12:00; Su 10:00-12:00 "by appointment"', "hours by appointment only cannot be said there"),
        ("Mo-Fr 09:00-17:00; Jul Mo-Fr 09:00-12:00", "hours that differ in other weeks of the year"),
        ("week 1-53/2 Mo-Fr 09:00-17:00; Sa 09:00-10:00", "hours that differ in other weeks"),
    ],
)
def test_what_the_week_cannot_say_is_told(example: Site, hours: str, told: str) -> None:
    written = render_google(site_with(example, clinic(hours=parse_hours(hours))))
    assert told in messages(written)


def test_a_week_by_appointment_only_is_no_week_of_closed_doors(example: Site) -> None:
    written = render_google(
        site_with(example, clinic(hours=parse_hours('Mo-Fr 09:00-17:00 "by appointment"')))
    )
    assert {rows(written)[0][day] for day in HEADER[19:26]} == {""}


def test_seven_closed_days_are_more_than_special_hours(example: Site) -> None:
    """Rule F12: from seven on, the clinic is closed for the time being."""
    from locator.model.special_hours import parse_special_hours

    days = "; ".join(f"2026-12-{day} off" for day in range(20, 27))
    hours = Hours("Mo-Fr 09:00-17:00", parse_special_hours(days))
    assert "7 closed days in a row" in messages(render_google(site_with(example, clinic(hours=hours))))
    six = replace(hours, special=hours.special[:6])
    assert "closed days in a row" not in messages(render_google(site_with(example, clinic(hours=six))))


def test_what_is_missing_is_told_and_the_row_stands(example: Site) -> None:
    """Rule F11: a clinic without telephone, hours and category."""
    written = render_google(site_with(example, clinic()))
    assert len(rows(written)) == written.count == 1
    told = messages(written)
    assert "Google asks for Primary phone" in told
    assert "Google asks for Primary category" in told
    assert "nobody knows the hours" in told


def test_clinics_that_see_nobody_are_left_out_by_name(example: Site) -> None:
    site = site_with(
        example,
        clinic("gone", status=ClinicStatus.CLOSED),
        clinic("rests", status=ClinicStatus.TEMPORARILY_CLOSED),
        clinic("x" * 60),
        clinic("open"),
    )
    written = render_google(site)
    assert [row["Store code"] for row in rows(written)] == ["open"]
    told = messages(written)
    assert "gone: closed clinics are left out" in told
    assert "rests: clinics that are closed for now" in told
    errors = [each for each in written.problems if each.severity is Severity.ERROR]
    assert [each.value for each in errors] == ["x" * 60]


def test_an_extension_is_told(example: Site) -> None:
    phone = parse_phone("(386) 252-1234 ext. 7", "US")
    written = render_google(site_with(example, clinic(phone=phone)))
    assert rows(written)[0]["Primary phone"] == "+13862521234"
    assert "the extension is left out" in messages(written)


def test_what_google_alone_knows_stays_as_it_was(example: Site) -> None:
    """Rule F12: no column of Google's is emptied, and what both say alike stays as Google spells it."""
    phone = parse_phone("(386) 252-1234", "US")
    ours = clinic("one", phone=phone, address=replace(ADDRESS, street="1 Example Street, Suite 2"))
    site = site_with(example, ours)
    google = (
        f"Google updates,Status,{TEMPLATE},Amenities: Wi-Fi (wi_fi)\r\n"
        "x,Published,one,Old name,1 Example Street,Suite 2,,,,Beachside,Daytona Beach,FL,US,32114,29.2,-81.0,"
        "(386) 252-1234,+13862520000,https://old.example/,Acupuncture clinic,Wellness center,,,,,,,,"
        "2026-12-25: x,About us,2001-01-01,https://x.example/logo.png,,,north;beach,,Yes\r\n"
        "x,Published,two,Another,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
    )
    written = render_google(
        site, category="Chiropractor", kept=read_kept(google.encode("utf-8-sig"), "g.csv")
    )
    header = written.body.decode().splitlines()[0]
    assert header == f"{TEMPLATE},Amenities: Wi-Fi (wi_fi)"
    (row,) = rows(written)
    kept = {
        "Business name": "Example",  # ours wins
        "Address line 1": "1 Example Street",
        "Address line 2": "Suite 2",
        "Sub-locality": "Beachside",
        "Primary phone": "(386) 252-1234",
        "Additional phones": "+13862520000",
        "Primary category": "Acupuncture clinic",
        "Special hours": "2026-12-25: x",
        "Labels": "north;beach",
        "Amenities: Wi-Fi (wi_fi)": "Yes",
    }
    assert {key: row[key] for key in kept} == kept
    assert "two: Google has a clinic that this file leaves out" in messages(written)


def test_exported_again_with_its_own_file_nothing_changes(example: Site) -> None:
    first = render_google(example, category="Chiropractor")
    again = render_google(example, kept=read_kept(first.body, "google.csv"))
    assert again.body == first.body


def test_an_update_has_no_blank_column(example: Site) -> None:
    """Rule F12: a column that is blank in every row might empty what Google has."""
    written = render_google(example, is_update=True)
    header = written.body.decode().splitlines()[0].split(",")
    assert header[0] == "Store code"
    assert not {"Labels", "Primary category", "Logo photo"} & set(header)
    assert all(any(row[column] for row in rows(written)) for column in header)


def test_a_file_that_is_not_googles_is_refused() -> None:
    with pytest.raises(UsageError, match="Store code"):
        read_kept(b"id,name\n1,x\n", "clinics.csv")
    with pytest.raises(UsageError, match="workbook"):
        read_kept(b"PK\x03\x04", "google.xlsx")
    with pytest.raises(UsageError, match="Store code"):
        read_kept(b"", "empty.csv")


def test_no_name_is_a_formula(example: Site) -> None:
    """Rule C20: neither in a row of ours nor in what Google has given out."""
    written = render_google(site_with(example, clinic(name='=HYPERLINK("http://evil.example")')))
    assert rows(written)[0]["Business name"].startswith("'=")
