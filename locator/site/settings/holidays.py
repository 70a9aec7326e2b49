"""The public holidays that site.toml names: read, and held against the states that have a clinic."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from locator.model.holiday import FEDERAL_HOLIDAYS, holiday_names
from locator.model.problem import Problem, Severity
from locator.site.settings.values import Refused, parse_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from locator.model.clinic import Clinic

MOST_NAMES = 3


def parse_holidays(value: object) -> tuple[str, ...]:
    """Reads the names of public holidays; from the environment, with semicolons between them."""
    if isinstance(value, str):
        value = [name for name in value.split(";") if name.strip()]
    if not isinstance(value, list):
        raise Refused("not a list", 'write it as ["Labor Day", "Christmas Day"], or [] for none')
    return tuple(dict.fromkeys(_holiday(parse_text(name)) for name in value))


def unkept_holidays(holidays: Sequence[str], clinics: Sequence[Clinic]) -> list[Problem]:
    """Warns of holidays that no state with a clinic keeps, so that they never fall."""
    if not clinics or set(holidays) <= set(FEDERAL_HOLIDAYS):
        return []
    states = sorted({clinic.address.region for clinic in clinics})
    kept = holiday_names(states)
    return [_unkept(name, states, kept) for name in holidays if name not in kept]


def _holiday(text: str) -> str:
    wanted = text.replace("’", "'").casefold()
    for gathered in (lambda: FEDERAL_HOLIDAYS, holiday_names):  # the second takes a while
        for name in gathered():
            if name.casefold() == wanted:
                return name
    raise Refused(f"no state has a public holiday called {text}", _cure(text, holiday_names()))


def _unkept(name: str, states: Sequence[str], kept: Collection[str]) -> Problem:
    message = f'"{name}" is no holiday in {", ".join(states)}, so it never falls'
    return Problem(Severity.WARNING, "site.toml", message, _cure(name, kept), column="holidays", value=name)


def _cure(text: str, names: Collection[str]) -> str:
    folded = {name.casefold(): name for name in sorted(names)}
    within = [name for name in folded if text.casefold() in name]
    near = dict.fromkeys([*within, *difflib.get_close_matches(text.casefold(), folded, MOST_NAMES)])
    if near:
        return f"write {' or '.join([folded[name] for name in near][:MOST_NAMES])}"
    return f"write one of {', '.join(FEDERAL_HOLIDAYS)}, or close the day in special_hours"
