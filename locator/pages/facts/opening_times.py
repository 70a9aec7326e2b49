"""Who opens earliest, who closes latest, and who sees patients at the weekend (rule E7)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from locator.pages import schedule
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import clinics_list, oldest_check
from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.clinic import Clinic
    from locator.model.interval import Interval
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

SATURDAY, SUNDAY = 5, 6
_WEEK = 7
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class _Opening:
    """A stretch without appointments on one of the seven days ahead; `weekday` is 0 for Monday."""

    clinic: Clinic
    weekday: int
    interval: Interval

    @property
    def opens(self) -> int:
        at = self.interval.opens
        return at.hour * 60 + at.minute

    @property
    def closes(self) -> int:
        at = self.interval.closes
        return at.hour * 60 + at.minute + _DAY_MINUTES * self.interval.is_overnight


def extremes(outlook: Outlook) -> Iterator[Fact]:
    """Who opens earliest and who closes latest in the seven days from today, holidays as they are.

    Nothing where fewer than two clinics have hours: there is nobody to compare.
    """
    openings = _openings(outlook)
    if len({opening.clinic.id for opening in openings}) <= 1:
        return
    site = outlook.site
    if always := [opening for opening in openings if opening.interval.is_all_day]:
        yield _extreme(outlook, FactKind.EARLIEST, site.say("Open 24 hours"), always, site.say("24 hours"))
        return
    first, last = min(each.opens for each in openings), max(each.closes for each in openings)
    early = [opening for opening in openings if opening.opens == first]
    late = [opening for opening in openings if opening.closes == last]
    opens = site.say.clock(early[0].interval.opens)
    closes = site.say.clock(late[0].interval.closes)
    if last > _DAY_MINUTES:
        closes = site.say("{time} the next day", time=closes)
    yield _extreme(outlook, FactKind.EARLIEST, site.say("Opens earliest this week"), early, opens)
    yield _extreme(outlook, FactKind.LATEST, site.say("Closes latest this week"), late, closes)


def _openings(outlook: Outlook) -> list[_Opening]:
    return [opening for clinic in outlook.clinics for opening in _openings_of(outlook.site, clinic)]


@once_a_site
def _openings_of(site: Site, clinic: Clinic) -> tuple[_Opening, ...]:
    days = [site.today + timedelta(days=ahead) for ahead in range(_WEEK)]
    return tuple(
        _Opening(clinic, day.weekday(), interval)
        for day in days
        for interval in (clinic.hours.on(day) if clinic.hours else ())
        if not interval.by_appointment
    )


def _extreme(outlook: Outlook, kind: FactKind, label: str, openings: list[_Opening], time: str) -> Fact:
    weekdays: defaultdict[str, set[int]] = defaultdict(set)
    for opening in openings:
        weekdays[opening.clinic.id].add(opening.weekday)
    clinics: defaultdict[tuple[int, ...], list[Clinic]] = defaultdict(list)
    for clinic in outlook.clinics:
        if clinic.id in weekdays:
            clinics[tuple(sorted(weekdays[clinic.id]))].append(clinic)
    say = outlook.site.say
    return Fact(
        kind,
        label=label,
        lines=tuple(
            say(
                "{time}, {days}: {clinics}",
                time=time,
                days=schedule.weekdays_text(days, say),
                clinics=outlook.listed(who),
            )
            for days, who in clinics.items()
        ),
        source=clinics_list(outlook.site),
        value=(time, *((days, *(clinic.id for clinic in who)) for days, who in clinics.items())),
        checked=oldest_check(clinic for who in clinics.values() for clinic in who),
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
