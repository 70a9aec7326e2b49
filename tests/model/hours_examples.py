"""Hours to test with: written ones, drawn ones, and the plainest way to tell what they mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from locator.model.holiday import FEDERAL_HOLIDAYS, HolidayCalendar
from locator.model.hours import LOOK_AHEAD_DAYS, Access, Hours
from locator.model.interval import Interval
from locator.model.special_hours import SpecialDay

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
