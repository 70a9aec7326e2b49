from datetime import date, time

import pytest

from locator.model.interval import Interval
from locator.model.special_hours import SpecialDay, parse_special_hours
from locator.workbench.hours.special_days import (
    past_days,
    with_days,
    without_days,
)

THANKSGIVING = SpecialDay(date(2026, 11, 26), (), "Thanksgiving Day")
EVE = SpecialDay(date(2026, 12, 24), (Interval(time(8), time(12)), Interval(time(20), time(0))), "")
CELL = '2026-12-24 8:00-12:00 "Christmas Eve"; 2026-12-25: x'


def test_a_day_is_set_in_its_place_and_the_others_stay_to_the_letter() -> None:
    assert with_days(CELL, [THANKSGIVING]) == f'2026-11-26 off "Thanksgiving Day"; {CELL}'
    assert with_days(CELL, [EVE]) == "2026-12-24 08:00-12:00,20:00-24:00; 2026-12-25: x"


def test_a_quotation_mark_in_a_note_cannot_end_it() -> None:
    cell = with_days("", [SpecialDay(date(2026, 11, 26), (), 'a "long" day; 2026-01-01 off')])

    assert [special.day for special in parse_special_hours(cell)] == [date(2026, 11, 26)]


def test_days_are_taken_out_only_where_asked() -> None:
    assert without_days(CELL, {date(2026, 12, 25)}) == '2026-12-24 8:00-12:00 "Christmas Eve"'
    assert without_days(CELL, set()) == CELL


def test_a_cell_that_cannot_be_read_is_not_written_over() -> None:
    with pytest.raises(ValueError, match="not a special day"):
        with_days("closed on Christmas", [THANKSGIVING])


def test_past_days_are_named() -> None:
    assert past_days(CELL, date(2026, 12, 25)) == (date(2026, 12, 24),)
    assert past_days("closed on Christmas", date(2026, 12, 25)) == ()
