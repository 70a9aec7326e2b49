"""The months ahead as tables: what a clinic, or many, do on holidays and special days."""

from __future__ import annotations

from calendar import SUNDAY, Calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from locator.pages.schedule import intervals_text
from locator.site.words import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from locator.model.holiday import HolidayCalendar
    from locator.model.hours import Hours

MONTHS = 12
_CALENDAR = Calendar(SUNDAY)
_DAY = timedelta(days=1)


class Mark(StrEnum):
    """What the calendar writes into a day, in a word that fits there."""

    CLOSED = "Closed"
    HOURS = "Hours"
    USUAL = "Usual"
    UNSAID = "Ask"
    MIXED = "Mixed"


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said of one day: a word for the table, a sentence for the list beneath."""

    mark: Mark
    text: str
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of the table; without a note it is a day like any other."""

    day: date
    is_past: bool
    note: Note | None

    @property
    def name(self) -> str:
        """The day as people say it: "Thursday, November 26, 2026"."""
        return f"{self.day:%A, %B} {self.day.day}, {self.day.year}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks, Sunday first; None stands for a day of its neighbours."""

    name: str
    weeks: tuple[tuple[CalendarDay | None, ...], ...]

    @property
    def noted(self) -> tuple[CalendarDay, ...]:
        """The days of which there is something to say."""
        return tuple(day for week in self.weeks for day in week if day and day.note)


def build_months(today: date, notes: Mapping[date, Note]) -> tuple[Month, ...]:
    """The twelve months from today's."""
    return tuple(_month(today, year, month, notes) for year, month in _months(today))


def span_of(today: date) -> tuple[date, date]:
    """The first and the last day of the calendar."""
    *_, (year, month) = _months(today)
    after = date(year + month // MONTHS, month % MONTHS + 1, 1)
    return today.replace(day=1), after - _DAY


def clinic_notes(hours: Hours, first: date, last: date) -> dict[date, Note]:
    """What one clinic does on its special days and the public holidays between two days."""
    return dict(_clinic_notes(hours, first, last, _holidays(hours.calendar, first, last)))


def shared_notes(every: Iterable[Hours], first: date, last: date) -> dict[date, Note]:
    """What many clinics do, counted; 10,000 take about half a second."""
    holidays: dict[HolidayCalendar, dict[date, str]] = {}
    counts: dict[date, Counter[Mark]] = {}
    names: dict[date, str] = {}
    for hours in every:
        if hours.calendar not in holidays:
            holidays[hours.calendar] = _holidays(hours.calendar, first, last)
        days = holidays[hours.calendar]
        for day, mark in _marks(hours, first, last, days):
            counts.setdefault(day, Counter())[mark] += 1
            names[day] = names.get(day) or days.get(day, "")
    return {day: _shared(counts[day], names[day]) for day in counts}


def _months(today: date) -> Iterator[tuple[int, int]]:
    for ahead in range(MONTHS):
        number = today.month - 1 + ahead
        yield today.year + number // MONTHS, number % MONTHS + 1


def _month(today: date, year: int, month: int, notes: Mapping[date, Note]) -> Month:
    weeks = tuple(
        tuple(CalendarDay(day, day < today, notes.get(day)) if day.month == month else None for day in week)
        for week in _CALENDAR.monthdatescalendar(year, month)
    )
    return Month(f"{date(year, month, 1):%B %Y}", weeks)


def _holidays(calendar: HolidayCalendar, first: date, last: date) -> dict[date, str]:
    days = (first + ahead * _DAY for ahead in range((last - first).days + 1))
    return {day: name for day in days if (name := calendar.on(day))}


def _marks(
    hours: Hours, first: date, last: date, holidays: Mapping[date, str]
) -> Iterator[tuple[date, Mark]]:
    special = {each.day: each for each in hours.special if first <= each.day <= last}
    for day, each in special.items():
        yield day, Mark.HOURS if each.intervals else Mark.CLOSED
    for day in holidays.keys() - special.keys():
        intervals = hours.on(day)
        if not intervals:
            yield day, Mark.CLOSED
        elif not hours.mentions_holidays:
            yield day, Mark.UNSAID
        else:
            yield day, Mark.USUAL if intervals == hours.usual(day) else Mark.HOURS


def _clinic_notes(
    hours: Hours, first: date, last: date, holidays: Mapping[date, str]
) -> Iterator[tuple[date, Note]]:
    special = {each.day: each for each in hours.special}
    for day, mark in _marks(hours, first, last, holidays):
        holiday = holidays.get(day, "")
        said = intervals_text(hours.on(day))
        if day in special:
            own = special[day].note
            note = f" ({own})" if own else ""
            yield day, Note(mark, f"{said}{note}, by special hours", holiday if holiday != own else "")
        elif mark is Mark.UNSAID:
            text = f"{said} as on any {day:%A}, for nobody has said otherwise; visitors are told to call"
            yield day, Note(mark, text, holiday)
        elif hours.mentions_holidays:
            yield day, Note(mark, f"{said}, by the row for public holidays", holiday)
        else:
            yield day, Note(mark, f"{said}, as on every {day:%A}", holiday)


_COUNTED = {
    Mark.CLOSED: "{} closed",
    Mark.HOURS: "{} with hours of their own",
    Mark.USUAL: "{} open as usual",
    Mark.UNSAID: "{} where nobody has said",
}


def _shared(counts: Counter[Mark], holiday: str) -> Note:
    only = next(iter(counts)) if len(counts) == 1 else Mark.MIXED
    mark = Mark.UNSAID if Mark.UNSAID in counts else only
    text = listing([words.format(counts[each]) for each, words in _COUNTED.items() if counts[each]])
    return Note(mark, text, holiday)
