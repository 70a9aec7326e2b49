from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import Access, Hours, Status, parse_hours
from locator.model.special_hours import SpecialDay, parse_special_hours
from locator.pages.schedule import (
    DAYS,
    day_text,
    intervals_text,
    next_special,
    special_rows,
    status_text,
    summary,
    week_rows,
)

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
OFFICE = "Mo-Fr 08:00-18:00; Sa 09:00-13:00"
CHRISTMAS = '2026-12-24 08:00-12:00 "Christmas Eve"; 2026-12-25 off "Christmas Day"; 2027-01-01 off'
FLORIDA = HolidayCalendar(FEDERAL_HOLIDAYS, "FL")
APPOINTMENTS = 'Mo-Th 09:00-12:00, Mo-Th 12:00-17:00 "by appointment"; Sa "by appointment"'

DAY_HOURS = ("off", "08:00-17:00", "09:00-12:00,13:00-18:00", "20:00-02:00", "00:00-24:00")
WEEKS = st.lists(st.sampled_from(DAY_HOURS), min_size=7, max_size=7)


def weekly(days: list[str]) -> Hours:
    return Hours("; ".join(f"{name[:2]} {hours}" for name, hours in zip(DAYS, days, strict=True)))


def special(text: str, *, regular: str = OFFICE) -> Hours:
    return Hours(regular, parse_special_hours(text))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


# Words


def test_dates_are_written_in_full() -> None:
    assert day_text(date(2026, 12, 5)) == "Saturday, December 5"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (OFFICE, "Open Monday to Friday 8 a.m. to 6 p.m., Saturday 9 a.m. to 1 p.m."),
        ("24/7", "Open 24 hours, every day"),
        ("off", "Closed all week"),
        ("Mo-Su 08:00-20:30", "Open every day 8 a.m. to 8:30 p.m."),
        (
            "Mo-Fr 08:00-12:00,13:00-17:00",
            "Open Monday to Friday 8 a.m. to noon and 1 p.m. to 5 p.m.",
        ),
        (
            "Mo 07:00-09:00,10:00-12:00,13:00-17:00",
            "Open Monday 7 a.m. to 9 a.m., 10 a.m. to noon and 1 p.m. to 5 p.m.",
        ),
        ("Sa-Su 10:00-16:00", "Open Saturday and Sunday 10 a.m. to 4 p.m."),
        (
            "Mo,We,Fr 08:00-17:00; Tu 09:00-12:00",
            "Open Monday, Wednesday and Friday 8 a.m. to 5 p.m., Tuesday 9 a.m. to noon",
        ),
        ("Mo-We,Fr 08:00-17:00", "Open Monday to Wednesday and Friday 8 a.m. to 5 p.m."),
        ("Fr-Sa 18:00-02:00", "Open Friday and Saturday 6 p.m. to 2 a.m."),
        ("Mo-Tu 12:00-24:00", "Open Monday and Tuesday noon to midnight"),
        ("Sa 00:00-24:00", "Open Saturday 24 hours"),
        ("by appointment", "By appointment"),
        (
            'Mo 09:00-12:00,13:00-17:00 "by appointment"',
            "Open Monday 9 a.m. to noon and 1 p.m. to 5 p.m. by appointment",
        ),
        (
            'Mo-Fr 08:00-17:00; Sa "by appointment"',
            "Open Monday to Friday 8 a.m. to 5 p.m., Saturday by appointment",
        ),
        (
            'Mo 09:00-12:00, Mo 12:00-17:00 "by appointment"',
            "Open Monday 9 a.m. to noon and noon to 5 p.m. by appointment",
        ),
    ],
)
def test_the_summary_is_one_plain_line(text: str, line: str) -> None:
    assert summary(parse_hours(text), MONDAY) == line


def test_the_summary_follows_the_season() -> None:
    hours = parse_hours("Mo 08:00-17:00; Jun-Aug Mo 07:00-15:00")
    assert summary(hours, date(2026, 6, 3)) == "Open Monday 7 a.m. to 3 p.m."


def days_named(line: str) -> set[str]:
    """Reads the days back out of a summary."""
    if "every day" in line:
        return set(DAYS)
    words = line.replace(",", "").split()
    found = {word for word in words if word in DAYS}
    for first, to, last in zip(words, words[1:], words[2:], strict=False):
        if to == "to" and first in DAYS:
            found |= set(DAYS[DAYS.index(first) : DAYS.index(last) + 1])
    return found


@given(days=WEEKS)
def test_the_summary_names_each_open_day_and_no_other(days: list[str]) -> None:
    open_days = {name for name, hours in zip(DAYS, days, strict=True) if hours != "off"}
    hours = weekly(days)
    named = {name for name, spans in zip(DAYS, hours.week(MONDAY), strict=True) if spans}
    assert named == open_days
    assert days_named(summary(hours, MONDAY)) == open_days


def test_the_table_has_a_row_a_day_and_says_closed_in_words() -> None:
    rows = week_rows(parse_hours(OFFICE), MONDAY)
    assert [row.day for row in rows] == list(DAYS)
    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert (rows[0].text, rows[0].is_closed) == ("8 a.m. to 6 p.m.", False)
    assert (rows[6].text, rows[6].is_closed, rows[6].intervals) == ("Closed", True, ())


@given(days=WEEKS)
def test_a_row_is_closed_exactly_if_its_text_says_so(days: list[str]) -> None:
    for row in week_rows(weekly(days), MONDAY):
        assert row.is_closed == (row.text == "Closed") == (not row.intervals)
        assert row.text == intervals_text(row.intervals)


def test_special_days_are_listed_by_date_with_their_notes() -> None:
    rows = special_rows(special(CHRISTMAS), date(2026, 12, 1))
    assert [(row.day, row.text, row.is_closed) for row in rows] == [
        ("Thursday, December 24", "8 a.m. to noon (Christmas Eve)", False),
        ("Friday, December 25", "Closed (Christmas Day)", True),
        ("Friday, January 1", "Closed", True),
    ]
    assert rows[1].date == date(2026, 12, 25)


@pytest.mark.parametrize(
    ("from_day", "days", "count"),
    [
        (date(2026, 12, 24), 45, 3),
        (date(2026, 12, 25), 45, 2),
        (date(2026, 12, 25), 6, 1),
        (date(2026, 12, 25), 7, 2),
        (date(2026, 11, 9), 45, 1),
        (date(2027, 1, 2), 45, 0),
    ],
)
def test_only_special_days_ahead_and_near_are_listed(from_day: date, days: int, count: int) -> None:
    assert len(special_rows(special(CHRISTMAS), from_day, days=days)) == count


def test_holidays_on_which_the_rule_closes_are_listed_by_name() -> None:
    hours = Hours("Mo-Fr 08:00-17:00; PH off", parse_special_hours("2026-12-24 08:00-12:00"), FLORIDA)
    assert [(row.day, row.text) for row in special_rows(hours, date(2026, 11, 22))] == [
        ("Thursday, November 26", "Closed (Thanksgiving Day)"),
        ("Thursday, December 24", "8 a.m. to noon"),
        ("Friday, December 25", "Closed (Christmas Day)"),
        ("Friday, January 1", "Closed (New Year's Day)"),
    ]


def test_holidays_that_nobody_spoke_of_are_listed_with_a_caution() -> None:
    hours = Hours(OFFICE, parse_special_hours("2026-12-25 off; 2027-01-01 off"), FLORIDA)
    (thanksgiving, *_) = special_rows(hours, date(2026, 11, 22))
    assert thanksgiving.text == "Thanksgiving Day may change these hours. Call before you go."
    assert not thanksgiving.is_closed


@pytest.mark.parametrize(
    ("text", "special_text", "from_day", "words"),
    [
        ("Mo-Fr 08:00-17:00; PH off", "", "2026-11-22", "Closed Thursday, November 26 (Thanksgiving Day)"),
        (OFFICE, CHRISTMAS, "2026-12-01", "Thursday, December 24: 8 a.m. to noon (Christmas Eve)"),
        (OFFICE, "2026-12-01 off", "2026-12-01", "Closed Tuesday, December 1"),
        (
            OFFICE,
            "",
            "2026-11-22",
            "Thursday, November 26: Thanksgiving Day may change these hours. Call before you go.",
        ),
        (OFFICE, "", "2026-07-05", ""),
        ("Mo-Fr 08:00-17:00; PH off", "", "2026-10-11", "Closed Monday, October 12 (Columbus Day)"),
        (
            "Mo-Su 08:00-17:00; PH off",
            "",
            "2026-07-02",
            "Closed Friday, July 3 (Independence Day, observed)",
        ),
    ],
)
def test_a_card_tells_of_the_next_special_day(
    text: str, special_text: str, from_day: str, words: str
) -> None:
    hours = Hours(text, parse_special_hours(special_text), FLORIDA)
    assert next_special(special_rows(hours, date.fromisoformat(from_day))) == words


# Status in words; 2026-11-16 is a Monday


@pytest.mark.parametrize(
    ("text", "now", "words"),
    [
        (OFFICE, "2026-11-16T10:00", "Open now, closes at 6 p.m."),
        (OFFICE, "2026-11-16T07:00", "Closed now, opens at 8 a.m."),
        (OFFICE, "2026-11-16T20:00", "Closed now, opens at 8 a.m. tomorrow"),
        (OFFICE, "2026-11-21T14:00", "Closed now, opens Monday at 8 a.m."),
        ("Mo 08:00-12:00,13:00-17:00", "2026-11-16T12:10", "Closed now, opens at 1 p.m."),
        ("Mo 08:00-12:00", "2026-11-16T09:00", "Open now, closes at noon"),
        ("Mo 08:00-12:00", "2026-11-17T09:00", "Closed now, opens Monday at 8 a.m."),
        ("Mo 08:00-12:00", "2026-11-16T12:00", "Closed now, opens Monday, November 23, at 8 a.m."),
        ("Mo 08:00-24:00", "2026-11-16T09:00", "Open now, closes at midnight"),
        ("Mo 18:00-02:00", "2026-11-16T23:00", "Open now, closes at 2 a.m. tomorrow"),
        ("Mo 18:00-02:00", "2026-11-17T01:00", "Open now, closes at 2 a.m."),
        ("Sa-Su 00:00-24:00", "2026-11-20T09:00", "Closed now, opens at midnight"),
        (
            "Sa-Su 00:00-24:00",
            "2026-11-19T09:00",
            "Closed now, opens at midnight tomorrow night",
        ),
        ("Sa-Su 00:00-24:00", "2026-11-16T09:00", "Closed now, opens Friday night at midnight"),
        ("Mo-Fr 00:00-24:00", "2026-11-16T09:00", "Open now, closes Friday night at midnight"),
        ("24/7", "2026-11-16T09:00", "Open now, 24 hours"),
        ("off", "2026-11-16T09:00", "Closed now"),
    ],
)
def test_the_status_says_what_comes_next(text: str, now: str, words: str) -> None:
    assert status_text(parse_hours(text).status(at(now)), at(now)) == words


@pytest.mark.parametrize(
    ("text", "now", "words"),
    [
        (APPOINTMENTS, "2026-11-16T10:00", "Open now, closes to walk-ins at noon"),
        (APPOINTMENTS, "2026-11-16T13:00", "By appointment, closes at 5 p.m."),
        (APPOINTMENTS, "2026-11-21T13:00", "By appointment, opens to walk-ins Monday at 9 a.m."),
        ("by appointment", "2026-11-16T13:00", "By appointment"),
        (
            'Mo 09:00-12:00 "by appointment"',
            "2026-11-15T13:00",
            "Closed now, opens by appointment at 9 a.m. tomorrow",
        ),
        ('Sa "by appointment"; Mo 09:00-12:00 "by appointment"', "2026-11-21T13:00", "By appointment"),
    ],
)
def test_nobody_without_an_appointment_is_told_to_come(text: str, now: str, words: str) -> None:
    assert status_text(parse_hours(text).status(at(now)), at(now)) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-26T10:00", "Open now, closes at 6 p.m. "),
        ("2026-11-26T20:00", "Closed now, opens at 8 a.m. tomorrow. "),
        ("2026-11-25T20:00", "Closed now, opens at 8 a.m. tomorrow. "),
    ],
)
def test_the_status_cautions_of_a_holiday(now: str, words: str) -> None:
    status = Hours(OFFICE, calendar=FLORIDA).status(at(now))
    caution = "Thanksgiving Day may change these hours. Call before you go."
    assert status_text(status, at(now)) == words + caution


def test_a_change_more_than_a_week_away_is_dated() -> None:
    status = Status(Access.CLOSED, at("2026-12-06T00:00"), Access.OPEN)
    assert status_text(status, at("2026-11-25T12:00")) == (
        "Closed now, opens Saturday night, December 5, at midnight"
    )


def test_special_days_are_sorted_even_if_they_were_built_by_hand() -> None:
    days = (SpecialDay(date(2026, 12, 25), ()), SpecialDay(date(2026, 12, 24), ()))
    rows = special_rows(Hours(OFFICE, days), MONDAY)
    assert [row.date.day for row in rows] == [24, 25]
