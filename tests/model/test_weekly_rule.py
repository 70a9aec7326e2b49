"""Public holidays and appointments in a weekly rule."""

from __future__ import annotations

from datetime import date, time

import pytest
from hours_examples import FLORIDA, MONDAY, OFFICE, THANKSGIVING, at, interval, weekly_texts
from hypothesis import given
from hypothesis import strategies as st

from locator.model.holiday import HolidayCalendar
from locator.model.hours import Access, Hours, Status, parse_hours
from locator.model.interval import Interval
from locator.model.special_hours import parse_special_hours

# Public holidays


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        (OFFICE, "08:00-17:00"),
        ("Mo-Fr 08:00-17:00; PH off", ""),
        ("Mo-Fr 08:00-17:00; PH closed", ""),
        ("Mo-Fr 08:00-17:00, PH off", ""),
        ("Mo-Fr 08:00-17:00; PH 10:00-14:00", "10:00-14:00"),
        ("Mo-Fr 08:00-17:00; Sa,PH 10:00-14:00", "10:00-14:00"),
        ("Mo-We,PH 08:00-12:00", "08:00-12:00"),
        ("PH,Mo-We 08:00-12:00", "08:00-12:00"),
        ("Mo-We 08:00-12:00", ""),
        ("24/7; PH off", ""),
        ("Mo-Fr 08:00-17:00; Dec PH off", "08:00-17:00"),
        ("Mo-Fr 08:00-17:00; Nov PH off", ""),
        ('Mo-Fr 08:00-17:00 "PH off"', "08:00-17:00"),
        ("PH 10:00-14:00; Dec 25 off", "10:00-14:00"),
    ],
)
def test_a_holiday_has_the_hours_that_the_rule_gives_it(text: str, hours: str) -> None:
    expected = (interval(hours),) if hours else ()
    assert Hours(text, calendar=FLORIDA).on(THANKSGIVING) == expected
    assert Hours(text, calendar=FLORIDA).week(THANKSGIVING) == Hours(text).week(THANKSGIVING)


@given(
    text=weekly_texts(),
    rule=st.sampled_from(["off", "10:00-14:00", "20:00-03:00", "00:00-24:00"]),
    holiday=st.sampled_from([THANKSGIVING, date(2026, 7, 4), date(2027, 7, 4), date(2026, 12, 25)]),
)
def test_a_holiday_is_as_if_its_date_stood_in_the_rule(text: str, rule: str, holiday: date) -> None:
    dated = f"{text}; {holiday.year} {holiday:%b} {holiday.day} {rule}"
    assert Hours(f"{text}; PH {rule}", calendar=FLORIDA).on(holiday) == Hours(dated).on(holiday)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 7, 3), False),  # Independence Day is a Saturday, observed on Friday
        (date(2026, 7, 4), False),
        (date(2026, 7, 6), True),
        (date(2027, 7, 4), False),  # a Sunday, observed on Monday
        (date(2027, 7, 5), False),
        (date(2027, 12, 31), False),  # New Year's Day 2028, observed in the year before
        (date(2026, 10, 12), False),  # Columbus Day
        (date(2026, 11, 27), True),  # Florida's Friday After Thanksgiving, which is not in the list
    ],
)
def test_the_day_itself_and_the_day_observed_are_holidays(day: date, is_open: bool) -> None:
    hours = Hours("Mo-Su 08:00-17:00; PH off", calendar=FLORIDA)
    assert bool(hours.on(day)) is is_open


def test_a_special_day_beats_a_holiday() -> None:
    special = parse_special_hours("2026-11-26 09:00-11:00")
    assert Hours("Mo-Fr 08:00-17:00; PH off", special, FLORIDA).on(THANKSGIVING) == special[0].intervals


def test_a_holiday_at_the_weekend_ends_round_the_clock_hours_for_a_day() -> None:
    hours = Hours("24/7; PH off", calendar=HolidayCalendar(("Christmas Day",), "FL"))
    assert hours.status(at("2027-12-23T12:00")).changes_at == at("2027-12-24T00:00")  # observed
    assert hours.status(at("2027-12-24T12:00")).changes_at == at("2027-12-26T00:00")


def test_without_holidays_no_day_is_one() -> None:
    assert Hours("Mo-Fr 08:00-17:00; PH off").on(THANKSGIVING) == (interval("08:00-17:00"),)


def test_the_days_ahead_name_their_holidays() -> None:
    special = parse_special_hours("2026-12-24 08:00-12:00; 2026-12-25 09:00-10:00")
    hours = Hours("Mo-Fr 08:00-17:00; PH off", special, FLORIDA)
    days = hours.special_days(date(2026, 11, 22), date(2027, 1, 6))
    assert [(day.day.isoformat(), day.note, len(day.intervals)) for day in days] == [
        ("2026-11-26", "Thanksgiving Day", 0),
        ("2026-12-24", "", 1),
        ("2026-12-25", "", 1),
        ("2027-01-01", "New Year's Day", 0),
    ]


def test_a_holiday_on_a_day_off_is_no_special_day() -> None:
    hours = Hours("Mo-Fr 08:00-17:00; PH off", calendar=FLORIDA)
    assert [day.day for day in hours.special_days(date(2026, 7, 1), date(2026, 7, 10))] == [date(2026, 7, 3)]


def test_hours_that_pass_over_a_holiday_are_given_with_a_caution() -> None:
    hours = Hours(OFFICE, calendar=FLORIDA)
    assert hours.caution(THANKSGIVING) == "Thanksgiving Day"
    assert hours.status(at("2026-11-26T10:00")) == Status(
        Access.OPEN, at("2026-11-26T17:00"), Access.CLOSED, "Thanksgiving Day"
    )
    assert hours.status(at("2026-11-25T20:00")).caution == "Thanksgiving Day"  # of the next opening
    assert hours.status(at("2026-11-25T10:00")).caution == ""
    assert hours.status(at("2026-11-27T10:00")).caution == ""


@pytest.mark.parametrize(
    ("text", "special"),
    [
        ("Mo-Fr 08:00-17:00; PH off", ""),
        ("Mo-Fr,PH 08:00-17:00", ""),
        (OFFICE, "2026-11-26 08:00-17:00"),
        ("Mo-We 08:00-17:00", ""),
    ],
)
def test_who_has_thought_of_the_holiday_needs_no_caution(text: str, special: str) -> None:
    assert Hours(text, parse_special_hours(special), FLORIDA).caution(THANKSGIVING) == ""


# By appointment


APPOINTMENTS = 'Mo-Fr 09:00-12:00, Mo-Th 12:00-17:00 "by appointment"; Sa "by appointment"'


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-11-16T08:00", (Access.CLOSED, "2026-11-16T09:00", Access.OPEN)),
        ("2026-11-16T10:00", (Access.OPEN, "2026-11-16T12:00", Access.BY_APPOINTMENT)),
        ("2026-11-16T13:00", (Access.BY_APPOINTMENT, "2026-11-16T17:00", Access.CLOSED)),
        ("2026-11-20T11:00", (Access.OPEN, "2026-11-20T12:00", Access.CLOSED)),
        ("2026-11-20T13:00", (Access.CLOSED, "2026-11-23T09:00", Access.OPEN)),
        ("2026-11-21T13:00", (Access.BY_APPOINTMENT, "2026-11-23T09:00", Access.OPEN)),
        ("2026-11-22T13:00", (Access.CLOSED, "2026-11-23T09:00", Access.OPEN)),
    ],
)
def test_hours_by_appointment_are_not_open_hours(now: str, status: tuple[Access, str, Access]) -> None:
    access, changes_at, then = status
    found = parse_hours(APPOINTMENTS).status(at(now))
    assert found == Status(access, at(changes_at), then)
    assert found.is_open == (access is Access.OPEN)


def test_appointments_in_the_morning_turn_into_open_hours() -> None:
    hours = parse_hours('Mo 09:00-12:00 "by appointment only", Mo 12:00-17:00')
    expected = Status(Access.BY_APPOINTMENT, at("2026-11-16T12:00"), Access.OPEN)
    assert hours.status(at("2026-11-16T10:00")) == expected
    opening = Status(Access.CLOSED, at("2026-11-16T09:00"), Access.BY_APPOINTMENT)
    assert hours.status(at("2026-11-16T08:00")) == opening


@pytest.mark.parametrize(
    "text", ['"by appointment"', "by appointment", "By appointment only", '24/7 "by appointment"']
)
def test_a_clinic_may_be_by_appointment_only(text: str) -> None:
    hours = parse_hours(text)
    assert hours.takes_appointments
    assert hours.week(MONDAY) == ((Interval(time(0), time(0), by_appointment=True),),) * 7
    assert hours.status(at("2026-11-16T03:00")) == Status(Access.BY_APPOINTMENT)


@pytest.mark.parametrize("comment", ["no appointment needed", "walk in or by appointment", "ring twice"])
def test_other_comments_lock_no_door(comment: str) -> None:
    assert parse_hours(f'Mo 09:00-17:00 "{comment}"').status(at("2026-11-16T10:00")).is_open
