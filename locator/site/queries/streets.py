"""Street addresses: where in one the town's name may begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.site.queries.vocabulary import STREET_TYPES, STREET_TYPES_AFTER_NUMBER, UNITS
from locator.site.queries.words import COMMA

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOUSE_NUMBER = re.compile(r"\d+[a-z]?", re.ASCII)
_DIRECTIONS = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"})
_SHORTEST = 2  # words: "12 Broadway" alone names no town
_DROPPED = UNITS | _DIRECTIONS | {COMMA}


def town_parts(words: Sequence[str]) -> list[list[str]]:
    """The ends of an address that may be its town, the longest first; none if it is no address.

    "123 Main St Apt 4, Lake Mary" gives "lake mary", "mary". The words are folded, commas are words.
    """
    start = _end_of_street(words)
    if not start:
        return []
    tail = _without_unit(list(words[start:]))
    if COMMA in tail:
        tail = tail[len(tail) - tail[::-1].index(COMMA) :]
    return [tail[i:] for i in range(len(tail))]


def has_street(words: Sequence[str]) -> bool:
    """Whether the words begin with a house number and a street of a known type, or with a PO box."""
    return _is_box(words) or (
        _is_numbered(words) and any(word in STREET_TYPES_AFTER_NUMBER for word in words[2:])
    )


def _is_numbered(words: Sequence[str]) -> bool:
    return len(words) > _SHORTEST and _HOUSE_NUMBER.fullmatch(words[0]) is not None


def _is_box(words: Sequence[str]) -> bool:
    return tuple(words[:2]) == ("po", "box")


def _end_of_street(words: Sequence[str]) -> int:
    """How many words are street for certain; 0 if there is no street."""
    has_number = _is_numbered(words) or _is_box(words)
    types, first = (STREET_TYPES_AFTER_NUMBER, 2) if has_number else (STREET_TYPES, 1)
    ends = [i + 1 for i, word in enumerate(words) if i >= first and word in types]
    if ends:
        return ends[0]
    # "12 Broadway, Sanford"
    return first if has_number and COMMA in words[2:] else 0


def _without_unit(words: list[str]) -> list[str]:
    """Drops "Apt 4" and "NE" after the street's name."""
    while words and (words[0] in _DROPPED or words[0].isdigit()):
        if _begins_name(words):
            break
        words = words[2 if words[0] in UNITS else 1 :]
    return words


def _begins_name(words: list[str]) -> bool:
    """Whether the direction belongs to a town: "N Fort Myers"."""
    return words[0] in _DIRECTIONS and bool(words[1:]) and words[1] not in _DROPPED
