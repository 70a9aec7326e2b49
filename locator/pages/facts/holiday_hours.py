"""Closures and other hours on the days ahead, by date (rule E7)."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from locator.pages import schedule
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import clinics_list, oldest_check
from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.model.interval import Interval
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

_Days = defaultdict[tuple["date", str], defaultdict["tuple[Interval, ...] | None", list["Clinic"]]]


def holiday_hours(outlook: Outlook) -> Iterator[Fact]:
    """The special days of the shown clinics and the holidays on which nobody spoke of hours."""
    days = _days(outlook)
    if not days:
        return
    site = outlook.site
    clinics = {clinic.id: clinic for by_hours in days.values() for who in by_hours.values() for clinic in who}
    yield Fact(
        FactKind.HOLIDAYS,
        label=site.say("Holiday hours"),
        lines=tuple(_line(outlook, *key, days[key]) for key in sorted(days)),
        source=clinics_list(site),
        value=tuple(
            (*key, *((hours, *(clinic.id for clinic in who)) for hours, who in days[key].items()))
            for key in sorted(days)
        ),
        checked=oldest_check(clinics.values()),
    )


def _days(outlook: Outlook) -> _Days:
    """By day and its name: the clinics with equal hours; None is for those that only may differ."""
    days: _Days = defaultdict(lambda: defaultdict(list))
    for clinic in outlook.clinics:
        for day, name, intervals in _days_of(outlook.site, clinic):
            days[day, name][intervals].append(clinic)
    return days


@once_a_site
def _days_of(site: Site, clinic: Clinic) -> tuple[tuple[date, str, tuple[Interval, ...] | None], ...]:
    if clinic.hours is None:
        return ()
    first, last = site.today, site.today + timedelta(days=schedule.SPECIAL_DAYS_SHOWN)
    special = ((each.day, each.note, each.intervals) for each in clinic.hours.special_days(first, last))
    return (*special, *((day, name, None) for day, name in clinic.hours.cautions(first, last).items()))


def _line(
    outlook: Outlook, day: date, note: str, hours: dict[tuple[Interval, ...] | None, list[Clinic]]
) -> str:
    say = outlook.site.say
    when = schedule.day_text(day, say)
    if note:
        when = say("{day} ({holiday})", day=when, holiday=say(note))
    parts = [_part(outlook, intervals, who) for intervals, who in hours.items()]
    return say("{day}: {hours}", day=when, hours="; ".join(parts))


def _part(outlook: Outlook, intervals: tuple[Interval, ...] | None, who: list[Clinic]) -> str:
    say, clinics = outlook.site.say, outlook.listed(who)
    if intervals is None:
        return say("hours may differ at {clinics}, call before you go", clinics=clinics)
    if not intervals:
        return say("closed at {clinics}", clinics=clinics)
    return say("{hours} at {clinics}", hours=schedule.intervals_text(intervals, say), clinics=clinics)
