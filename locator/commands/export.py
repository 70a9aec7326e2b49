"""`locator export`: the clinics in other people's formats."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError
from locator.model.problem import Severity

if TYPE_CHECKING:
    import argparse

    from locator.exchange.written import Written
    from locator.model.problem import Problem
    from locator.site.folder import SiteFolder

FORMATS = {
    "google-business-profile": "the spreadsheet that Google Business Profile Manager takes",
    "geojson": "for maps and GIS programs; a served site has the same at /clinics.geojson",
    "kml": "for Google Earth and My Maps; a served site has the same at /clinics.kml",
    "csv": "the columns of clinics.csv, for anything that reads a table (Apple, Bing: by their own mapping)",
}
TEACHING = """\
formats:
{formats}

examples:
  locator export csv --out clinics-export.csv
  locator export csv --spreadsheet --out for-the-office.csv    opens in Excel; nothing in it is a formula
  locator export google-business-profile --category "Chiropractor" --out google.csv
  locator export google-business-profile --keep downloaded.csv --update --out google.csv
                                                photos, labels and categories stay as Google has them

What a format cannot say is told on standard error and is never lost: clinics.csv keeps it.
"""
_GOOGLE = "google-business-profile"


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    formats = "\n".join(f"  {name:<25}{what}" for name, what in FORMATS.items())
    parser.epilog = TEACHING.format(formats=formats)
    parser.add_argument("format", choices=tuple(FORMATS), metavar="FORMAT", help="one of the formats below")
    add_site_argument(parser, or_store=True)
    parser.add_argument(
        "--out", metavar="FILE", default="-", help="where to write (default: standard output)"
    )
    parser.add_argument(
        "--spreadsheet", action="store_true", help="csv: for people who open it in Excel or Numbers"
    )
    google = parser.add_argument_group("google-business-profile")
    google.add_argument("--category", default="", metavar="NAME", help="the primary category of every clinic")
    google.add_argument("--keep", metavar="FILE", help="a file downloaded from Google: what we lack stays")
    google.add_argument("--update", action="store_true", help="leave out columns that are blank in every row")
    parser.add_argument("--json", action="store_true", help="print the report as JSON; needs --out")


def run(options: argparse.Namespace) -> int:
    """Writes the file and says what it leaves out; exit code 1 if a clinic is missing for an error."""
    _check(options)
    folder = open_folder(options.site)
    out = None if options.out == "-" else _target(Path(options.out), folder)
    with waiting("Writing the clinics"):
        written, errors = _written(options, folder)
    if out:
        _write(out, written.body)
    else:
        sys.stdout.buffer.write(written.body)
        sys.stdout.buffer.flush()
    problems = (*errors, *written.problems)
    _report(options, written, problems)
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _check(options: argparse.Namespace) -> None:
    is_google = options.format == _GOOGLE
    if (options.category or options.keep or options.update) and not is_google:
        msg = f"--category, --keep and --update are for {_GOOGLE}"
        raise UsageError(msg)
    if options.spreadsheet and options.format != "csv":
        msg = "--spreadsheet is for csv"
        raise UsageError(msg)
    if options.json and options.out == "-":
        msg = "standard output is where the file goes; give --out FILE with --json"
        raise UsageError(msg)


def _target(path: Path, folder: SiteFolder) -> Path:
    """Where to write; raises UsageError if nothing can be written there, or the site itself lies there."""
    if path.is_dir():
        msg = f"{path} is a folder; give the name of a file, such as {path / 'clinics-export.csv'}"
        raise UsageError(msg)
    if not path.parent.is_dir():
        msg = f"there is no folder {path.parent}; make it first, or choose another"
        raise UsageError(msg)
    own = (folder.clinics, folder.locations, folder.practitioners, folder.redirects, folder.ledger)
    if path.resolve() in {each.resolve() for each in (*own, folder.config)}:
        msg = f"{path} is part of the site, and an export would take its place; choose another name"
        raise UsageError(msg)
    return path


def _write(path: Path, body: bytes) -> None:
    """A file is replaced in one step, so that nobody reads half of it; /dev/null and pipes are written to."""
    from locator.editing.disk import write_whole

    if path.exists() and not path.is_file():
        path.write_bytes(body)
    else:
        write_whole(path.resolve(), body)


def _written(options: argparse.Namespace, folder: SiteFolder) -> tuple[Written, tuple[Problem, ...]]:
    """The file, and the errors for which it lacks clinics."""
    if options.format == "csv":
        return _written_table(folder, is_for_people=options.spreadsheet)
    loaded = load_folder(options.site)
    site = require_site(options.site, loaded)
    errors = tuple(each for each in loaded.errors if each.file == folder.clinics.name)
    if options.format == "geojson":
        from locator.exchange.geojson.writing import render_geojson

        return render_geojson(site), errors
    if options.format == "kml":
        from locator.exchange.kml.writing import render_kml

        return render_kml(site), errors
    from locator.exchange.google.kept import read_kept
    from locator.exchange.google.writing import render_google

    kept = read_kept(_bytes(options.keep), options.keep) if options.keep else None
    category = options.category.strip()
    return render_google(site, category=category, kept=kept, is_update=options.update), errors


def _written_table(folder: SiteFolder, *, is_for_people: bool) -> tuple[Written, tuple[Problem, ...]]:
    """Every row of clinics.csv, one with an error too: its cells are what they are."""
    from locator.errors import SiteFolderError
    from locator.exchange.table.writing import ORDER, render_clinics
    from locator.site.tables.clinics.clinics import COLUMNS
    from locator.site.tables.table import load_table

    rows, problems = load_table(folder.clinics, COLUMNS)
    errors = tuple(each for each in problems if each.severity is Severity.ERROR)
    if any(each.row is None for each in errors):
        msg = f"{folder.clinics} cannot be read; mend the lines above"
        raise SiteFolderError(msg, errors)
    cells = [{column: row[column] for column in ORDER} for row in rows]
    return render_clinics(cells, is_for_people=is_for_people), errors


def _bytes(name: str) -> bytes:
    path = Path(name)
    if not path.is_file():
        msg = f"there is no file {name}"
        raise UsageError(msg)
    return path.read_bytes()


def _report(options: argparse.Namespace, written: Written, problems: tuple[Problem, ...]) -> None:
    from locator.site.words import counted

    if options.json:
        keys = ("severity", "file", "row", "column", "value", "message", "cure")
        told = [{key: getattr(problem, key) for key in keys} for problem in problems]
        report = {"format": options.format, "out": options.out, "clinics": written.count, "problems": told}
        print(json.dumps(report, indent=2, ensure_ascii=False))
        return
    for problem in problems:
        print(f"{problem.severity.value:<8}{problem}", file=sys.stderr)
    if options.out != "-":
        print(f"{counted(written.count, 'clinic')} in {options.out}.", file=sys.stderr)
