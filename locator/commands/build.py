"""`locator build`: the site as static files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site
from locator.model.problem import Severity

if TYPE_CHECKING:
    import argparse

WIDTH = 30


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    add_site_argument(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="where to write; replaced as a whole"
    )


def run(options: argparse.Namespace) -> int:
    """Writes every file; rows with errors are left out and reported, as are claims that must go."""
    from locator.pages.opening import open_catalogue
    from locator.publish.export import write_export
    from locator.site.claims.check import check_claims

    loaded = load_folder(options.site)
    site = require_site(options.site, loaded)
    folder = open_folder(options.site)
    claims = (each for each in check_claims(folder, site) if each.severity is Severity.ERROR)
    errors = (*loaded.errors, *claims)
    for problem in errors:
        print(problem, file=sys.stderr)
    catalogue = open_catalogue(folder, site)
    bar = _Bar(len(catalogue.pages))
    count = write_export(catalogue, options.out, progress=bar.show)
    bar.clear()
    print(f"{count:,} files in {options.out}")
    print("The finder (/find) needs `locator serve`; every other page works as a file.")
    return 1 if errors else 0


class _Bar:
    """A progress bar on a terminal, nothing elsewhere."""

    def __init__(self, total: int) -> None:
        self.total = max(total, 1)
        self.is_shown = sys.stderr.isatty()

    def show(self, done: int) -> None:
        if self.is_shown and (done % 25 == 0 or done >= self.total):
            filled = min(WIDTH, WIDTH * done // self.total)
            print(f"\r[{'#' * filled:<{WIDTH}}] {done:,}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
