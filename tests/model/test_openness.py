from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from locator.model.clinic import ClinicStatus
from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import Hours
from locator.model.openness import Openness, openness

if TYPE_CHECKING:
    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site

NEW_YORK = ZoneInfo("America/New_York")
CALENDAR = HolidayCalendar(FEDERAL_HOLIDAYS, "FL")


@pytest.fixture
def clinic(example: Site) -> Clinic:
    return example.clinics_by_id["lake-mary"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def test_nobody_knows_without_hours_or_zone_or_while_it_is_closed_for_now(clinic: Clinic) -> None:
    shut = ClinicStatus.TEMPORARILY_CLOSED
    for unknown in (replace(clinic, hours=None), replace(clinic, timezone=""), replace(clinic, status=shut)):
        assert openness(unknown, at("2026-11-23T12:00")) == Openness(None, None, None, False, "")


@pytest.mark.parametrize(
    ("zone", "is_open"),
    [("America/New_York", True), ("America/Chicago", False), ("Pacific/Honolulu", False)],
)
def test_the_clock_is_that_of_the_clinic(clinic: Clinic, zone: str, is_open: bool) -> None:
    there = replace(clinic, hours=Hours("Mo-Fr 08:00-17:00"), timezone=zone)
    assert openness(there, datetime(2026, 11, 23, 13, 30, tzinfo=UTC)).is_open is is_open


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T08:00", Openness(False, at("2026-11-23T09:00"), None, by_appointment=True)),
        ("2026-11-23T10:00", Openness(False, at("2026-11-23T12:00"), None, by_appointment=True)),
        ("2026-11-23T13:00", Openness(True, None, at("2026-11-23T17:00"))),
        ("2026-11-24T10:00", Openness(False, None, at("2026-11-24T12:00"), by_appointment=True)),
    ],
)
def test_by_appointment_is_never_open(clinic: Clinic, now: str, expected: Openness) -> None:
    hours = Hours('Mo-Tu 09:00-12:00 "by appointment", Mo 12:00-17:00')
    assert openness(replace(clinic, hours=hours), at(now)) == expected


def test_a_holiday_that_nobody_spoke_of_is_a_caution(clinic: Clinic) -> None:
    silent = replace(clinic, hours=Hours("Mo-Fr 08:00-17:00", calendar=CALENDAR))
    found = openness(silent, at("2026-11-26T12:00"))
    assert (found.is_open, found.caution) == (True, "Thanksgiving Day")
    spoken = replace(clinic, hours=Hours("Mo-Fr 08:00-17:00; PH off", calendar=CALENDAR))
    assert openness(spoken, at("2026-11-26T12:00")) == Openness(False, at("2026-11-27T08:00"))
