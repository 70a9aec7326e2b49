"""A file of towns: checked as locations.csv is, and added whole or not at all."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from locator.editing.rows.row_edit import add_row
from locator.errors import SiteFolderError
from locator.model.problem import Problem, Severity
from locator.site.tables.clinics.clinics import COLUMNS as CLINIC_COLUMNS
from locator.site.tables.table import parse_table
from locator.site.tables.towns.locations import COLUMNS, load_locations
from locator.site.words import counted
from locator.workbench.answer import Done, Shown
from locator.workbench.drafting import LOCATIONS, drafted, drafted_edits, rehearsed
from locator.workbench.frame import DRAFT, TOWNS, DeskFrame, build_frame
from locator.workbench.kept_forms import KEPT_HOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.editing.rows.row_edit import RowEdit
    from locator.model.town import Town
    from locator.workbench.answer import Answer
    from locator.workbench.desk import Desk

UPLOAD = f"{TOWNS}upload/"
LARGEST = 2_000_000  # bytes
MOST_ROWS = 5_000
MOST_LINES = 4 * MOST_ROWS  # blank ones, and those within a cell, are no rows
SHOWN = 100  # problems; one slip in a file may make as many as it has lines
NAME = "the file"  # what messages call it; the sender's own name for it is never used (rule C19)
MEND, MISSING = 422, 404
GONE = (
    f"what was found in this file is not kept for you any longer: that ends after {KEPT_HOURS} hours",
    "send the file again",
)


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form; `problems` are those of the file that was sent, with row, column, value and cure."""

    template: ClassVar[str] = "workbench/towns/upload.html"

    frame: DeskFrame
    columns: tuple[str, ...]
    megabytes: int
    most_rows: int
    problems: tuple[Problem, ...]


def upload_page(desk: Desk, problems: tuple[Problem, ...] = ()) -> UploadPage:
    """The form, empty or with what is to be mended in the file."""
    return UploadPage(
        frame=build_frame(desk, "Upload towns", section=TOWNS, is_mistaken=bool(problems)),
        columns=COLUMNS.all,
        megabytes=LARGEST // 1_000_000,
        most_rows=MOST_ROWS,
        problems=problems,
    )


def refused_page(desk: Desk, key: str) -> Answer:
    """What is to be mended in a file that was sent a while ago."""
    kept = desk.kept(UPLOAD, key)
    if kept is None:
        return Shown(upload_page(desk, (_error(*GONE),)), MISSING)
    return upload_page(
        desk, tuple(Problem(**each | {"severity": Severity(each["severity"])}) for each in kept)
    )


def take_upload(desk: Desk, data: bytes) -> Answer:
    """Puts every row into the draft, or none and says what is to be mended (rule C19)."""
    if too_many := _excess(data):
        return _mend(desk, (too_many,))
    if _is_of_clinics(data):
        problem = _error("this is a list of clinics, not of towns", "use `locator import` for clinics")
        return _mend(desk, (problem,))
    towns, problems = _read(desk, data)
    if not problems and not towns:
        problems = (_error("no town is in the file", "add a row below its header"),)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return _mend(desk, problems)
    there = drafted(desk).source.towns_by_key
    edits = list(_added(data, {town.row: town for town in towns if town.key not in there}))
    try:
        rehearsed(desk, (*drafted_edits(desk), *edits))
    except SiteFolderError as error:
        return _mend(desk, error.problems)
    if edits:
        desk.draft.add(*edits, who=desk.editor, now=desk.now)
    told = f"{counted(len(edits), 'town is', 'towns are')} in the draft."
    known = len(towns) - len(edits)
    return Done(DRAFT, f"{told} {counted(known, 'was', 'were')} there already." if known else told)


def _mend(desk: Desk, problems: tuple[Problem, ...]) -> Answer:
    """Goes on to the problems at an address of their own, or shows them at once if they cannot be kept."""
    if len(problems) > SHOWN:
        worst = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
        rest = Problem(Severity.NOTICE, NAME, f"there are {len(problems) - SHOWN:,} more", "mend these first")
        problems = (*worst[:SHOWN], rest)
    if address := desk.keep(UPLOAD, [asdict(problem) for problem in problems]):
        return Done(address)
    return Shown(upload_page(desk, problems), MEND)


def _read(desk: Desk, data: bytes) -> tuple[tuple[Town, ...], tuple[Problem, ...]]:
    """The towns of the file, by the checks of locations.csv."""
    site = drafted(desk).source
    with tempfile.TemporaryDirectory(prefix="locator-") as folder:
        path = Path(folder) / NAME
        path.write_bytes(data)
        towns, problems = load_locations(
            path,
            config=site.config,
            gazetteer=site.gazetteer,
            treatments=site.treatments.keys(),
            today=site.today,
        )
    return towns, tuple(problems)


def _excess(data: bytes) -> Problem | None:
    """What is wrong with a file of too many rows; nobody waits until all of them are read."""
    rows = len(data.splitlines())
    if MOST_ROWS < rows <= MOST_LINES:
        rows = len(parse_table(data, COLUMNS, name=NAME)[0])
    if rows <= MOST_ROWS:
        return None
    return _error(
        f"the file has {rows:,} rows, and {MOST_ROWS:,} towns can be taken at once", "send it in parts"
    )


def _is_of_clinics(data: bytes) -> bool:
    """Tells whether the file has what a list of clinics needs; its localities would pass for towns."""
    _, problems = parse_table(data, CLINIC_COLUMNS, name=NAME)
    return not any(problem.severity is Severity.ERROR and problem.row is None for problem in problems)


def _added(data: bytes, towns: dict[int, Town]) -> Iterator[RowEdit]:
    """The rows as they were written, each with its slug frozen (rule F5)."""
    rows, _ = parse_table(data, COLUMNS, name=NAME)
    for row in rows:
        if town := towns.get(row.line):
            cells = {column: row[column] for column in COLUMNS.all if row[column]}
            yield add_row(LOCATIONS, cells | {"slug": town.slug})


def _error(message: str, cure: str) -> Problem:
    return Problem(Severity.ERROR, NAME, message, cure)
