"""A file of clinics and a site folder -> what would be written, to the letter (rule F2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.editing.importing.identity import Identities, shared_points
from locator.editing.importing.sameness import says_nothing_new, says_the_same
from locator.editing.rows.row_edit import RowEdit, add_row, change_row
from locator.exchange.cleaning.clean import clean
from locator.exchange.mapping.column_map import COUNTY
from locator.exchange.mapping.guessing import unmapped
from locator.model.problem import Problem, Severity
from locator.site.tables.clinics.addresses import AddressReader
from locator.site.tables.clinics.clinic_reader import ClinicReader
from locator.site.tables.clinics.clinics import COLUMNS
from locator.site.tables.row import Layout, Row
from locator.site.tables.strange import is_strange, report_strange
from locator.site.tables.table import parse_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from locator.exchange.mapping.column_map import ColumnMap
    from locator.exchange.reading.sheet import Sheet
    from locator.model.clinic import Clinic
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

TABLE = "clinics.csv"
NAMING = ("name", "street", "locality")  # what tells clinics without an id apart
SHOWN = 12  # columns of many that a message names
_PLACES = {column: place for place, column in enumerate(COLUMNS.all)}


@dataclass(frozen=True, slots=True)
class Plan:
    """The `edits` that the good rows make, and how many rows change nothing or have an error.

    `problems` name rows and columns as the file does.
    """

    edits: tuple[RowEdit, ...]
    unchanged: int
    refused: int
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep rows, or the whole file, from being imported."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


class Planner:
    """Merges the rows of a sheet into the clinics of a site; nothing is written.

    `defaults` fill in, by column, what the file leaves blank for a clinic that is new.
    """

    def __init__(
        self, folder: SiteFolder, site: Site, columns: ColumnMap, defaults: Mapping[str, str]
    ) -> None:
        self._site, self._columns = site, columns
        self._defaults = {**columns.values, **defaults}
        self._there = _cells(folder)
        self._addresses = AddressReader(site.config.country, site.gazetteer)
        self._incoming, self._present = self._reader(), self._reader()

    def plan(self, sheet: Sheet, progress: Callable[[int], None] = lambda _: None) -> Plan:
        """What becomes of each row; `progress` is told of each that is cleaned, then of each checked."""
        config = self._site.config
        told = [*sheet.problems, *overview(sheet, self._columns)]
        is_lost = any(each.row is None and each.severity is Severity.ERROR for each in told)
        rows = [] if is_lost else [*self._columns.rows(sheet)]
        for done, row in enumerate(rows, 1):
            if is_strange("\n".join(row.cells)):
                report_strange(row)
            clean(row, self._columns, country=config.country, own=config.base_url)
            progress(done)
        Identities(self._there).assign(rows)
        shared_points(rows, self._there)
        edits, unchanged = [], 0
        for done, row in enumerate(rows, len(rows) + 1):
            edit = self._edit(row) if row["id"] else None
            unchanged += edit is None and not row.is_lost
            if edit and not row.is_lost:
                edits.append(edit)
            progress(done)
        problems = [*told, *(self._told(each) for row in rows for each in row.problems)]
        problems.sort(key=lambda problem: problem.row or 0)
        return Plan(tuple(edits), unchanged, sum(row.is_lost for row in rows), tuple(problems))

    def _reader(self) -> ClinicReader:
        config, today = self._site.config, self._site.today
        return ClinicReader(config, self._addresses, today, self._site.treatments)

    def _edit(self, row: Row) -> RowEdit | None:
        """The edit that a row makes; None if it changes nothing, or is lost on the way."""
        before = self._there.get(row["id"])
        news = {column: row[column] for column in COLUMNS.all if row[column]}
        if before is None:
            news = {**self._defaults, **news}
        else:
            news = {column: cell for column, cell in news.items() if self._is_new(before, column, cell)}
        merged = Row(Layout(row.layout.file, _PLACES), row.line, [""] * len(_PLACES))
        for column, cell in {**(before or {}), **news}.items():
            merged.cells[_PLACES[column]] = cell
        clinic = self._incoming.read(merged)
        self._take(row, merged, before)
        if clinic is None or row.is_lost:  # a row with one error has its others told as well
            row.is_lost = True
            return None
        self._check_county(row, clinic)
        news |= {column: cell for column, cell in _canonical(clinic).items() if column in news}
        if before is None:
            return add_row(TABLE, news)
        news = {column: cell for column, cell in news.items() if cell != before[column]}
        return change_row(TABLE, before, news) if news else None

    def _is_new(self, before: Mapping[str, str], column: str, cell: str) -> bool:
        clinic = self._site.clinics_by_id.get(before["id"])
        if column == "country":  # a blank cell is the site's, and no other is let in
            return False
        if column == "special_hours" and clinic and clinic.hours:
            return not says_nothing_new(clinic.hours, cell, self._site.today)
        return not says_the_same(column, before[column], cell, country=self._site.config.country)

    def _take(self, row: Row, merged: Row, before: Mapping[str, str] | None) -> None:
        """Takes over what is wrong with the row as merged, but for what was so before it came."""
        known: set[tuple[str | None, str]] = set()
        if before is not None:
            there = Row(merged.layout, row.line, [before[column] for column in COLUMNS.all])
            self._present.lines.clear()
            self._present.read(there)
            known = {(problem.column, problem.message) for problem in there.problems}
        new = [each for each in merged.problems if (each.column, each.message) not in known]
        row.problems += new
        row.is_lost |= any(each.severity is Severity.ERROR for each in new)

    def _check_county(self, row: Row, clinic: Clinic) -> None:
        """Warns of coordinates that are in no county of the row's own name, nor near it."""
        if not (county := row[COUNTY]):
            return
        wanted = county.casefold().removesuffix(" county")
        town, zip_ = (
            self._site.gazetteer.nearest_town(clinic.point),
            self._site.gazetteer.zip(row["postcode"][:5]),
        )
        found = [place.county for place in (town, zip_) if place]
        if found and wanted not in {name.casefold().removesuffix(" county") for name in found}:
            message = f"{clinic.point} lies in {found[0]}, not in {county}"
            row.warn("lat", message, "correct lat and lon, or the county")

    def _told(self, problem: Problem) -> Problem:
        """A problem with the column as the file calls it."""
        shown = self._columns.shown(problem.column)
        return problem if shown == problem.column else replace(problem, column=shown)


def overview(sheet: Sheet, columns: ColumnMap) -> Iterator[Problem]:
    """What is wrong with the columns of a file: some are not read, or nothing tells clinics apart."""
    if not sheet.titles:
        return
    if left := unmapped(sheet, columns):
        message = f"nothing is read from {', '.join(left[:SHOWN])}{' …' if len(left) > SHOWN else ''}"
        cure = "nothing, if the site needs none of it; else map them (--suggest-mapping)"
        yield Problem(Severity.NOTICE, sheet.name, message, cure)
    missing = [] if columns.titles.get("id") else [each for each in NAMING if not columns.titles.get(each)]
    if missing:
        message = f"no column is the {' or the '.join(missing)} of a clinic, nor is there an id"
        cure = f"say which it is: locator import {sheet.name} --suggest-mapping > mapping.toml"
        yield Problem(Severity.ERROR, sheet.name, message, cure)


def _cells(folder: SiteFolder) -> dict[str, dict[str, str]]:
    """The clinics of a folder by id, each with the cells that its row has."""
    if not folder.clinics.exists():
        return {}
    rows, _ = parse_table(folder.clinics.read_bytes(), COLUMNS, name=TABLE)
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        cells.setdefault(row["id"], {column: row[column] for column in COLUMNS.all})
    return cells


def _canonical(clinic: Clinic) -> dict[str, str]:
    """Cells of an address as clinics.csv writes them: "913451237" is 91345-1237, "Florida" is FL."""
    address = clinic.address
    return {"region": address.region, "postcode": address.postcode, "country": address.country}
