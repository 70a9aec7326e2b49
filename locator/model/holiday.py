"""The public holidays that an operator keeps, as dates: the `holidays` package knows when they fall."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FEDERAL_HOLIDAYS = (
    "New Year's Day",
    "Martin Luther King Jr. Day",
    "Washington's Birthday",
    "Memorial Day",
    "Juneteenth National Independence Day",
    "Independence Day",
    "Labor Day",
    "Columbus Day",
    "Veterans Day",
    "Thanksgiving Day",
    "Christmas Day",
)
_OBSERVED = " (observed)"
# Inauguration Day comes every fourth year, so these hold every name.
_YEARS_OF_NAMES = range(2024, 2029)


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """The holidays named so, as they fall in a state (`region`, such as FL); no names, no holidays.

    A federal name is the federal day in every state, any other the state's own. The day itself and
    the day on which it is observed both count: a wrong "closed" costs a call, a wrong "open" a trip.
    """

    names: tuple[str, ...] = ()
    region: str = ""

    def on(self, day: date) -> str:
        """Gives the holiday of `day`, as "Independence Day, observed"; empty if it is none."""
        return _holidays(self.names, self.region, day.year).get(day, "") if self.names else ""

    def between(self, first: date, last: date) -> list[tuple[date, str]]:
        """Gives the holidays from `first` to `last`, both included, by date."""
        return [
            (day, name)
            for year in (range(first.year, last.year + 1) if self.names else ())
            for day, name in sorted(_holidays(self.names, self.region, year).items())
            if first <= day <= last and day.year == year
        ]


def holiday_names(regions: Iterable[str] | None = None) -> frozenset[str]:
    """Gives the names of the federal holidays and those of the states, of all states by default."""
    return frozenset(FEDERAL_HOLIDAYS).union(*map(_names, _regions() if regions is None else regions))


@lru_cache(maxsize=1024)
def _holidays(names: tuple[str, ...], region: str, year: int) -> Mapping[date, str]:
    days: dict[date, str] = {}
    for name in names:
        for day, is_observed in _named(region if name not in FEDERAL_HOLIDAYS else "", year).get(name, ()):
            days.setdefault(day, f"{name}, observed" if is_observed else name)
    return MappingProxyType(days)


@lru_cache(maxsize=1024)
def _named(region: str, year: int) -> Mapping[str, list[tuple[date, bool]]]:
    """When each holiday of a state falls, and whether that is the observed day; "" is the nation."""
    # The package takes 0.1 s to load, so only those who ask for a day pay for it.
    from holidays import country_holidays

    subdivision = region if region in _regions() else None
    found: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    calendar = country_holidays("US", subdiv=subdivision, years=year)
    for day in calendar:
        for name in calendar.get_list(day):
            found[name.removesuffix(_OBSERVED)].append((day, name.endswith(_OBSERVED)))
    return found


@cache
def _names(region: str) -> frozenset[str]:
    return frozenset(name for year in _YEARS_OF_NAMES for name in _named(region, year))


@cache
def _regions() -> frozenset[str]:
    from holidays import country_holidays

    return frozenset(country_holidays("US").subdivisions)
