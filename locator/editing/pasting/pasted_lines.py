"""Pasted text -> one line a town: lists with bullets, sentences with commas, columns of a spreadsheet."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from locator.model.point import Point, parse_point
from locator.model.region import parse_region
from locator.site.queries.vocabulary import REGION_WORDS
from locator.site.queries.words import clean, split_words
from locator.site.tables.header import Columns, Header
from locator.site.tables.towns.locations import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST = 200  # characters of a town's name with county and state; no place has more
LONGEST_HEADER = 10_000  # characters of a first line; more are no titles
_TITLES = Columns(COLUMNS.required, (*COLUMNS.optional, "postcode"))
_NAMING = frozenset({"town", "region", "county", "lat", "lon", "postcode"})
_BULLET = re.compile(r"\A\s*(?:[-*+•‣◦·–—>▪●○]|\[[ xX]?\]|\(?\d{1,4}[.)])\s+")
_BLANK = " \t\r\ufeff,;|"
_SINGLE_TITLES = frozenset({"town", "towns", "city", "cities", "place", "places"})
_QUOTES = "\"“”'‘’`"
_NUMBER = re.compile(r"[+-]?[\d.,]+%?", re.ASCII)
_POSTCODE = re.compile(r"(\d{5})(?:-\d{4})?", re.ASCII)
_LAST_POSTCODE = re.compile(r"(.*[^\W\d].*?)[\s,(]+(\d{5})(?:-\d{4})?[\s)]*", re.ASCII)
_LAST_POINT = re.compile(r"(.*[^\W\d].*?)[\s,(@]+(-?\d{1,2}\.\d+)[\s,]+(-?\d{1,3}\.\d+)[\s)]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class PastedLine:
    """What stands in one place of a pasted text: `number` is its line, `text` what stands there.

    `name` has the words that name the town, "" if a ZIP code or a point alone does; `cells` are further
    columns of locations.csv, as the header of a pasted table names them.
    """

    number: int
    text: str
    name: str = ""
    postcode: str = ""
    point: Point | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


def pasted_lines(text: str) -> Iterator[PastedLine]:
    """Takes a text apart; blank lines are left out, and a header of a table says what its columns are."""
    numbered = [(at, line) for at, line in enumerate(text.splitlines(), 1) if clean(line).strip(_BLANK)]
    titles, delimiter = _header(numbered[0][1]) if numbered else (None, "")
    if titles:
        for number, line in numbered[1:]:
            yield _from_table(number, line, titles, delimiter)
        return
    for number, line in numbered:
        yield from _from_line(number, line)


# A table with a header


def _header(line: str) -> tuple[dict[str, int] | None, str]:
    """Where the columns stand that a first line names, and what is between them."""
    if len(line) > LONGEST_HEADER:
        return None, ""
    for delimiter in "\t;,":
        titles = _split(line.lstrip("\ufeff"), delimiter)
        places = Header(titles, _TITLES, "", 1).places if any(titles) else {}
        if "town" in places and len(places) > 1:
            return places, delimiter
    is_title = line.strip(_QUOTES + _BLANK).casefold() in _SINGLE_TITLES
    return ({"town": 0}, "\t") if is_title else (None, "")


def _from_table(number: int, line: str, places: Mapping[str, int], delimiter: str) -> PastedLine:
    row = _split(line, delimiter)
    cells = {column: row[at] for column, at in places.items() if at < len(row) and row[at]}
    name = ", ".join(filter(None, (cells.get(column, "") for column in ("town", "county", "region"))))
    further = {column: value for column, value in cells.items() if column not in _NAMING}
    point = _point(f"{cells.get('lat', '')},{cells.get('lon', '')}")
    postcode = _POSTCODE.fullmatch(cells.get("postcode", "").rjust(5, "0") if cells.get("postcode") else "")
    line = _shown(line)
    if not (point or postcode or further or len(cells) > 1):
        return _from_words(number, line, name)
    return PastedLine(number, line, name, postcode[1] if postcode else "", point, further)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        row = line.split(delimiter)
    return [clean(cell) for cell in row]


# Everything else


def _from_line(number: int, line: str) -> Iterator[PastedLine]:
    line = _BULLET.sub("", line)
    for delimiter in "\t|":
        if delimiter in line.strip(f" {delimiter}"):
            yield _from_cells(number, _shown(line), _split(line.strip(f" {delimiter}"), delimiter))
            return
    pieces = [_BULLET.sub("", piece) for piece in filter(str.strip, line.split(";"))]
    if len(pieces) > 1 and any(map(_is_column, map(clean, pieces))):
        yield _from_cells(number, _shown(line), _split(line, ";"))
        return
    for piece in pieces:
        for words in _towns_of(_bare(piece)):
            yield _from_words(number, words, words)


def _shown(line: str) -> str:
    return clean(line.strip(" ,;|\t"))


def _bare(piece: str) -> str:
    piece = clean(piece).strip(" ,|")
    if piece[:1] in _QUOTES and piece[-1:] in _QUOTES:
        piece = piece.strip(_QUOTES)
    return piece


def _is_column(text: str) -> bool:
    """Whether a cell stands beside a town rather than for one: a state, a ZIP code, half a position."""
    return parse_region(text) is not None or _NUMBER.fullmatch(text) is not None


def _from_cells(number: int, line: str, cells: Sequence[str]) -> PastedLine:
    """A row without titles: a position, a ZIP and a state are known by their looks, the rest in order."""
    cells = [_bare(cell) for cell in cells if cell]
    points = (_point(",".join(pair)) for pair in pairwise(cells))
    point = next(filter(None, points), None)
    postcode = next((match[1] for cell in cells if (match := _POSTCODE.fullmatch(cell))), "")
    words = [cell for cell in cells if not _NUMBER.fullmatch(cell) and not _POSTCODE.fullmatch(cell)]
    if len(words) == 1 and not (point or postcode):
        return _from_words(number, line, words[0])
    return PastedLine(number, line, ", ".join(_in_order(words)), postcode, point)


def _in_order(words: Sequence[str]) -> list[str]:
    """Town, county, state: the state is the last cell that is one, a code before a name in full."""
    states = [at for at, word in enumerate(words) if parse_region(word)]
    codes = [at for at in states if len(words[at].replace(".", "")) == 2]  # noqa: PLR2004
    if not states or len(words) == 1:
        return [*words]
    state = (codes or states)[-1]
    town_and_county = [word for at, word in enumerate(words) if at != state][:2]
    return [*town_and_county, words[state]]


def _towns_of(text: str) -> list[str]:
    """Several towns between commas, each with its state: "DeLand, FL, Mims, FL", "DeLand FL, Mims FL"."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(map(_ends_in_state, parts)):
        return parts
    pairs = [*zip(parts[::2], parts[1::2], strict=False)]
    if len(parts) > 2 and not len(parts) % 2 and all(parse_region(state) for _, state in pairs):  # noqa: PLR2004
        return [", ".join(pair) for pair in pairs]
    if len(parts) > 2 and parse_region(parts[1]) and not any(map(_is_column, parts[2:])):  # noqa: PLR2004
        return [", ".join(_in_order(parts))]
    return [text]


def _ends_in_state(part: str) -> bool:
    words = split_words(part)
    return len(words) > 1 and words[-1] in REGION_WORDS and " ".join(words) not in REGION_WORDS


def _from_words(number: int, line: str, words: str) -> PastedLine:
    if len(words) > LONGEST:
        return PastedLine(number, line, words)
    if point := _point(words):
        return PastedLine(number, line, point=point)
    if match := _LAST_POINT.fullmatch(words):
        return PastedLine(number, line, match[1].strip(" ,(@"), point=_point(f"{match[2]},{match[3]}"))
    if match := _POSTCODE.fullmatch(words):
        return PastedLine(number, line, postcode=match[1])
    if match := _LAST_POSTCODE.fullmatch(words):
        return PastedLine(number, line, match[1].strip(" ,("), match[2])
    return PastedLine(number, line, words)


def _point(text: str) -> Point | None:
    """A position with decimals; two whole numbers are a count and an age rather than a place."""
    try:
        return parse_point(text) if "." in text else None
    except ValueError:
        return None
