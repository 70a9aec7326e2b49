from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar, holiday_names


def days(calendar: HolidayCalendar, year: int) -> dict[str, str]:
    first = date(year, 1, 1)
    each = (first + timedelta(days=ahead) for ahead in range(365))
    return {f"{day:%m-%d}": name for day in each if (name := calendar.on(day))}


@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.integers(0, 500))
def test_holidays_between_two_days_are_those_of_each_day(first: date, length: int) -> None:
    calendar = HolidayCalendar((*FEDERAL_HOLIDAYS, "Good Friday"), "TX")
    each = [first + timedelta(days=ahead) for ahead in range(length + 1)]
    found = [(day, name) for day in each if (name := calendar.on(day))]
    assert calendar.between(first, each[-1]) == found
    assert HolidayCalendar().between(first, each[-1]) == []


def test_the_eleven_federal_holidays_of_a_year() -> None:
    assert days(HolidayCalendar(FEDERAL_HOLIDAYS, "FL"), 2026) == {
        "01-01": "New Year's Day",
        "01-19": "Martin Luther King Jr. Day",
        "02-16": "Washington's Birthday",
        "05-25": "Memorial Day",
        "06-19": "Juneteenth National Independence Day",
        "07-03": "Independence Day, observed",
        "07-04": "Independence Day",
        "09-07": "Labor Day",
        "10-12": "Columbus Day",
        "11-11": "Veterans Day",
        "11-26": "Thanksgiving Day",
        "12-25": "Christmas Day",
    }


def test_an_observed_day_may_lie_in_the_year_before() -> None:
    calendar = HolidayCalendar(("New Year's Day",), "FL")
    assert days(calendar, 2027) == {"01-01": "New Year's Day", "12-31": "New Year's Day, observed"}
    assert days(calendar, 2028) == {"01-01": "New Year's Day"}


@pytest.mark.parametrize("region", ["FL", "GA", "AZ", "IN", "TX", "PR", "AE", ""])
def test_a_federal_holiday_is_the_federal_day_in_every_state(region: str) -> None:
    # Georgia and Indiana keep Washington's Birthday in December, Arizona calls King's day otherwise.
    calendar = HolidayCalendar(("Washington's Birthday", "Martin Luther King Jr. Day"), region)
    assert list(days(calendar, 2026)) == ["01-19", "02-16"]


def test_a_states_own_holiday_is_kept_in_that_state_only() -> None:
    names = ("Friday After Thanksgiving", "Good Friday")
    assert days(HolidayCalendar(names, "FL"), 2026) == {"11-27": "Friday After Thanksgiving"}
    assert list(days(HolidayCalendar(names, "TX"), 2026)) == ["04-03", "11-27"]
    assert days(HolidayCalendar(names, "NY"), 2026) == {}


def test_two_holidays_of_one_day_are_both_known() -> None:
    assert days(HolidayCalendar(("Emancipation Day In Texas",), "TX"), 2026) == {
        "06-19": "Emancipation Day In Texas"
    }


def test_no_names_are_no_holidays() -> None:
    assert days(HolidayCalendar(region="FL"), 2026) == {}


def test_names_are_those_of_the_nation_and_of_the_states_asked_for() -> None:
    assert holiday_names(["FL"]) >= {*FEDERAL_HOLIDAYS, "Susan B. Anthony Day"}
    assert "Alaska Day" not in holiday_names(["FL"])
    assert holiday_names() >= {"Alaska Day", "Inauguration Day", "Susan B. Anthony Day"}
    assert not any("observed" in name or ";" in name for name in holiday_names())
