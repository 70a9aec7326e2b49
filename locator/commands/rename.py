"""`locator rename`: a town's page under a new name or address, and the old address leads there."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site, utc_now
from locator.errors import SiteFolderError, UsageError

if TYPE_CHECKING:
    from locator.pages.renaming import Renaming
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site

TEACHING = """\
examples:
  locator rename daytona-bch "Daytona Beach"     the name, and the address if its row has no slug
  locator rename "Lake Mary, FL" lake-mary-fl    only the address: NEW in small letters with hyphens is a slug
  locator rename deland "De Land" --slug deland  the name changes, the address stays

Writes locations.csv and redirects.csv, both or neither, and leaves every other cell as it is. The old name
becomes an alias, so that the finder still knows it. Old addresses answer 301, in one hop, for ever.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = TEACHING
    parser.add_argument("old", metavar="OLD", help='the town: the path of its page, its slug or "Town, ST"')
    parser.add_argument("new", metavar="NEW", help="its new name, or its new slug")
    add_site_argument(parser)
    parser.add_argument("--slug", default="", help="the slug, if NEW is a name that shall not make it")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Rehearses the change on a copy, writes it and says what now answers what."""
    from locator.site.writing import write_together

    loaded = load_folder(options.site)
    site, folder = require_site(options.site, loaded), open_folder(options.site)
    renaming, files = _plan(options, site, folder)
    after = _rehearse(folder, files, loaded)
    if not options.dry_run:
        write_together(files)
    _print(renaming, after, folder, list(files), is_dry=options.dry_run)
    return 0


def _plan(
    options: argparse.Namespace, site: Site, folder: SiteFolder
) -> tuple[Renaming, dict[Path, bytes | None]]:
    """What changes, and the files as they will be; the towns come last, for they are what turns the page."""
    from locator.pages.renaming import find_town, plan_renaming
    from locator.site.tables.locations import COLUMNS, parse_slugs
    from locator.site.tables.spreadsheet import Spreadsheet

    town = find_town(site, options.old)
    data = folder.locations.read_bytes()
    written = parse_slugs(data).get(town.row, "")
    renaming = plan_renaming(site, town, options.new, new_slug=options.slug, is_slug_frozen=bool(written))
    new = renaming.new
    table = Spreadsheet(data, COLUMNS, folder.locations.name)
    cells = {"town": (town.name, new.name), "aliases": (";".join(town.aliases), ";".join(new.aliases))}
    for column, (before, now) in cells.items():
        if before != now:
            table.change(town.row, column, now)
    if new.slug != written and (written or new.slug != _made(new.name)):
        table.change(town.row, "slug", new.slug)
    files: dict[Path, bytes | None] = {}
    if renaming.moves:
        files[folder.redirects] = _redirects(folder, site, renaming)
        files |= _note(folder, renaming)
    return renaming, files | {folder.locations: table.data}


def _made(name: str) -> str:
    from locator.site.slugs import slug

    return slug(name)


def _redirects(folder: SiteFolder, site: Site, renaming: Renaming) -> bytes:
    """A row for each old address; what led there leads on, and a town that comes back takes its row out."""
    from locator.site.paths import destination, tidy
    from locator.site.tables.redirects import COLUMNS
    from locator.site.tables.spreadsheet import Spreadsheet

    path, moves = folder.redirects, renaming.moves
    data = path.read_bytes() if path.exists() else b"from,to,status\n"
    table = Spreadsheet(data, COLUMNS, path.name)
    for redirect in site.redirects:
        if (source := tidy(redirect.source)) in moves.values():
            if moves.get(destination(redirect.target)) != source:
                msg = f"{source} is retired (row {redirect.row} of redirects.csv); choose another slug"
                raise UsageError(msg)
            table.drop(redirect.row)
        elif destination(redirect.target) in moves:
            table.change(redirect.row, "to", moves[destination(redirect.target)])
    for old, new in moves.items():
        table.append({"from": old, "to": new, "status": "301"})
    return table.data


def _note(folder: SiteFolder, renaming: Renaming) -> dict[Path, bytes | None]:
    """The editors' text about the town goes by its slug."""
    old, new = (
        folder.content / "towns" / town.region.slug / f"{town.slug}.md"
        for town in (renaming.old, renaming.new)
    )
    if not old.is_file():
        return {}
    if new.exists():
        msg = f"{new} is there already; take it away, or choose another slug"
        raise UsageError(msg)
    return {new: old.read_bytes(), old: None}


def _rehearse(folder: SiteFolder, files: dict[Path, bytes | None], before: Loaded) -> Site:
    """The Site as it will be; raises SiteFolderError if the change would bring an error."""
    from locator.site.folder import SiteFolder
    from locator.site.loading import load_site

    with tempfile.TemporaryDirectory(prefix="locator-") as name:
        scratch = Path(name)
        for part in folder.path.iterdir():
            if not part.name.startswith("."):
                (scratch / part.name).symlink_to(part.resolve())
        for path, data in files.items():
            if path.parent == folder.path and data is not None:
                (scratch / path.name).unlink(missing_ok=True)
                (scratch / path.name).write_bytes(data)
        loaded = load_site(SiteFolder(scratch), environ=os.environ, clock=utc_now)
    known = {str(problem.message) for problem in before.errors}
    if new := [problem for problem in loaded.errors if problem.message not in known]:
        msg = "nothing was changed: the new name would bring the errors above"
        raise SiteFolderError(msg, new)
    return require_site(str(folder.path), loaded)


def _print(renaming: Renaming, after: Site, folder: SiteFolder, files: list[Path], *, is_dry: bool) -> None:
    from locator.pages.moves import Moves

    old, new = renaming.old, after.towns_by_key[renaming.new.key]
    print(f"{old.label} {'would become' if is_dry else 'is now'} {new.label}.")
    paths = [after.urls.landing(treatment, new) for treatment in new.treatments]
    moves = Moves(after, paths, {})
    for path in paths:
        print(f"  200 {path}")
    for source, move in moves.by_source.items():
        if move.location in paths:
            print(f"  {move.status} {source} -> {move.location}")
    if old.name != new.name:
        print(f"The finder knows {old.name} as another name of it.")
    names = ", ".join(path.relative_to(folder.path).as_posix() for path in files)
    print(f"{'Nothing was written; it would be' if is_dry else 'Written:'} {names}.")
