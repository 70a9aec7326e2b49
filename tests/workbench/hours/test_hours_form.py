from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.hours import Hours
from locator.workbench.hours.hours_form import (
    BLANK,
    CLOSED,
    HOLIDAY,
    DayRow,
    HoursForm,
    read_hours,
    write_hours,
)

MONDAY = date(2026, 11, 23)
NINE_TO_FIVE = DayRow((("09:00", "17:00"),))

# Spans that end on their day and do not look like a forgotten afternoon.
clocks = st.lists(st.integers(8 * 4, 22 * 4), min_size=2, max_size=4, unique=True).map(sorted)
spans = clocks.map(lambda quarters: quarters[: len(quarters) // 2 * 2]).map(
    lambda quarters: tuple(
        (f"{a // 4:02}:{a % 4 * 15:02}", f"{b // 4:02}:{b % 4 * 15:02}")
        for a, b in zip(quarters[::2], quarters[1::2], strict=True)
    )
)
day_rows = st.one_of(st.just(CLOSED), spans.map(DayRow))
weeks = st.tuples(*[day_rows] * 7, st.one_of(st.just(BLANK), day_rows))


@given(weeks)
def test_a_form_that_is_written_reads_back_as_itself(rows: tuple[DayRow, ...]) -> None:
    form = HoursForm(rows)

    assert read_hours(write_hours(form)) == form


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 07:30-19:00; Sa,Su 09:00-15:00",
        "Mo-Th 08:00-12:00,13:00-17:30; Fr 08:00-13:00",
        "Mo-Fr 08:00-17:00; Sa 08:00-12:00; PH off",
        "Mo,We,Fr 08:00-17:00; Tu,Th 10:00-19:00; PH off",
        "Mo-Su 00:00-24:00",
        "Mo-Su off",
        "Fr 20:00-02:00",
        "",
    ],
)
def test_what_the_form_says_in_its_own_words_stays_to_the_letter(text: str) -> None:
    form = read_hours(text)

    assert not form.rest
    assert write_hours(form) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "Mo-Su 00:00-24:00"),
        ("08:00-17:00", "Mo-Su 08:00-17:00"),
        ("Mo-Su 8:00-17:00; Sa off", "Mo-Fr,Su 08:00-17:00"),
        ("Mo-Fr 08:00 - 12:00, 13:00 - 17:00", "Mo-Fr 08:00-12:00,13:00-17:00"),
        ("Mo-Fr 08:00-17:00; Sa,PH off", "Mo-Fr 08:00-17:00; PH off"),
        ("Mo 20:00-00:00", "Mo 20:00-24:00"),
    ],
)
def test_other_words_for_the_same_week_are_read(text: str, written: str) -> None:
    assert write_hours(read_hours(text)) == written
    assert Hours(text).week(MONDAY) == Hours(written).week(MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        'Mo-Fr 08:00-17:00; Sa "by appointment"',
        "Mo-Fr 08:00-17:00; Dec 24-26 off",
        "Mo-Fr 08:00-17:00; PH off; Dec 24 off",
        "Dec 24-26 off; Mo-Fr 08:00-17:00",
        "Mo-Fr 08:00-10:00,11:00-12:00,13:00-17:00",
        "Mo-Fr 08:00-17:00, Sa 09:00-12:00",
        'Mo-Fr 08:00-17:00 "call; or ring"',
        "Fr-Mo 08:00-17:00",
        "Mo[1] 08:00-12:00",
        "week 1-10 Mo-Fr 08:00-17:00",
    ],
)
def test_what_no_row_can_say_stays_as_text_and_means_the_same(text: str) -> None:
    """M17: hours are entered in a fixed form, and what it cannot say is kept."""
    form = read_hours(text)

    assert form.rest
    assert form.rest in text
    assert Hours(write_hours(form)).week(MONDAY) == Hours(text).week(MONDAY)


def test_text_that_nobody_can_read_stays_as_it_is() -> None:
    form = read_hours("whenever the light is on")

    assert form == HoursForm(rest="whenever the light is on")
    assert write_hours(form) == "whenever the light is on"


def test_days_that_the_text_may_speak_of_stay_blank() -> None:
    form = read_hours('Mo-Fr 09:00-17:00; Sa "by appointment"')

    assert form.rows[:HOLIDAY] == (*[NINE_TO_FIVE] * 5, BLANK, BLANK)
    assert form.rest == 'Sa "by appointment"'


@given(st.text(max_size=40))
def test_no_text_is_lost(text: str) -> None:
    form = read_hours(text)

    assert not form.rest or form.rest == text or form.rest in " ".join(text.split())
