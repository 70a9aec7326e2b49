"""Values as plain JSON that is the same on every machine, without what speaks of the data itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from typing import Any

from locator.model.point import Point
from locator.pages.substance.prose import prose

# Who looked at a row or a text, and when: a look that finds nothing new is no change (rule A9). Where
# something stands in a file. What follows from the rest. Words that only the finder reads.
ASIDE = frozenset(
    {"verified_on", "approved_by", "approved_on", "last_reviewed", "next_review", "checked_by", "checked_on"}
    | {"updated", "row", "timezone", "population", "headings", "aliases", "translation"}
)
HTML = "_html"  # names of fields that hold rendered Markdown end so
DECIMALS = 3  # of a number: metres, for a distance in km


def plain(value: object) -> Any:
    """A value as JSON knows it: records by their fields, blanks left out, texts without their markup.

    Since blanks are left out, a column that a later version adds changes nothing where nobody fills it in.
    """
    if isinstance(value, str):  # what most values are
        return " ".join(unicodedata.normalize("NFC", value).split())
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    kind: Any = type(value)
    if (names := _names(kind)) is not None:
        return _record(value, names)
    if isinstance(value, Mapping):
        return _filled((str(key), plain(each)) for key, each in value.items())
    return _scalar(value)


def _scalar(value: object) -> str | int | None:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.{DECIMALS}f}"
    if isinstance(value, Point):
        return str(value)
    assert value is None or isinstance(value, int), f"no plain form of {type(value)}"
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...] | None:
    """The fields of a record that count; None of what is no record."""
    if not is_dataclass(kind) or issubclass(kind, Point):
        return None
    return tuple(field.name for field in fields(kind) if field.name not in ASIDE)


def _record(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    held = ((name, getattr(value, name)) for name in names)
    return _filled((name, prose(each) if name.endswith(HTML) else plain(each)) for name, each in held)


def _filled(pairs: Any) -> dict[str, Any]:
    return {name: each for name, each in pairs if each not in (None, "", [], {})}
