"""The table [verdict] of site.toml: what a landing page must show before search engines are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from locator.model.verdict_settings import VerdictSettings
from locator.site.settings.settings_table import read_table
from locator.site.settings.values import (
    Refused,
    RefusedTable,
    one_of,
    parse_flag,
    parse_number,
    parse_radius,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ABSENT = "absent"
NOINDEX = "noindex"
MOST_FACTS = 40
MOST_DAYS = 3650
LEAST_LIKENESS = 0.3  # pages of one site share more than this in every honest sentence about hours


def parse_verdict(value: object) -> VerdictSettings:
    """Reads the table; raises RefusedTable with all that is wrong in it."""
    values, refused = read_table(value, "verdict", KEYS, example="facts = 6")
    usual = VerdictSettings()
    warning = values.get("likeness_warning", usual.likeness_warning)
    if not refused and warning > values.get("likeness", usual.likeness):
        message = "it is above likeness, which costs the place already"
        refused = [("likeness_warning", warning, Refused(message, "choose a smaller one"))]
    if refused:
        raise RefusedTable(refused)
    return VerdictSettings(**{FIELDS.get(key, key): each for key, each in values.items()})


def _parse_count(value: object) -> int:
    return _whole(value, 0, MOST_FACTS)


def _parse_days(value: object) -> int:
    return _whole(value, 1, MOST_DAYS)


def _parse_likeness(value: object) -> float:
    return parse_number(value, LEAST_LIKENESS, 1)


def _whole(value: object, least: int, most: int) -> int:
    number = parse_number(value, least, most)
    if not number.is_integer():
        raise Refused("not a whole number", f"write one from {least} to {most}")
    return int(number)


def _parse_merge_within(value: object) -> float:
    return 0.0 if str(value).strip() == "0" else parse_radius(str(value))


# Key in the table -> its parser.
KEYS: dict[str, Callable[[object], Any]] = {
    "require_approval": parse_flag,
    "facts": _parse_count,
    "facts_instead": _parse_count,
    "likeness": _parse_likeness,
    "likeness_warning": _parse_likeness,
    "fresh_facts_days": _parse_days,
    "fresh_hours_days": _parse_days,
    "merge_within": _parse_merge_within,
    "without_clinic": lambda value: one_of(NOINDEX, ABSENT)(value) == ABSENT,
}
FIELDS = {"merge_within": "merge_within_km", "without_clinic": "drops_towns_without_clinic"}
