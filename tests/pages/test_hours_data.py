from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import Hours, parse_hours
from locator.model.special_hours import parse_special_hours
from locator.pages.hours_data import machine_week
from locator.pages.schedule import DAYS

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)
OFFICE = "Mo-Fr 08:00-18:00; Sa 09:00-13:00"
A_DAY = 24 * 60
FLORIDA = HolidayCalendar(FEDERAL_HOLIDAYS, "FL")

DAY_HOURS = ("off", "08:00-17:00", "09:00-12:00,13:00-18:00", "20:00-02:00", "00:00-24:00")
WEEKS = st.lists(st.sampled_from(DAY_HOURS), min_size=7, max_size=7)


def weekly(days: list[str]) -> Hours:
    return Hours("; ".join(f"{name[:2]} {hours}" for name, hours in zip(DAYS, days, strict=True)))


def special(text: str, *, regular: str = OFFICE) -> Hours:
    return Hours(regular, parse_special_hours(text))


def test_the_machine_week_is_compact_and_sorted() -> None:
    hours = special("2026-11-26 off", regular="Mo-Fr 08:00-12:00; Fr 20:00-02:00; Sa 00:00-24:00")
    assert machine_week(hours, MONDAY, "America/New_York") == (
        '{"cautions":{},"dates":{"2026-11-26":[]},'
        '"week":[[[480,720]],[[480,720]],[[480,720]],[[480,720]],[[1200,1440]],[[0,1440]],[]],'
        '"zone":"America/New_York"}'
    )


def test_the_machine_week_keeps_yesterday_and_drops_older_special_days() -> None:
    text = "2026-11-14 20:00-22:00; 2026-11-15 20:00-02:00; 2028-02-29 off"
    data = json.loads(machine_week(special(text), MONDAY, "UTC"))
    assert data["dates"] == {"2026-11-15": [[1200, 1560]], "2028-02-29": []}


def test_the_machine_week_knows_the_coming_season() -> None:
    hours = parse_hours("Mo 08:00-17:00; Dec Mo 10:00-14:00")
    data = json.loads(machine_week(hours, MONDAY, "UTC"))
    assert sorted(data["dates"]) == ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]


def test_the_machine_week_has_the_holidays_of_the_rule_and_cautions_of_others() -> None:
    silent = Hours("Mo-Fr 08:00-17:00", parse_special_hours("2026-12-25 off"), FLORIDA)
    data = json.loads(machine_week(silent, MONDAY, "UTC"))
    assert (data["dates"], data["cautions"]) == (
        {"2026-12-25": []},
        {
            "2026-11-26": "Thanksgiving Day",
            "2027-01-01": "New Year's Day",
            "2027-01-18": "Martin Luther King Jr. Day",
        },
    )
    spoken = Hours("Mo-Fr 08:00-17:00; PH 10:00-12:00", calendar=FLORIDA)
    data = json.loads(machine_week(spoken, MONDAY, "UTC"))
    assert sorted(data["dates"]) == ["2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18"]
    assert data["dates"]["2026-11-26"] == [[600, 720]]
    assert data["cautions"] == {}


def test_the_machine_week_marks_what_is_by_appointment() -> None:
    hours = parse_hours('Mo 09:00-12:00, Mo 12:00-17:00 "by appointment"; Sa "by appointment"')
    week = json.loads(machine_week(hours, MONDAY, "UTC"))["week"]
    assert (week[0], week[5]) == ([[540, 720], [720, 1020, 1]], [[0, 1440, 1]])


def test_the_machine_week_does_not_change_from_day_to_day() -> None:
    hours = special("2026-12-25 off")
    weeks = {machine_week(hours, MONDAY + timedelta(days=n), "UTC") for n in range(14)}
    assert len(weeks) == 1


def is_open_by(data: dict[str, dict[str, list[list[int]]]], now: datetime) -> bool:
    for ahead in (-1, 0):
        day = now.date() + timedelta(days=ahead)
        minute = now.hour * 60 + now.minute - ahead * A_DAY
        spans = data["dates"].get(str(day), data["week"][day.weekday()])  # type: ignore[index]
        if any(opens <= minute < closes for opens, closes in spans):
            return True
    return False


@given(
    days=WEEKS,
    specials=st.dictionaries(st.integers(0, 30), st.sampled_from(DAY_HOURS), max_size=4),
    minute=st.integers(0, 30 * A_DAY),
    holidays=st.sampled_from(["", "; PH off", "; PH 10:00-14:00"]),
)
def test_the_machine_week_agrees_with_status(
    days: list[str], specials: dict[int, str], minute: int, holidays: str
) -> None:
    text = "; ".join(f"{MONDAY + timedelta(days=n)} {hours}" for n, hours in specials.items())
    hours = Hours(f"{weekly(days).text}{holidays}", parse_special_hours(text), FLORIDA)
    now = datetime.combine(MONDAY, time(0, 0), tzinfo=NEW_YORK) + timedelta(minutes=minute)
    data = json.loads(machine_week(hours, MONDAY, "America/New_York"))
    assert is_open_by(data, now) == hours.status(now).is_open
