"""`locator rename`: a town's page under a new name or address, and the old address leads there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from locator.commands.folder import (
    add_site_argument,
    load_folder,
    open_folder,
    require_site,
    utc_now,
)
from locator.commands.publishing import publish

if TYPE_CHECKING:
    import argparse

    from locator.editing.change import Change
    from locator.pages.renaming import Renaming
    from locator.site.snapshot import Site

TEACHING = """\
examples:
  locator rename daytona-bch "Daytona Beach"     the name, and the address if its row has no slug
  locator rename "Lake Mary, FL" lake-mary-fl    only the address: NEW in small letters with hyphens is a slug
  locator rename deland "De Land" --slug deland  the name changes, the address stays

Writes locations.csv and redirects.csv, both or neither, and leaves every other cell as it is. The old name
becomes an alias, so that the finder still knows it. Old addresses answer 301, in one hop, for ever.
`locator history` shows the change, `locator rollback` takes it back.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument("old", metavar="OLD", help='the town: the path of its page, its slug or "Town, ST"')
    parser.add_argument("new", metavar="NEW", help="its new name, or its new slug")
    add_site_argument(parser, or_store=True)
    parser.add_argument("--slug", default="", help="the slug, if NEW is a name that shall not make it")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")


def run(options: argparse.Namespace) -> int:
    """Rehearses the change on a copy, publishes it and says what now answers what."""
    from locator.commands.telling.versions import way_back
    from locator.editing.rehearsal import rehearse
    from locator.editing.towns.renaming import renamed
    from locator.pages.renaming import find_town

    loaded = load_folder(options.site)
    site, folder = require_site(options.site, loaded), open_folder(options.site)
    renaming, change = renamed(folder, site, find_town(site, options.old), options.new, options.slug)
    after = rehearse(folder, change, environ=os.environ, clock=utc_now, before=loaded).after
    version = 0
    if not options.dry_run:
        version = publish(folder, change)
    _print(renaming, after, change, is_dry=options.dry_run)
    if version:
        print(way_back(version, options.site))
    return 0


def _print(renaming: Renaming, after: Site, change: Change, *, is_dry: bool) -> None:
    from locator.pages.moves import Moves

    old, new = renaming.old, after.towns_by_key[renaming.new.key]
    if new.label == old.label:
        print(f"{old.label} {'would get' if is_dry else 'has'} a new address.")
    else:
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
    names = ", ".join(change.files)
    print(f"{'Nothing was written; it would be' if is_dry else 'Written:'} {names}.")
