from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locator.model.interval import Interval
from locator.model.special_hours import SpecialDay, parse_special_hours, render_special_hours

MONDAY = date(2026, 11, 16)
ALL_DAY = Interval(time(0, 0), time(0, 0))


def interval(text: str, *, by_appointment: bool = False) -> Interval:
    opens, closes = text.split("-")
    return Interval(time.fromisoformat(opens), time.fromisoformat(closes), by_appointment)


def special_days() -> st.SearchStrategy[tuple[SpecialDay, ...]]:
    hours = st.sampled_from([(), (interval("09:00-12:00"),), (interval("20:00-03:00"),), (ALL_DAY,)])
    days = st.dictionaries(st.integers(0, 20), hours, max_size=4)
    return days.map(
        lambda found: tuple(SpecialDay(MONDAY + timedelta(days=day), spans) for day, spans in found.items())
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-25 off",
        "2026-12-25 closed",
        "2026-12-25 x",
        "2026-12-25: x",
        "2026-12-25:X",
        " 2026-12-25  Off ;",
    ],
)
def test_a_closed_day_may_be_written_in_many_ways(text: str) -> None:
    assert parse_special_hours(text) == (SpecialDay(date(2026, 12, 25), ()),)


def test_special_days_are_sorted_and_keep_their_notes() -> None:
    text = '2026-12-25 off "Christmas; all day, 2026"; 2026-12-24 08:00-12:00, 13:00-15:00 “Eve”'
    assert parse_special_hours(text) == (
        SpecialDay(date(2026, 12, 24), (interval("08:00-12:00"), interval("13:00-15:00")), "Eve"),
        SpecialDay(date(2026, 12, 25), (), "Christmas; all day, 2026"),
    )


def test_googles_commas_between_dates_are_read() -> None:
    days = parse_special_hours("2026-12-24: 8:00-12:00, 13:00-15:00, 2026-12-25: x")
    assert [len(day.intervals) for day in days] == [2, 0]


def test_special_hours_may_last_past_or_until_midnight() -> None:
    days = parse_special_hours("2026-12-29 20:00-02:00; 2026-12-30 08:00-24:00; 2026-12-31 00:00-24:00")
    assert [day.intervals for day in days] == [
        (interval("20:00-02:00"),),
        (interval("08:00-00:00"),),
        (ALL_DAY,),
    ]


def test_no_text_is_no_special_day() -> None:
    assert parse_special_hours(" ; ") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-12-25 off; 2026-12-25 x", "2026-12-25 stands there more than once"),
        ("12/25/2026 off", "12/25/2026 off is not a special day; write it like 2026-12-25 off"),
        ("2026-12-25", "is not a special day"),
        ('2026-12-25 off "Christmas', "is not a special day"),
        ("2026-02-30 off", "2026-02-30 is not in the calendar"),
        ("2026-12-25 off Christmas", '"off Christmas" on 2026-12-25 is not a stretch of time'),
        ("2026-12-25 8am-5pm", '"8am-5pm" on 2026-12-25'),
        ("2026-12-25 25:00-26:00", '"25:00-26:00" on 2026-12-25'),
        ("2026-12-25 24:00-02:00", '"24:00-02:00" on 2026-12-25'),
        ("2026-12-25 7:00-07:00", '"7:00-07:00" on 2026-12-25'),
        ("2026-12-25 8:00-5:00", "2026-12-25: 8:00-5:00 would last all night"),
        ("2026-12-25 08:00-12:00,11:00-15:00", "the hours of 2026-12-25 overlap"),
        ("2026-12-25 20:00-02:00,21:00-22:00", "the hours of 2026-12-25 overlap"),
    ],
)
def test_faulty_special_days_are_refused_with_a_cure(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_special_hours(text)


@pytest.mark.parametrize(
    "text", ['"' * 9_000, "2026-12-25 " + "a " * 4_000 + '"', "2026-12-25 a" + " " * 9_000 + '"']
)
def test_endless_special_days_are_refused_in_a_line(text: str) -> None:
    with pytest.raises(ValueError, match="; write") as refused:
        parse_special_hours(text)
    assert len(str(refused.value)) < 300


@given(special=special_days())
def test_special_days_survive_being_written_and_read(special: tuple[SpecialDay, ...]) -> None:
    written = render_special_hours(special)
    assert parse_special_hours(written) == tuple(sorted(special, key=lambda day: day.day))


def test_a_special_day_may_be_by_appointment() -> None:
    (day,) = parse_special_hours('2026-12-24 08:00-12:00 "by appointment only"')
    assert day.intervals == (interval("08:00-12:00", by_appointment=True),)
