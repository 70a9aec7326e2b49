"""`locator record`: what the pages say today goes into ledger.csv, on which the sitemap's dates rest."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site
from locator.commands.recording import add_review_argument, record, require_review

if TYPE_CHECKING:
    import argparse

    from locator.commands.recording import Changes

TEACHING = """\
examples:
  locator record                 after a change, on a site that `locator serve` serves
  locator record --dry-run       say what has changed since, and write nothing

Each page that says something else than at the last record gets today's date, and the sitemap tells search
engines that date as lastmod. A new look, a new template or another day changes nothing. The first record
knows no dates but those that texts state: nobody can tell how long a page has been as it is.
`locator build` records by itself. Keep ledger.csv with the site: without it all dates begin anew.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what has changed, and write nothing")
    add_review_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Records all pages, or none while a row or a file has an error: its pages are missing then."""
    from locator.pages.opening import open_catalogue

    loaded = load_folder(options.site)
    site, folder = require_site(options.site, loaded), open_folder(options.site)
    for problem in loaded.errors:
        print(problem, file=sys.stderr)
    if loaded.errors:
        print("Nothing was recorded; mend the lines above.", file=sys.stderr)
        return 1
    catalogue = open_catalogue(folder, site)
    require_review(catalogue, is_reviewed=options.i_have_reviewed or options.dry_run)
    _print(record(catalogue, folder, is_dry=options.dry_run), is_dry=options.dry_run)
    return 0


def _print(changes: Changes, *, is_dry: bool) -> None:
    from locator.site.words import counted

    lines = changes.after.lines
    for path, word in changes.words.items():
        lastmod = lines[path].lastmod if path in lines and word != "gone" else None
        print(f"{word:<9}{lastmod.isoformat() if lastmod else '':<11}{path}")
    if changes.after == changes.before:
        print("No page has changed since the last record.")
        return
    dated = sum(line.lastmod is not None for line in lines.values())
    said = f"{changes.summary or 'Only how pages are measured has changed'}. "
    known = f"{counted(len(lines), 'page')}, {dated:,} with a date"
    print(f"{said}{'Nothing was written; it would be' if is_dry else 'Written:'} ledger.csv ({known}).")
