"""Numbers and lists as a patient reads them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.model.units import KM_PER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LEAST = 0.1  # nearer than this, a distance between two points says nothing
EXACT_BELOW = 10  # one decimal below ten, whole numbers above (rule E7)

KEPT_DAYS = 1_024  # in words: strftime takes longer than all else that a page says of a day


def distance_text(km: float, units: str) -> str:
    """A distance in the reader's unit: "0.4 miles", "8.4 miles", "14 miles", "1 mile"."""
    value = km / KM_PER[units]
    if value < LEAST:
        return f"less than {LEAST} {'km' if units == 'km' else 'miles'}"
    rounded = round(value, 1)
    shown = f"{rounded:.1f}".removesuffix(".0") if rounded < EXACT_BELOW else f"{value:,.0f}"
    if units == "km":
        return f"{shown} km"
    return f"{shown} {'mile' if shown == '1' else 'miles'}"


@lru_cache(KEPT_DAYS)
def date_text(day: date) -> str:
    """A day in American English: "November 22, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


@lru_cache(KEPT_DAYS)
def day_text(day: date) -> str:
    """A day whose year nobody asks: "Friday, December 25"."""
    return f"{day:%A, %B} {day.day}"


def listing(items: Sequence[str], last: str = "and") -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def spanish_joint(last: str, item: str) -> str:
    """The Spanish word for "and" or "or" before an item: "y" is "e" before its own sound, "o" is "u"."""
    sound = item.lower()
    if last == "and":
        return "e" if re.match(r"h?[ií](?![aeou])", sound) else "y"
    return "u" if re.match(r"h?[oó]", sound) else "o"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 clinic", "7 clinics"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def population_text(count: int | None) -> str:
    """How many people live somewhere: "1 person", "1,234 people"; None or 0 if nobody knows."""
    return counted(count, "person", "people") if count else "population not known"


def printable(text: str, instead: str = " ") -> str:
    """The text without control characters, which steer terminals and which XML has no place for."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else instead for letter in text)


def upper_first(text: str) -> str:
    """The text as it stands at the head of a line."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
