"""Weeks and what is open at a moment, in any zone and on the nights that clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hours_examples import (
    ALL_DAY,
    DAY,
    FLORIDA,
    MONDAY,
    NEW_YORK,
    OFFICE,
    SATURDAY,
    SOUND_TEXTS,
    THANKSGIVING,
    ZONES,
    access_by_minute,
    at,
    interval,
    open_minutes,
    rules,
    special_days,
    weekly_texts,
)
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from locator.model.hours import LOOK_AHEAD_DAYS, Access, Hours, parse_hours
from locator.model.special_hours import SpecialDay, parse_special_hours

# Weeks


def test_a_week_runs_from_monday_to_sunday() -> None:
    week = parse_hours("Mo-Fr 08:00-17:00; Sa 09:00-13:00").week(SATURDAY)
    assert week == (*((interval("08:00-17:00"),),) * 5, (interval("09:00-13:00"),), ())


def test_a_lunch_break_splits_the_day() -> None:
    week = parse_hours("Mo 08:00-12:00,13:00-17:00").week(MONDAY)
    assert week[0] == (interval("08:00-12:00"), interval("13:00-17:00"))


def test_stretches_that_touch_are_one() -> None:
    week = parse_hours('Mo 08:00-12:00 "walk in", Mo 12:00-17:00 "by referral"').week(MONDAY)
    assert week[0] == (interval("08:00-17:00"),)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    week = parse_hours("Su 20:00-06:00").week(MONDAY)
    assert week == ((),) * 6 + ((interval("20:00-06:00"),),)


def test_hours_past_24_end_on_the_next_day() -> None:
    assert parse_hours("Mo 08:00-25:00").week(MONDAY)[0] == (interval("08:00-01:00"),)


@pytest.mark.parametrize("text", ["24/7", "00:00-24:00", "Mo-Su 00:00-24:00", "08:00-08:00"])
def test_round_the_clock_is_seven_whole_days(text: str) -> None:
    assert parse_hours(text).week(SATURDAY) == ((ALL_DAY,),) * 7


def test_a_long_weekend_is_cut_at_each_midnight() -> None:
    week = parse_hours("Fr 18:00-24:00; Sa 00:00-24:00; Su 00:00-12:00").week(MONDAY)
    assert week[4:] == ((interval("18:00-00:00"),), (ALL_DAY,), (interval("00:00-12:00"),))


def test_a_shift_of_24_hours_is_cut_at_midnight() -> None:
    week = parse_hours("Mo 10:00-34:00").week(MONDAY)
    assert week[:2] == ((interval("10:00-00:00"),), (interval("00:00-10:00"),))


def test_seasons_change_the_week() -> None:
    hours = parse_hours("Mo-Fr 08:00-17:00; Jun-Aug Mo-Fr 07:00-15:00")
    assert hours.week(date(2026, 5, 27))[0] == (interval("08:00-17:00"),)
    assert hours.week(date(2026, 6, 3))[0] == (interval("07:00-15:00"),)


def test_special_days_leave_the_regular_week_alone() -> None:
    hours = Hours(OFFICE, (SpecialDay(MONDAY, ()),))
    assert hours.week(MONDAY)[0] == (interval("08:00-17:00"),)
    assert hours.on(MONDAY) == ()
    assert hours.on(MONDAY + DAY) == (interval("08:00-17:00"),)


@pytest.mark.parametrize("text", SOUND_TEXTS)
def test_the_week_says_what_the_rule_says_at_each_quarter_of_an_hour(text: str) -> None:
    days = 21
    minutes = open_minutes(parse_hours(text), MONDAY, days)
    rule, midnight = OpeningHours(text), datetime.combine(MONDAY, time(0, 0))
    for minute in range(0, len(minutes), 15):
        state, _ = rule.state(midnight + timedelta(minutes=minute))
        assert minutes[minute] == (state == State.OPEN), minute


@given(text=weekly_texts(), minute=st.integers(0, 7 * 24 * 60 - 1))
def test_the_week_says_what_the_rule_says_at_any_minute(text: str, minute: int) -> None:
    moment = datetime.combine(MONDAY, time(0, 0)) + timedelta(minutes=minute)
    state, _ = OpeningHours(text).state(moment)
    assert open_minutes(Hours(text), MONDAY, 7)[minute] == (state == State.OPEN)


# Status


@given(
    text=st.sampled_from([text for text in SOUND_TEXTS if "appointment" not in text]) | weekly_texts(),
    special=special_days(),
    minute=st.integers(0, 7 * 24 * 60 - 1),
)
def test_status_agrees_with_a_scan_of_all_minutes(
    text: str, special: tuple[SpecialDay, ...], minute: int
) -> None:
    hours = Hours(text, special)
    now = datetime.combine(MONDAY, time(0, 0), tzinfo=UTC) + timedelta(minutes=minute)
    today = now.hour * 60 + now.minute
    minutes = open_minutes(hours, now.date(), 15)
    change = minutes.find(1 - minutes[today], today)
    status = hours.status(now)
    assert status.is_open == bool(minutes[today])
    expected = None if change < 0 else now + timedelta(minutes=change - today)
    assert status.changes_at == expected


@given(
    text=rules(),
    special=special_days(date(2026, 10, 29)) | special_days(date(2026, 11, 20)),
    zone=st.sampled_from(ZONES),
    start=st.sampled_from(
        # The nights that clocks change, and holidays: on a Thursday, a Saturday, a Sunday.
        [date(2026, 11, 1), date(2027, 3, 14), THANKSGIVING, date(2026, 7, 4), date(2027, 7, 4)]
    ),
    minute=st.integers(-3 * 24 * 60, 2 * 24 * 60),
)
def test_status_agrees_with_each_minute_ahead_in_any_zone(
    text: str, special: tuple[SpecialDay, ...], zone: ZoneInfo, start: date, minute: int
) -> None:
    hours = Hours(text, special, FLORIDA)
    noon = datetime.combine(start, time(12), zone).astimezone(UTC)
    now = (noon + timedelta(minutes=minute)).astimezone(zone)
    horizon = datetime.combine(now.date() + (LOOK_AHEAD_DAYS + 1) * DAY, time(0), zone)
    ahead = access_by_minute(hours, now, horizon)
    change = next((place for place, access in enumerate(ahead) if access is not ahead[0]), None)
    access = ahead[0]
    if access is Access.CLOSED and any(span.is_untimed for span in hours.on(now.date())):
        access = Access.BY_APPOINTMENT
    status = hours.status(now)
    assert status.access is access
    if change is None:
        assert (status.changes_at, status.then) == (None, None)
    else:
        assert status.changes_at is not None
        assert status.changes_at.astimezone(UTC) == now.astimezone(UTC) + timedelta(minutes=change)
        assert status.then is ahead[change]


@pytest.mark.parametrize(
    ("text", "now", "is_open", "changes_at"),
    [
        (OFFICE, "2026-11-16T07:59", False, "2026-11-16T08:00"),
        (OFFICE, "2026-11-16T08:00", True, "2026-11-16T17:00"),
        (OFFICE, "2026-11-16T16:59:59", True, "2026-11-16T17:00"),
        (OFFICE, "2026-11-16T17:00", False, "2026-11-17T08:00"),
        (OFFICE, "2026-11-20T18:00", False, "2026-11-23T08:00"),
        ("Mo 08:00-12:00,13:00-17:00", "2026-11-16T12:30", False, "2026-11-16T13:00"),
        ("Fr 18:00-02:00", "2026-11-20T23:00", True, "2026-11-21T02:00"),
        ("Fr 18:00-02:00", "2026-11-21T01:59", True, "2026-11-21T02:00"),
        ("Su 18:00-02:00", "2026-11-23T01:00", True, "2026-11-23T02:00"),
        ("Sa-Su 00:00-24:00", "2026-11-21T12:00", True, "2026-11-23T00:00"),
        ("Mo 18:00-24:00; Tu 00:00-09:00", "2026-11-16T20:00", True, "2026-11-17T09:00"),
        ("24/7", "2026-11-16T12:00", True, None),
        ("off", "2026-11-16T12:00", False, None),
        ("Jun-Aug Mo-Fr 08:00-17:00", "2026-11-16T12:00", False, None),
        ("Mo-Fr 08:00-17:00 unknown", "2026-11-16T12:00", False, None),
        ("Dec 01 08:00-17:00", "2026-11-17T12:00", False, "2026-12-01T08:00"),
        ("Dec 01 08:00-17:00", "2026-11-16T12:00", False, None),
    ],
)
def test_status_knows_now_and_what_comes_next(
    text: str, now: str, is_open: bool, changes_at: str | None
) -> None:
    status = parse_hours(text).status(at(now))
    assert status.is_open is is_open
    assert status.changes_at == (None if changes_at is None else at(changes_at))


def test_a_special_day_beats_its_weekday() -> None:
    hours = Hours(OFFICE, parse_special_hours("2026-11-26 off; 2026-11-27 10:00-12:00"))
    assert hours.status(at("2026-11-26T10:00")).changes_at == at("2026-11-27T10:00")
    assert hours.status(at("2026-11-27T13:00")).changes_at == at("2026-11-30T08:00")


def test_usual_hours_know_no_special_day_and_no_holiday() -> None:
    hours = Hours(OFFICE, parse_special_hours("2026-11-24 off"))
    assert hours.on(date(2026, 11, 24)) == ()
    assert hours.usually.on(date(2026, 11, 24)) == hours.usual(date(2026, 11, 24)) != ()


def test_a_special_day_opens_a_clinic_on_its_day_off() -> None:
    hours = Hours(OFFICE, parse_special_hours("2026-11-21 09:00-12:00"))
    assert hours.status(at("2026-11-21T09:00")).is_open


def test_the_night_before_a_special_day_ends_when_it_ends() -> None:
    hours = Hours("Fr-Sa 20:00-04:00", parse_special_hours("2026-11-21 off"))
    assert hours.status(at("2026-11-21T03:59")).changes_at == at("2026-11-21T04:00")
    assert not hours.status(at("2026-11-21T23:00")).is_open
    assert not hours.status(at("2026-11-22T01:00")).is_open


def test_round_the_clock_closes_at_midnight_for_a_special_day() -> None:
    hours = Hours("24/7", parse_special_hours("2026-12-25 off"))
    assert hours.status(at("2026-12-24T12:00")).changes_at == at("2026-12-25T00:00")
    assert hours.status(at("2026-12-25T12:00")).changes_at == at("2026-12-26T00:00")


def test_a_special_night_joins_the_regular_morning() -> None:
    hours = Hours("Sa 00:00-09:00", parse_special_hours("2026-11-20 20:00-24:00"))
    assert hours.status(at("2026-11-20T21:00")).changes_at == at("2026-11-21T09:00")


def test_a_short_morning_does_not_cut_a_long_night() -> None:
    hours = Hours("Sa 00:00-01:00", parse_special_hours("2026-11-20 20:00-03:00"))
    assert hours.status(at("2026-11-20T21:00")).changes_at == at("2026-11-21T03:00")


def test_a_time_without_a_zone_is_our_own_mistake() -> None:
    with pytest.raises(AssertionError, match="zone"):
        parse_hours(OFFICE).status(datetime(2026, 11, 16, 12))


def test_the_answer_is_in_the_zone_of_the_question() -> None:
    changes_at = parse_hours(OFFICE).status(at("2026-11-16T12:00")).changes_at
    assert changes_at is not None
    assert changes_at.tzinfo is NEW_YORK


def test_a_night_written_as_two_days_ends_at_midnight_before_a_closed_day() -> None:
    hours = Hours("Fr 18:00-24:00; Sa 00:00-09:00", parse_special_hours("2026-11-21 off"))
    assert hours.status(at("2026-11-20T20:00")).changes_at == at("2026-11-21T00:00")


def test_a_night_written_as_two_days_keeps_its_morning_after_a_closed_day() -> None:
    hours = Hours("Fr 18:00-24:00; Sa 00:00-09:00", parse_special_hours("2026-11-20 off"))
    assert not hours.status(at("2026-11-20T20:00")).is_open
    assert hours.status(at("2026-11-21T08:00")).changes_at == at("2026-11-21T09:00")
    assert hours.week(MONDAY)[4] == (interval("18:00-09:00"),)


# Nights on which clocks change: forward on 2026-03-08, back on 2026-11-01


@pytest.mark.parametrize(
    ("text", "now", "fold", "is_open", "utc"),
    [
        # Spring: 02:00 EST is 03:00 EDT.
        ("Mo-Su 08:00-17:00", "2026-03-07T18:00", 0, False, "2026-03-08T12:00"),
        ("Mo-Su 08:00-17:00", "2026-03-08T07:59", 0, False, "2026-03-08T12:00"),
        ("Mo-Su 08:00-17:00", "2026-03-08T08:00", 0, True, "2026-03-08T21:00"),
        ("Sa 22:00-06:00", "2026-03-08T01:30", 0, True, "2026-03-08T10:00"),
        ("Su 02:30-05:00", "2026-03-08T01:30", 0, False, "2026-03-08T07:30"),
        ("24/7", "2026-03-08T01:59", 0, True, None),
        # Autumn: 01:30 comes twice, first in EDT (fold 0), then in EST (fold 1).
        ("Mo-Su 08:00-17:00", "2026-10-31T18:00", 0, False, "2026-11-01T13:00"),
        ("Mo-Su 08:00-17:00", "2026-11-01T08:00", 0, True, "2026-11-01T22:00"),
        ("Sa 22:00-06:00", "2026-11-01T01:30", 0, True, "2026-11-01T11:00"),
        ("Sa 22:00-06:00", "2026-11-01T01:30", 1, True, "2026-11-01T11:00"),
        ("Su 01:30-04:00", "2026-11-01T01:15", 0, False, "2026-11-01T05:30"),
        ("Su 01:30-04:00", "2026-11-01T01:15", 1, True, "2026-11-01T09:00"),
        ("Sa 20:00-01:30", "2026-11-01T01:15", 0, True, "2026-11-01T05:30"),
        ("Sa 20:00-01:30", "2026-11-01T01:15", 1, False, "2026-11-08T01:00"),
        ("24/7", "2026-11-01T01:30", 1, True, None),
    ],
)
def test_status_is_right_when_clocks_change(
    text: str, now: str, fold: int, is_open: bool, utc: str | None
) -> None:
    status = parse_hours(text).status(at(now, fold=fold))
    expected = None if utc is None else datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert status.is_open is is_open
    assert (status.changes_at and status.changes_at.astimezone(UTC)) == expected


def test_hours_that_a_change_of_clocks_skips_are_not_announced() -> None:
    status = parse_hours("Su 02:10-03:05").status(at("2026-03-08T01:00"))
    assert status.changes_at == at("2026-03-15T02:10")
