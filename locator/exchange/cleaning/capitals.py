"""Names and addresses in capitals -> as signs have them (rule F3: told, never silently)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.exchange.mapping.column_map import put
from locator.site.tables.row import quoted

if TYPE_CHECKING:
    from locator.site.tables.row import Row

_COLUMNS = ("name", "street", "locality")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:ST|ND|RD|TH)\b")
_SMALL = frozenset(["a", "an", "and", "at", "by", "de", "del", "for", "in", "of", "on", "the", "to", "y"])
_CAPITALS = frozenset(
    {
        "LLC",
        "LLP",
        "LP",
        "PLLC",
        "PC",
        "PA",
        "PLC",
        "MD",
        "DO",
        "DC",
        "DPM",
        "PT",
        "VA",
        "US",
        "USA",
        "PO",
        "ER",
    }
    | {
        "II",
        "III",
        "IV",
        "VI",
        "VII",
        "VIII",
        "NE",
        "NW",
        "SE",
        "SW",
        "UCLA",
        "USC",
        "NYU",
        "ENT",
        "MRI",
        "UPMC",
    }
)
_ABBREVIATED = frozenset({"ST", "DR", "MT", "FT", "RD", "LN", "CT", "LTD"})
_SHORT = 4  # letters; a shouted word that is shorter and has no vowel is an abbreviation
_MIXED = re.compile(r"^(Mc|[DO]['’])([a-z])")


def quieten(row: Row) -> None:
    """Writes names, streets and towns that stand in capitals as people read them, and says so."""
    for column in _COLUMNS:
        cell = row[column]
        if _is_shouted(cell) and (quiet := title_case(cell)) != cell:
            row.notice(column, f"{quoted(cell)} was read as {quoted(quiet)}", "compare it with the sign")
            put(row, column, quiet)


def title_case(text: str) -> str:
    """ "ST. MARY'S REHAB OF OCALA, LLC" -> "St. Mary's Rehab of Ocala, LLC"."""
    return _WORD.sub(lambda word: _quiet(word[0], is_first=word.start() == 0), text)


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _SHORT and not any(letter.islower() for letter in letters)


def _quiet(word: str, *, is_first: bool) -> str:
    if word in _CAPITALS or _is_initials(word):
        return word
    lower = word.lower()
    if lower in _SMALL and not is_first:
        return lower
    quiet = lower if word[0].isdigit() else lower[:1].upper() + lower[1:]
    return _MIXED.sub(lambda match: match[1] + match[2].upper(), quiet)


def _is_initials(word: str) -> bool:
    return (
        len(word) < _SHORT and word.isalpha() and word not in _ABBREVIATED and not re.search("[AEIOUY]", word)
    )
