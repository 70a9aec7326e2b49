"""`locator import`: clinics from other people's files."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import (
    add_site_argument,
    load_folder,
    open_folder,
    require_site,
    utc_now,
)
from locator.commands.publishing import publish
from locator.commands.telling.import_report import counts, outcome, report, text_lines
from locator.commands.terminal.progress import Bar
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.editing.change import Change
    from locator.editing.importing.plan import Plan
    from locator.exchange.mapping.column_map import ColumnMap
    from locator.exchange.reading.sheet import Sheet
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded

FORMATS = ("google-business-profile", "geojson", "kml", "csv")
TEACHING = """\
examples:
  locator import google.csv --dry-run                      what would change, and what is wrong
  locator import google.csv                                asks, then writes clinics.csv, or nothing at all
  locator import list.csv --suggest-mapping > list.toml    which column is which, as guessed; edit it
  locator import list.csv --mapping list.toml --dry-run
  locator import list.csv --mapping list.toml --set treatments=back-pain-treatment --valid-rows

A row changes the clinic whose id (or store code) it bears; without one, the clinic with its name and address.
Nothing is wiped: what the file leaves blank or has no column for stays, as do clinics that it does not name.
If one row has an error, nothing is written; --valid-rows writes the others. `locator rollback` takes it back.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, GeoJSON or KML; .gz is unpacked")
    add_site_argument(parser, or_store=True)
    parser.add_argument("--format", choices=FORMATS, help="what FILE is, if it does not look like it")
    parser.add_argument("--mapping", type=Path, metavar="M", help="which column of FILE is which (TOML)")
    parser.add_argument("--suggest-mapping", action="store_true", help="print a mapping to edit, and stop")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="what new clinics get where FILE says nothing, such as treatments=acupuncture",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--valid-rows", action="store_true", help="leave out rows with an error")
    parser.add_argument("--yes", action="store_true", help="do not ask before writing")
    parser.add_argument("--json", action="store_true", help="print JSON, with every problem")


def run(options: argparse.Namespace) -> int:
    """Reads, plans, rehearses, asks and writes; exit code 1 if a row has an error."""
    from locator.exchange.mapping.mapping_file import render_mapping
    from locator.exchange.reading.files import read_file
    from locator.exchange.reading.sheet import Format
    from locator.site.words import printable

    sheet = read_file(options.file, Format(options.format) if options.format else None)
    if options.suggest_mapping and sheet.titles:
        print(render_mapping(sheet), end="")
        return 0
    folder, loaded = open_folder(options.site), load_folder(options.site)
    plan, columns = _plan(options, sheet, folder, loaded)
    is_refused = not plan.edits or (bool(plan.errors) and not options.valid_rows)
    change = None if is_refused else _rehearsed(folder, loaded, sheet, plan)
    found = report(sheet, columns, plan, is_dry=options.dry_run, is_partial=options.valid_rows)
    if not options.json:
        print("\n".join(map(printable, text_lines(found))), flush=True)
    if change and not options.dry_run and _is_agreed(options, plan):
        found["version"] = publish(folder, change)
    print(json.dumps(found, indent=2, ensure_ascii=False) if options.json else outcome(found, options.site))
    return int(bool(plan.errors))


def _plan(
    options: argparse.Namespace, sheet: Sheet, folder: SiteFolder, loaded: Loaded
) -> tuple[Plan, ColumnMap]:
    from locator.editing.importing.plan import Planner
    from locator.exchange.mapping.guessing import guess
    from locator.exchange.mapping.mapping_file import load_mapping

    site = require_site(options.site, loaded)
    columns = load_mapping(options.mapping, sheet) if options.mapping and sheet.titles else guess(sheet)
    bar = Bar(2 * len(sheet.records), "Cleaning and checking")
    plan = Planner(folder, site, columns, _defaults(options.set)).plan(sheet, bar.show)
    bar.clear()
    return plan, columns


def _defaults(words: list[str]) -> dict[str, str]:
    """What --set gives new clinics; raises UsageError for a column that there is not."""
    from locator.site.tables.clinics.clinics import COLUMNS

    pairs = [word.partition("=") for word in words]
    known = {*COLUMNS.all} - {"id"}
    if wrong := [column for column, _, value in pairs if column not in known or not value]:
        msg = f"--set {wrong[0]}: write COLUMN=VALUE, such as treatments=acupuncture; see clinics.csv"
        raise UsageError(msg)
    return {column: value for column, _, value in pairs}


def _rehearsed(folder: SiteFolder, loaded: Loaded, sheet: Sheet, plan: Plan) -> Change:
    """The change, tried on a copy; raises SiteFolderError if the site would not be whole with it."""
    from locator.editing.edits import edited
    from locator.editing.rehearsal import rehearse

    change = edited(folder, plan.edits)
    with waiting("Trying it on a copy"):
        rehearse(folder, change, environ=os.environ, clock=utc_now, before=loaded)
    return replace(change, told=f"Imported {sheet.name}: {', '.join(_sums(plan))}")


def _is_agreed(options: argparse.Namespace, plan: Plan) -> bool:
    """Asks whoever sits at a terminal; a script has said what it wants."""
    if options.yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    print(f"{', '.join(_sums(plan))}. Write it? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _sums(plan: Plan) -> list[str]:
    from locator.site.words import counted

    found = counts(plan)
    return [f"{counted(found[kind], 'clinic')} {kind}" for kind in ("added", "changed") if found[kind]]
