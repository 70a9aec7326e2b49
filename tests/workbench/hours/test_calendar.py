from datetime import date

import pytest

from locator.model.holiday import HolidayCalendar
from locator.model.hours import Hours
from locator.model.special_hours import parse_special_hours
from locator.workbench.hours.calendar import Mark, build_months, clinic_notes, shared_notes, span_of

TODAY = date(2026, 11, 22)
FIRST, LAST = date(2026, 11, 1), date(2027, 10, 31)
KEPT = HolidayCalendar(("Thanksgiving Day", "Christmas Day", "Independence Day"), "FL")
THANKSGIVING, CHRISTMAS = date(2026, 11, 26), date(2026, 12, 25)
FOURTH = date(2027, 7, 4)  # a Sunday


def hours(text: str, special: str = "") -> Hours:
    return Hours(text, parse_special_hours(special) if special else (), KEPT)


def test_the_calendar_has_twelve_whole_months_from_this_one() -> None:
    months = build_months(TODAY, {})

    assert [month.name for month in months][:2] == ["November 2026", "December 2026"]
    assert len(months) == 12
    assert span_of(TODAY) == (FIRST, LAST)
    days = [day.day for month in months for week in month.weeks for day in week if day]
    assert days[0] == FIRST
    assert days[-1] == LAST
    assert len(days) == 365
    assert {len(week) for month in months for week in month.weeks} == {7}
    assert months[0].weeks[0][0] is not None  # November 2026 begins on a Sunday


@pytest.mark.parametrize("month", range(1, 13))
def test_it_ends_a_year_on_from_any_month(month: int) -> None:
    first, last = span_of(date(2027, month, 15))

    assert first == date(2027, month, 1)
    assert (last - first).days in (364, 365)


def test_what_a_clinic_does_on_each_holiday_is_told() -> None:
    notes = clinic_notes(hours("Mo-Fr 08:00-17:00", '2026-11-26 off "Thanksgiving Day"'), FIRST, LAST)

    assert notes[THANKSGIVING].mark is Mark.CLOSED
    assert notes[THANKSGIVING].text == "Closed (Thanksgiving Day), by special hours"
    assert notes[CHRISTMAS].mark is Mark.UNSAID
    assert notes[CHRISTMAS].holiday == "Christmas Day"
    assert "nobody has said otherwise" in notes[CHRISTMAS].text
    assert notes[FOURTH].text == "Closed, as on every Sunday"


def test_the_rule_for_holidays_counts_and_a_special_day_beats_it() -> None:
    notes = clinic_notes(hours("Mo-Fr 08:00-17:00; PH off", "2026-11-26 08:00-12:00"), FIRST, LAST)

    assert notes[THANKSGIVING].mark is Mark.HOURS
    assert notes[CHRISTMAS].text == "Closed, by the row for public holidays"


def test_many_clinics_are_counted_and_one_that_said_nothing_shows() -> None:
    every = [
        hours("Mo-Fr 08:00-17:00; PH off"),
        hours("Mo-Fr 08:00-17:00", "2026-12-25 08:00-12:00"),
        hours("Mo-Fr 08:00-17:00", "2026-12-25 off"),
        hours("Mo-Fr 08:00-17:00"),
    ]
    notes = shared_notes(every, FIRST, LAST)

    assert notes[CHRISTMAS].text == "2 closed, 1 with hours of their own and 1 where nobody has said"
    assert notes[CHRISTMAS].mark is Mark.UNSAID
    assert notes[CHRISTMAS].holiday == "Christmas Day"
    assert shared_notes(every[1:3], FIRST, LAST)[CHRISTMAS].mark is Mark.MIXED
