"""A weekly rule as a form, a row a day: OSM's text flows in and out, what no row can say stays text.

Rules are read in their order, for a later one wins. From the first that no row can say, everything is `rest`
and stays to the letter behind what the rows say; so nothing that somebody wrote is ever lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from locator.model.hours import Hours, parse_hours
from locator.model.hours_syntax import WEEKDAYS
from locator.model.weekly_rule import day_of

if TYPE_CHECKING:
    from locator.model.interval import Interval

HOLIDAY = len(WEEKDAYS)  # the number of the row for public holidays
MOST_SPANS = 2

_NAMES = (*WEEKDAYS, "PH")
_RUN = 3  # this many days in a row are "Mo-We"
_SOME_MONDAY = date(2026, 11, 23)

_SPAN = r"\d{1,2}:\d\d ?- ?\d{1,2}:\d\d"
_DAY = rf"(?:{'|'.join(_NAMES)})"
_DAYS = rf"{_DAY}(?: ?- ?{_DAY})?(?: ?, ?{_DAY}(?: ?- ?{_DAY})?)*"
_RULE = re.compile(rf"(?:({_DAYS})(?: |$))?({_SPAN}(?: ?, ?{_SPAN})?|off|closed|24/7)", re.ASCII)
_PARTS = re.compile(r'(?:"[^"]*"?|[^";])+')

Span = tuple[str, str]  # "08:00", "17:00"; the day's end is "24:00"


@dataclass(frozen=True, slots=True)
class DayRow:
    """What one row says: hours, closed all day, or nothing."""

    spans: tuple[Span, ...] = ()
    is_closed: bool = False

    @property
    def is_blank(self) -> bool:
        """Tells whether the row says nothing."""
        return not (self.spans or self.is_closed)


BLANK, CLOSED = DayRow(), DayRow(is_closed=True)


@dataclass(frozen=True, slots=True)
class HoursForm:
    """Eight rows, Monday to Sunday and public holidays, then the text that no row can say."""

    rows: tuple[DayRow, ...] = field(default=(BLANK,) * len(_NAMES))
    rest: str = ""


def read_hours(text: str) -> HoursForm:
    """Turns a weekly rule that Hours can read into a form; of any other text, all is `rest`."""
    try:
        line = parse_hours(text).text if text.strip() else ""
    except ValueError:
        return HoursForm(rest=text)
    rules = [part.strip() for part in _PARTS.findall(line)]
    rows = list(HoursForm().rows)
    said = 0
    for rule in rules:
        if not _read_rule(rule, rows):
            break
        said += 1
    form = HoursForm(tuple(rows), "; ".join(rules[said:]))
    if not form.rest and any(not row.is_blank for row in rows[:HOLIDAY]):  # what nobody spoke of is closed
        week = (CLOSED if row.is_blank else row for row in rows[:HOLIDAY])
        form = HoursForm((*week, rows[HOLIDAY]))
    return form if said and _means(form, line) else HoursForm(rest=line)


def write_hours(form: HoursForm) -> str:
    """Writes a form as a weekly rule, equal days together; "" if it says nothing."""
    if not form.rest and all(row.is_closed for row in form.rows[:HOLIDAY]):
        rules = ["Mo-Su off"]
    else:
        rules = _weekly(form.rows[:HOLIDAY], spell_closed=bool(form.rest))
    holiday = form.rows[HOLIDAY]
    if not holiday.is_blank:
        rules.append(f"PH {_hours(holiday)}")
    return "; ".join([*rules, *([form.rest] if form.rest else [])])


def _weekly(rows: tuple[DayRow, ...], *, spell_closed: bool) -> list[str]:
    """One rule for all days that have the same hours, in the order of their first days."""
    days: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if row.spans or (row.is_closed and spell_closed):
            days.setdefault(_hours(row), []).append(number)
    return [f"{_day_names(numbers)} {hours}" for hours, numbers in days.items()]


def _hours(row: DayRow) -> str:
    return "off" if row.is_closed else ",".join(f"{opens}-{closes}" for opens, closes in row.spans)


def _day_names(numbers: list[int]) -> str:
    parts: list[str] = []
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [_NAMES[number] for _, number in group]
        parts += [f"{run[0]}-{run[-1]}"] if len(run) >= _RUN else run
    return ",".join(parts)


def _read_rule(rule: str, rows: list[DayRow]) -> bool:
    """Puts what one rule says into the rows; False if no row can say it."""
    match = _RULE.fullmatch(rule)
    if match is None:
        return False
    numbers = _numbers(match[1]) if match[1] else [*range(HOLIDAY)]
    row = _row(match[2])
    if not numbers or row is None:
        return False
    for number in numbers:
        rows[number] = row
    return True


def _numbers(days: str) -> list[int]:
    """The rows that "Mo-We,PH" means; none if a range runs backwards or to the holidays."""
    numbers: list[int] = []
    for part in days.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        begin, end = _NAMES.index(first), _NAMES.index(last or first)
        if begin > end or (last and HOLIDAY in (begin, end)):
            return []
        numbers += range(begin, end + 1)
    return numbers


def _row(hours: str) -> DayRow | None:
    if hours in ("off", "closed"):
        return CLOSED
    if hours == "24/7":
        return DayRow((("00:00", "24:00"),))
    clocks = [clock.zfill(5) for clock in re.findall(r"\d{1,2}:\d\d", hours)]
    if any(clock > "24:00" for clock in clocks) or "24:00" in clocks[::2]:
        return None
    ends = ("24:00" if clock == "00:00" else clock for clock in clocks[1::2])
    return DayRow(tuple(zip(clocks[::2], ends, strict=True)))


def _means(form: HoursForm, line: str) -> bool:
    """Tells whether the form, written down again, is the same week and the same holidays."""
    try:
        mine, theirs = Hours(write_hours(form)), Hours(line)
    except ValueError:
        return False
    days = [_SOME_MONDAY + timedelta(days=ahead) for ahead in range(HOLIDAY)]
    return (
        mine.week(_SOME_MONDAY) == theirs.week(_SOME_MONDAY)
        and mine.mentions_holidays == theirs.mentions_holidays
        and all(_on_holiday(mine, day) == _on_holiday(theirs, day) for day in days)
    )


def _on_holiday(hours: Hours, day: date) -> tuple[Interval, ...]:
    return day_of(hours.text, day, is_holiday=True)
