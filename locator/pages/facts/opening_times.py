"""Who opens earliest, who closes latest, and who sees patients at the weekend (rule E7)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from locator.pages import schedule
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import clinics_list, oldest_check
from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import time

    from locator.model.clinic import Clinic
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

SATURDAY, SUNDAY = 5, 6
_WEEK = 7
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class _Moment:
    """The first or last moment of a clinic's week, in minutes after midnight, and its days, 0 for Monday."""

    minute: int
    time: time
    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Week:
    """When a clinic sees people without appointment on the seven days ahead; `all_day` are whole days."""

    opens: _Moment
    closes: _Moment
    all_day: tuple[int, ...]


def extremes(outlook: Outlook) -> Iterator[Fact]:
    """Who opens earliest and who closes latest in the seven days from today, holidays as they are.

    Nothing where fewer than two clinics have hours: there is nobody to compare.
    """
    site = outlook.site
    weeks = [(clinic, week) for clinic in outlook.clinics if (week := _week_of(site, clinic))]
    if len(weeks) <= 1:
        return
    if always := [(clinic, week.all_day) for clinic, week in weeks if week.all_day]:
        yield _extreme(outlook, FactKind.EARLIEST, site.say("Open 24 hours"), always, site.say("24 hours"))
        return
    first = min((week.opens for _, week in weeks), key=_minute)
    last = max((week.closes for _, week in weeks), key=_minute)
    early = [(clinic, week.opens.weekdays) for clinic, week in weeks if week.opens.minute == first.minute]
    late = [(clinic, week.closes.weekdays) for clinic, week in weeks if week.closes.minute == last.minute]
    opens, closes = site.say.clock(first.time), site.say.clock(last.time)
    if last.minute > _DAY_MINUTES:
        closes = site.say("{time} the next day", time=closes)
    yield _extreme(outlook, FactKind.EARLIEST, site.say("Opens earliest this week"), early, opens)
    yield _extreme(outlook, FactKind.LATEST, site.say("Closes latest this week"), late, closes)


_minute = attrgetter("minute")


@once_a_site
def _week_of(site: Site, clinic: Clinic) -> _Week | None:
    days = [site.today + timedelta(days=ahead) for ahead in range(_WEEK)]
    openings = [
        (day.weekday(), interval)
        for day in days
        for interval in (clinic.hours.on(day) if clinic.hours else ())
        if not interval.by_appointment
    ]
    if not openings:
        return None
    opens = [(_minutes(each.opens), each.opens, day) for day, each in openings]
    closes = [
        (_minutes(each.closes) + _DAY_MINUTES * each.is_overnight, each.closes, day) for day, each in openings
    ]
    all_day = {day for day, each in openings if each.is_all_day}
    return _Week(_moment(opens, min(opens)), _moment(closes, max(closes)), tuple(sorted(all_day)))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _moment(found: list[tuple[int, time, int]], extreme: tuple[int, time, int]) -> _Moment:
    minute, at, _ = extreme
    return _Moment(minute, at, tuple(sorted({day for other, _, day in found if other == minute})))


def _extreme(
    outlook: Outlook, kind: FactKind, label: str, found: list[tuple[Clinic, tuple[int, ...]]], when: str
) -> Fact:
    clinics: defaultdict[tuple[int, ...], list[Clinic]] = defaultdict(list)
    for clinic, days in found:
        clinics[days].append(clinic)
    say = outlook.site.say
    return Fact(
        kind,
        label=label,
        lines=tuple(
            say(
                "{time}, {days}: {clinics}",
                time=when,
                days=schedule.weekdays_text(days, say),
                clinics=outlook.listed(who),
            )
            for days, who in clinics.items()
        ),
        source=clinics_list(outlook.site),
        value=(when, *((days, *(clinic.id for clinic in who)) for days, who in clinics.items())),
        checked=oldest_check(clinic for clinic, _ in found),
    )


def weekend(outlook: Outlook) -> Iterator[Fact]:
    """The regular hours of Saturday and of Sunday, clinics with equal ones together."""
    site = outlook.site
    for kind, weekday, label in (
        (FactKind.SATURDAY, SATURDAY, site.say("Saturday hours")),
        (FactKind.SUNDAY, SUNDAY, site.say("Sunday hours")),
    ):
        hours: dict[str, list[Clinic]] = {}
        for clinic in outlook.clinics:
            if text := _regular(site, clinic, weekday):
                hours.setdefault(text, []).append(clinic)
        if hours:
            yield Fact(
                kind,
                label=label,
                lines=tuple(
                    site.say("{hours}: {clinics}", hours=text, clinics=outlook.listed(who))
                    for text, who in hours.items()
                ),
                source=clinics_list(site),
                value=tuple((text, *(clinic.id for clinic in who)) for text, who in hours.items()),
                checked=oldest_check(clinic for who in hours.values() for clinic in who),
            )


@once_a_site
def _regular(site: Site, clinic: Clinic, weekday: int) -> str:
    """A clinic's hours on a day of the week; empty if it has none."""
    intervals = clinic.hours.week(site.today)[weekday] if clinic.hours else ()
    return schedule.intervals_text(intervals, site.say) if intervals else ""
