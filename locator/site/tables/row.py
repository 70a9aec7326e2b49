"""A row of a table: its cells as text, dates, lists and places, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from locator.model.decimal_number import DECIMAL
from locator.model.point import LATITUDE_LIMIT, Point
from locator.model.problem import Problem, Severity
from locator.model.region import REGIONS, parse_region
from locator.site.tables.meaning import american_day, iso_day, meant_day, meant_degrees, pair

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from locator.model.region import Region

SHOWN = 80  # characters of a value that a message repeats
SEPARATOR = ";"
MOST_KNOWN = 4096  # of the cells that one table repeats

T = TypeVar("T")

# A host with a dot and without a user's name before it; no character that could end the attribute.
WEB_ADDRESS = re.compile(
    r"https?://[\w-]++(?:\.[\w-]++)++(?::\d{1,5}+)?+(?:[/?#][^\s<>\"\\^`{|}]*+)?+", re.IGNORECASE
)
_FLAGS = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False, "": None}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of one table share: the file's name, at which cell each column stands, what was read."""

    file: str
    places: Mapping[str, int]
    known: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    pickers: dict[tuple[str, ...], Callable[[list[str]], object]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def pick(self, columns: tuple[str, ...], cells: list[str]) -> object:
        """The cells of those columns that the table has, to tell rows apart by."""
        picker = self.pickers.get(columns)
        if picker is None:
            places = [self.places[column] for column in columns if column in self.places]
            picker = self.pickers[columns] = itemgetter(*places) if places else len
        return picker(cells)


@dataclass(slots=True)
class Row:
    """One record; `line` is the line of the user's file on which it starts, the header's being 1.

    `row["town"]` is a cell as it stands, empty if the file has no such column. The readers return
    what a cell means and gather a problem for each value that is wrong.
    """

    layout: Layout
    line: int
    cells: list[str]
    problems: list[Problem] = field(default_factory=list)
    is_lost: bool = False

    def __getitem__(self, column: str) -> str:
        place = self.layout.places.get(column)
        return "" if place is None else self.cells[place]

    def report(
        self,
        column: str | None,
        message: str,
        cure: str,
        *,
        severity: Severity = Severity.ERROR,
        value: str | None = None,
        costs_row: bool = True,
    ) -> None:
        """Adds a problem with a cell or the whole row; `value` if it is a part of the cell.

        An error costs the row, unless the rest of it can be shown without the cell.
        """
        self.is_lost |= costs_row and severity is Severity.ERROR
        if value is None and column is not None:
            value = self[column] or None
        file = self.layout.file
        self.problems.append(Problem(severity, file, message, cure, self.line, column, value))

    def warn(self, column: str | None, message: str, cure: str) -> None:
        """Adds a problem that needs a look but does not cost the row."""
        self.report(column, message, cure, severity=Severity.WARNING)

    def notice(self, column: str | None, message: str, cure: str) -> None:
        """Adds what the user may like to know."""
        self.report(column, message, cure, severity=Severity.NOTICE)

    def once(self, read: Callable[[Row], T], *columns: str) -> T:
        """What `read` makes of these columns, which it reads anew only for cells that no row had, or in vain.

        It may look at no other cell. Cells with a problem are read every time, so that each row reports it.
        """
        key, known = (read, self.layout.pick(columns, self.cells)), self.layout.known
        if key in known:
            value: T = known[key]
            return value
        before = len(self.problems)
        value = read(self)
        if len(self.problems) == before and len(known) < MOST_KNOWN:
            known[key] = value
        return value

    def text(self, column: str, *, required: bool = False) -> str:
        """Reads a text on one line, its runs of white space made one space."""
        place = self.layout.places.get(column)
        text = "" if place is None else " ".join(self.cells[place].split())
        if required and not text:
            self.report(column, "the cell is blank", f"write the {column}")
        return text

    def region(self) -> Region | None:
        """Reads the state, by its code or name."""
        text = self.text("region", required=True)
        region = parse_region(text) if text else None
        if text and region is None:
            names = {region.name: region for region in REGIONS.values()}
            close = difflib.get_close_matches(text.title(), names, 1)
            cure = f"write {names[close[0]].code}" if close else "write its two letters, such as FL"
            self.report("region", f"{quoted(text)} is not a state", cure)
        return region

    def items(self, column: str) -> tuple[str, ...]:
        """Reads a list parted by semicolons, without repeats."""
        cell = self[column]
        if not cell:
            return ()
        words: dict[str, str] = {}
        for word in (" ".join(part.split()) for part in cell.split(SEPARATOR)):
            words.setdefault(word.casefold(), word)
        return tuple(filter(None, words.values()))

    def treatments(self, known: Collection[str] | None) -> tuple[str, ...]:
        """Reads the treatments' slugs, each of which must be one of `known` unless that is None."""
        slugs = tuple(item.lower() for item in self.items("treatments"))
        strangers = () if known is None else [slug for slug in slugs if slug not in known]
        for slug in strangers:
            cure = f"write one of {', '.join(sorted(known or ()))}, with ; between several"
            message = f"{quoted(slug)} is not a treatment of this site"
            self.report("treatments", message, cure, value=slug)
        return slugs

    def flag(self, column: str) -> bool | None:
        """Reads yes or no; None if the cell is blank."""
        cell = self[column]
        if cell.lower() not in _FLAGS:
            self.report(
                column, f"{quoted(cell)} is neither yes nor no", "write yes, no or nothing", costs_row=False
            )
        return _FLAGS.get(cell.lower())

    def day(self, column: str, *, today: date) -> date | None:
        """Reads a date as 2026-11-22, None if the cell is blank; warns of a day after `today`."""
        cell = self[column]
        day = iso_day(cell)
        if cell and day is None and (day := american_day(cell)):
            # What an American spreadsheet makes of each date, however it was typed.
            self.notice(
                column, f"{quoted(cell)} was read as {day} (month/day/year)", "nothing, if that is so"
            )
        if cell and day is None:
            meant = meant_day(cell)
            cure = f"write {meant}" if meant else "write it as 2026-11-22 (year-month-day)"
            self.report(column, f"{quoted(cell)} is not a date", cure, costs_row=False)
        elif day and day > today + timedelta(days=1):  # somewhere in the country it is a day later
            self.warn(column, f"{cell} lies in the future (today is {today})", "correct the date")
        return day

    def web_address(self, column: str) -> str:
        """Reads an http or https address, the only ones that a page may link to."""
        cell = self[column]
        if not cell or WEB_ADDRESS.fullmatch(cell):
            return cell
        meant = "https://" + cell.lstrip("/")
        is_bare = "." in cell.lstrip("/").partition("/")[0] and WEB_ADDRESS.fullmatch(meant)
        cure = f"write {meant}" if is_bare else "write it as https://www.example.org/"
        self.report(column, f"{quoted(cell)} is not a web address", cure, costs_row=False)
        return ""

    def point(self, *, required: bool = False) -> Point | None:
        """Reads lat and lon, in degrees; both are there or neither, unless they are `required`."""
        if DECIMAL.fullmatch(lat := self["lat"]) and DECIMAL.fullmatch(lon := self["lon"]):
            return self._point_of(float(lat), float(lon))
        blank = [column for column in ("lat", "lon") if not self[column]]
        if len(blank) == 2 and not required:  # noqa: PLR2004  # both
            return None
        if self._is_pair_in_one_cell():
            return None
        for column in blank:
            cure = "write it in degrees, such as " + ("29.2108" if column == "lat" else "-81.0228")
            self.report(column, "the cell is blank", cure)
        for column in ("lat", "lon"):
            if self[column] and not DECIMAL.fullmatch(self[column]):
                self._report_number(column)
        return None

    def _is_pair_in_one_cell(self) -> bool:
        for column in ("lat", "lon"):
            cell = self[column]
            # "53,8" is a decimal comma rather than two numbers.
            if cell.count(".") < 2 or (point := pair(cell)) is None:  # noqa: PLR2004
                continue
            cure = f"write {point.lat:.10g} in lat and {point.lon:.10g} in lon"
            self.report(column, f"{quoted(cell)} is two numbers in one cell", cure)
            return True
        return False

    def _report_number(self, column: str) -> None:
        cell = self[column]
        meant = meant_degrees(cell)
        name = "latitude between -90 and 90" if column == "lat" else "longitude between -180 and 180"
        cure = f"write a {name}" if meant is None else f"write {meant}"
        self.report(column, f"{quoted(cell)} is not a number", cure)

    def _point_of(self, lat: float, lon: float) -> Point | None:
        if lat == lon == 0:
            self.report("lat", "0,0 lies in the Atlantic", "write the coordinates of the place itself")
            return None
        try:
            return Point(lat, lon)
        except ValueError as error:
            column = "lat" if abs(lat) > LATITUDE_LIMIT else "lon"
            is_swapped = column == "lat" and abs(lat) <= 2 * LATITUDE_LIMIT and abs(lon) <= LATITUDE_LIMIT
            cure = "write it in degrees"
            if is_swapped:
                cure = f"lat and lon are swapped: write lat {self['lon']}, lon {self['lat']}"
            self.report(column, str(error), cure)
            return None


def quoted(text: str) -> str:
    """A value as messages show it: between quotation marks, shortened if it is long."""
    return f'"{text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"}"'
