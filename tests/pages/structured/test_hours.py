"""Opening hours for search engines (rules A15 and A16)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import Hours, parse_hours
from locator.model.special_hours import parse_special_hours
from locator.pages.structured.hours import DAYS as NAMES
from locator.pages.structured.hours import opening_specification, special_specification

DAYS = list(NAMES)
MONDAY = date(2026, 11, 16)
OFFICE = "Mo-Fr 08:00-18:00; Sa 09:00-13:00"
FLORIDA = HolidayCalendar(FEDERAL_HOLIDAYS, "FL")

DAY_HOURS = ("off", "08:00-17:00", "09:00-12:00,13:00-18:00", "20:00-02:00", "00:00-24:00")
WEEKS = st.lists(st.sampled_from(DAY_HOURS), min_size=7, max_size=7)


def weekly(days: list[str]) -> Hours:
    short = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    return Hours("; ".join(f"{name} {hours}" for name, hours in zip(short, days, strict=True)))


def special(text: str, *, regular: str = OFFICE) -> Hours:
    return Hours(regular, parse_special_hours(text))


def test_an_opening_specification_stands_for_one_interval() -> None:
    """Rule A15: lunch breaks split a day, and who closes after midnight closes earlier than opening."""
    hours = parse_hours("Mo-Tu 08:00-12:00,13:00-17:00; We 08:00-12:00; Fr 18:00-02:00")
    kind = "OpeningHoursSpecification"
    assert opening_specification(hours, MONDAY) == [
        {
            "@type": kind,
            "dayOfWeek": DAYS[:3],
            "opens": "08:00",
            "closes": "12:00",
        },
        {"@type": kind, "dayOfWeek": DAYS[:2], "opens": "13:00", "closes": "17:00"},
        {"@type": kind, "dayOfWeek": [DAYS[4]], "opens": "18:00", "closes": "02:00"},
    ]


def test_round_the_clock_is_written_as_google_reads_it() -> None:
    """Rule A15: 24 hours are 00:00 to 23:59."""
    (specification,) = opening_specification(parse_hours("24/7"), MONDAY)
    assert specification["dayOfWeek"] == list(DAYS)
    assert (specification["opens"], specification["closes"]) == ("00:00", "23:59")


@given(days=WEEKS)
def test_structured_data_holds_each_interval_of_the_week_once(days: list[str]) -> None:
    hours = weekly(days)
    specifications = opening_specification(hours, MONDAY)
    times = [(each["opens"], each["closes"]) for each in specifications]
    assert len(times) == len(set(times))
    assert sum(len(each["dayOfWeek"]) for each in specifications) == sum(map(len, hours.week(MONDAY)))


def test_special_days_are_specified_from_today_on() -> None:
    """Rules A15, A16: dated, none that is past, closed as 00:00 to 00:00."""
    hours = special(
        "2026-11-15 off; 2026-12-25 off; 2026-12-24 08:00-12:00,13:00-15:00; 2026-12-31 00:00-24:00"
    )
    found = [
        (each["validFrom"], each["validThrough"], each["opens"], each["closes"])
        for each in special_specification(hours, MONDAY)
    ]
    assert found == [
        ("2026-12-24", "2026-12-24", "08:00", "12:00"),
        ("2026-12-24", "2026-12-24", "13:00", "15:00"),
        ("2026-12-25", "2026-12-25", "00:00", "00:00"),
        ("2026-12-31", "2026-12-31", "00:00", "23:59"),
    ]


def test_holidays_are_specified_as_special_days() -> None:
    hours = Hours("Mo-Fr 08:00-17:00; PH off", calendar=FLORIDA)
    found = special_specification(hours, date(2026, 11, 22))
    assert [(each["validFrom"], each["opens"], each["closes"]) for each in found] == [
        ("2026-11-26", "00:00", "00:00"),
        ("2026-12-25", "00:00", "00:00"),
        ("2027-01-01", "00:00", "00:00"),
    ]
    assert special_specification(Hours("Mo-Fr 08:00-17:00", calendar=FLORIDA), MONDAY) == []


def test_hours_by_appointment_are_not_specified_as_open() -> None:
    assert opening_specification(parse_hours("by appointment"), MONDAY) == []
    hours = special(
        '2026-12-24 08:00-12:00 "by appointment"', regular='Mo 08:00-09:00; Tu 09:00-17:00 "by appointment"'
    )
    (monday,) = opening_specification(hours, MONDAY)
    assert monday["dayOfWeek"] == [DAYS[0]]
    (eve,) = special_specification(hours, MONDAY)
    assert (eve["opens"], eve["closes"]) == ("00:00", "00:00")
