"""`locator diff`: what differs between two versions of a site, in plain words."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from locator.commands.folder import load_folder, open_folder, require_site, utc_now
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.pages.catalogue import Catalogue
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site

TEACHING = """\
examples:
  locator diff yesterday/ today/        two site folders
  locator diff . ../live --no-pages     tables, texts and settings only: fast, however large the sites are
  locator diff . --version 12           version 12 of the history, and the files as they are now

The first line says it all: "2 towns added, Ormond Beach renamed, 1 clinic's hours changed; 7 pages change."
What only looks different (the order of rows, the delimiter, the spelling of a telephone number) is no
difference. Templates, static files and the ledger are not compared.
"""
SHOWN = 60  # pages of many that are listed


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument("before", metavar="A", help="the site folder as it was")
    parser.add_argument("after", metavar="B", nargs="?", help="the site folder as it is")
    parser.add_argument("--version", type=int, metavar="N", help="compare version N of A with A now")
    parser.add_argument("--no-pages", action="store_true", help="do not ask what becomes of the pages")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(options: argparse.Namespace) -> int:
    """Prints the difference; exit code 1 if a folder has errors, for rows with one are not compared."""
    from locator.editing.difference.difference import difference
    from locator.editing.difference.telling import details, summary

    if (options.after is None) == (options.version is None):
        msg = "give two site folders, or one and --version N (`locator history` has the numbers)"
        raise UsageError(msg)
    folders = options.before, options.after or options.before
    loaded = _before(options), load_folder(folders[1])
    errors = [f"{path}: {each}" for path, one in zip(folders, loaded, strict=True) for each in one.errors]
    for error in errors:
        print(f"{error} (so it is not compared)", file=sys.stderr)
    sites = [require_site(path, one) for path, one in zip(folders, loaded, strict=True)]
    with waiting("Comparing the files" if options.no_pages else "Judging the pages of both"):
        found = difference(*(sites if options.no_pages else _catalogues(folders, sites)))
    if options.json:
        report = {"summary": summary(found), **asdict(found), "errors": errors}
        print(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        print("\n".join([summary(found), *details(found, most=SHOWN)]))
    return int(bool(errors))


def _before(options: argparse.Namespace) -> Loaded:
    if options.version is None:
        return load_folder(options.before)
    from locator.editing.history.versions import Versions
    from locator.editing.rehearsal import load_after

    folder = open_folder(options.before)
    change = Versions(folder).change_to(options.version)
    return load_after(folder, change, environ=os.environ, clock=utc_now)


def _catalogues(folders: tuple[str, str], sites: list[Site]) -> list[Catalogue]:
    from locator.pages.opening import open_catalogue

    return [open_catalogue(open_folder(path), site) for path, site in zip(folders, sites, strict=True)]
