from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import LOOK_AHEAD_DAYS, Access, Hours, Status, parse_hours
from locator.model.interval import Interval
from locator.model.special_hours import SpecialDay, parse_special_hours

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
SATURDAY = date(2026, 11, 21)
DAY = timedelta(days=1)
LAST_MINUTE = 24 * 60 - 1
ALL_DAY = Interval(time(0, 0), time(0, 0))
OFFICE = "Mo-Fr 08:00-17:00"
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
FLORIDA = HolidayCalendar(FEDERAL_HOLIDAYS, "FL")
THANKSGIVING = date(2026, 11, 26)  # a Thursday
ZONES = [
    ZoneInfo(f"{region}/{city}")
    for region, city in (
        ("America", "New_York"),
        ("America", "Chicago"),  # Florida's panhandle
        ("America", "Phoenix"),  # has no summer time
        ("Pacific", "Honolulu"),
    )
]

SOUND_TEXTS = [
    "24/7",
    "24/7; Su off",
    "off",
    OFFICE,
    "Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00",
    "Mo-Fr 08:00-12:00, Mo 14:00-20:00",
    "Fr-Sa 18:00-02:00",
    "Mo-Th 20:00-06:00; Fr 20:00-24:00; Sa 00:00-24:00; Su 00:00-06:00",
    "08:00-25:00",
    "Mo[1] 08:00-12:00",
    "Nov 20-Dec 05 Mo-Fr 10:00-14:00",
    "Mo-Fr 08:00-17:00; PH off",
    "Mo-Fr 08:00-12:00; We unknown",
    "Mo 8:00-9:30",
    "PH,Mo-Fr 08:00-12:00",
    'Mo-Fr 09:00-17:00; Sa "by appointment"',
    'Mo-Fr 09:00-12:00, Mo-Fr 12:00-17:00 "by appointment"',
]


def interval(text: str) -> Interval:
    opens, closes = text.split("-")
    return Interval(time.fromisoformat(opens), time.fromisoformat(closes))


def at(text: str, *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK, fold=fold)


def spans_text(marks: list[int], past_midnight: int) -> str:
    """Pairs minutes of a day into "08:00-12:00,13:00-25:00"; the last may run past midnight."""
    marks = sorted(marks)[: len(marks) // 2 * 2]
    if marks and past_midnight:
        marks[-1] = LAST_MINUTE + past_midnight
    clocks = [f"{mark // 60:02}:{mark % 60:02}" for mark in marks]
    return ",".join(map("-".join, zip(clocks[::2], clocks[1::2], strict=True))) or "off"


def weekly_texts() -> st.SearchStrategy[str]:
    marks = st.lists(st.integers(0, LAST_MINUTE), max_size=4, unique=True)
    days = st.lists(st.builds(spans_text, marks, st.integers(0, 360)), min_size=7, max_size=7)
    return days.map(lambda spans: "; ".join(map(" ".join, zip(WEEKDAYS, spans, strict=True))))


def special_days(first: date = MONDAY - 3 * DAY) -> st.SearchStrategy[tuple[SpecialDay, ...]]:
    hours = st.sampled_from(
        [(), (interval("09:00-12:00"),), (interval("20:00-03:00"),), (ALL_DAY,)],
    )
    days = st.dictionaries(st.integers(0, 20), hours, max_size=4)
    return days.map(lambda found: tuple(SpecialDay(first + day * DAY, spans) for day, spans in found.items()))


def rules() -> st.SearchStrategy[str]:
    """Weeks as people write them, some with appointments, most with a word on holidays."""
    hours = st.sampled_from(
        [
            "off",
            "08:00-17:00",
            "08:00-12:00,13:00-17:00",
            "00:00-24:00",
            "20:00-03:00",
            "00:00-09:00,20:00-24:00",
            "01:15-02:45",
            '09:00-17:00 "by appointment"',
            '"by appointment"',
        ]
    )
    holidays = st.sampled_from(["", "; PH off", "; PH 10:00-14:00", '; PH 10:00-14:00 "by appointment"'])
    days = st.lists(hours, min_size=7, max_size=7)
    week = days.map(lambda each: "; ".join(map(" ".join, zip(WEEKDAYS, each, strict=True))))
    return st.tuples(week, holidays).map("".join)


def access_by_minute(hours: Hours, now: datetime, until: datetime) -> list[Access]:
    """What a patient finds in each minute from `now` to `until`, by the intervals of each day."""
    start, minute = now.astimezone(UTC), timedelta(minutes=1)
    found = [Access.CLOSED] * int((until.astimezone(UTC) - start) / minute)
    spans = [
        (span, day, day + DAY * span.is_overnight)
        for ahead in range(-1, LOOK_AHEAD_DAYS + 1)
        for day in [now.date() + ahead * DAY]
        for span in hours.on(day)
        if not span.is_untimed
    ]
    for span, opening, closing in sorted(spans, key=lambda each: not each[0].by_appointment):
        opens = datetime.combine(opening, span.opens, now.tzinfo).astimezone(UTC)
        closes = datetime.combine(closing, span.closes, now.tzinfo).astimezone(UTC)
        first, last = max(0, round((opens - start) / minute)), round((closes - start) / minute)
        access = Access.BY_APPOINTMENT if span.by_appointment else Access.OPEN
        for place in range(first, min(last, len(found))):
            found[place] = access
    return found


def open_minutes(hours: Hours, first: date, days: int) -> bytearray:
    """Marks each minute from `first` on at which the clinic is open, one by one."""
    minutes = bytearray(days * 24 * 60)
    for ahead in range(-1, days):
        for span in hours.on(first + ahead * DAY):
            opens = (ahead * 24 + span.opens.hour) * 60 + span.opens.minute
            closes = (ahead * 24 + span.closes.hour) * 60 + span.closes.minute
            closes += 24 * 60 if span.closes <= span.opens else 0
            for minute in range(max(opens, 0), min(closes, len(minutes))):
                minutes[minute] = 1
    return minutes


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


# Reading the weekly rule


def test_spaces_line_breaks_and_a_last_semicolon_do_not_matter() -> None:
    assert parse_hours(" Mo-Fr  08:00-17:00;\n Sa 09:00-13:00; ").text == (
        "Mo-Fr 08:00-17:00; Sa 09:00-13:00"
    )


@pytest.mark.parametrize("text", SOUND_TEXTS)
def test_sound_rules_are_read(text: str) -> None:
    assert parse_hours(text) == Hours(text)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Mon-Fri 8am-5pm", "Mo-Fr 08:00-17:00"),
        ("Monday to Friday: 8:30 a.m. to 5 p.m.", "Mo-Fr 08:30-17:00"),
        ("Mon-Fri 8am-5pm, Sat 9am-1pm", "Mo-Fr 08:00-17:00, Sa 09:00-13:00"),
        ("Tues & Thurs 10AM - 12PM; Sunday: Closed", "Tu,Th 10:00-12:00; Su closed"),
        ("Mo–Fr 08:00–17:00", "Mo-Fr 08:00-17:00"),
        ("Mon 6pm-12am", "Mo 18:00-00:00"),
    ],
)
def test_written_forms_are_refused_with_what_to_write(text: str, suggestion: str) -> None:
    with pytest.raises(ValueError, match="not in the form") as refused:
        parse_hours(text)
    assert str(refused.value).endswith(f'write "{suggestion}"')
    assert parse_hours(suggestion).text == suggestion


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("call us", '"call us" is not in the form that we read; write hours like "Mo-Fr'),
        ("Mo-Fr 08:00-17:00; Sat 9-1", '"Sat 9-1" is not in the form'),
        ("Mo-Fr 08:00-49:00", "not in the form"),
        ("Mo-Fr", '"Mo-Fr" has no times; write them, or 00:00-24:00'),
        ("Mo-Fr open", "has no times"),
        ("Mo-Fr 08:00-17:00, Sa", "has no times"),
        ("Mo-Fr 08:00-17:00; Sa", '"Sa" has no times'),
        ('"ring the bell"', "a comment has no times"),
        ('"no appointment needed"', "a comment has no times"),
        ('Mo-Fr 08:00-12:00, Sa "by appointment"', 'write Mo-Fr 08:00-17:00; Sa "by appointment"'),
        ("Mo-Fr 08:00-17:00; SH off", "write them as dated special_hours"),
        ("Mo-Fr 08:00-17:00; PH,SH off", "nobody knows the school holidays"),
        ("Mo-Fr 08:00-17:00; PH Mo-Fr off", "write PH alone or behind a comma"),
        ("Mo-Fr 08:00-17:00; PH -1 day off", "write PH alone or behind a comma"),
        ("PH off; Mo-Fr 08:00-17:00", 'undo it; write "Mo-Fr 08:00-17:00; PH off"'),
        ("PH off; 08:00-17:00; Sa off", 'write "08:00-17:00; Sa off; PH off"'),
        ("Mo-Fr 08:00+", "write when the clinic closes"),
        ("sunrise-sunset", "write clock times"),
        ("Mo-Fr 08:00-17:00 || unknown", "write only the hours when the door is open"),
        ("Mo 08:00-12:00; Mo 13:00-17:00", 'write one: "Mo 08:00-12:00,13:00-17:00"'),
        ("08:00-12:00; 13:00-17:00", 'every day the last wins; write one: "08:00-12:00'),
        ("Mo-Fr 8:00-5:00", r"write 08:00-17:00 \(or 08:00-05:00 if it does\)"),
        ("Mo-Fr 10:00-6:30", "write 10:00-18:30"),
    ],
)
def test_what_would_mislead_is_refused_with_a_cure(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message) as refused:
        parse_hours(text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "PH off; " * 2_000, "Mo " + "08:00-08:01," * 700 + "09:00-10:00"]
)
def test_endless_hours_are_refused_in_a_line(text: str) -> None:
    with pytest.raises(ValueError, match="are no timetable; write at most 1,000") as refused:
        parse_hours(text)
    assert len(str(refused.value)) < 100


@pytest.mark.parametrize("text", ["Mo-Fr 08:00-05:00", "Mo-Fr 22:00-6:00", "Mo 8:00-17:00"])
def test_nights_that_are_meant_are_read(text: str) -> None:
    assert parse_hours(text).week(MONDAY)[0]


@given(text=st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        hours = parse_hours(text)
    except ValueError as refused:
        assert "; " in str(refused)
    else:
        assert len(hours.week(MONDAY)) == 7


def test_hours_are_true_from_birth() -> None:
    with pytest.raises(ValueError, match="not in the form"):
        Hours("whenever")
