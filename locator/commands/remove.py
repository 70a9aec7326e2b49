"""`locator remove`: a town loses its page, and its addresses say so or lead to a neighbor."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from locator.commands.folder import (
    add_site_argument,
    load_folder,
    open_folder,
    require_site,
    utc_now,
)
from locator.commands.publishing import publish
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.editing.rehearsal import Rehearsal
    from locator.editing.towns.removal import Removal
    from locator.editing.towns.standings import Turn
    from locator.model.town import Town

TEACHING = """\
examples:
  locator remove "Pierson, FL"                       its addresses answer 410: gone for good
  locator remove pierson --to "De Leon Springs, FL"  they lead to that town's pages, for ever
  locator remove pierson --to /clinics/ --dry-run    only says what would happen

TOWN is the path of its page, its slug or "Town, ST". On a terminal you are asked where its addresses are to
lead; elsewhere they answer 410 unless --to says otherwise. They never lead to the home page: search engines
count that as an error. What the editors wrote about the town goes too, and stays in the history:
`locator rollback` brings all of it back.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument("town", metavar="TOWN", help='the town: the path of its page, its slug or "Town, ST"')
    add_site_argument(parser, or_store=True)
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--to", default="", metavar="PATH", help="a town or a path that its addresses lead to")
    ways.add_argument("--gone", action="store_true", help="its addresses answer 410, and nothing is asked")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="print JSON, and ask nothing")


def run(options: argparse.Namespace) -> int:
    """Rehearses the removal, publishes it and says what now answers what."""
    from locator.commands.telling.removals import removal_data, removal_lines
    from locator.commands.telling.versions import way_back
    from locator.editing.rehearsal import rehearse
    from locator.editing.towns.removal import find_goal, neighbour, removed
    from locator.pages.renaming import find_town

    loaded = load_folder(options.site)
    site, folder = require_site(options.site, loaded), open_folder(options.site)
    town = find_town(site, options.town)
    near = neighbour(site, town)
    goal = find_goal(site, town, options.to) if options.to else None
    is_said = options.to or options.gone or options.json or options.dry_run
    if near and not is_said and sys.stdin.isatty() and sys.stderr.isatty():
        goal = _ask(town, near.town)
    removal = removed(folder, site, town, goal)
    with waiting("Judging the pages"):
        rehearsal = rehearse(folder, removal.change, environ=os.environ, clock=utc_now, before=loaded)
        _check_target(removal, rehearsal)
        turns = _turns(rehearsal)
    version = 0
    if not options.dry_run:
        version = publish(folder, removal.change)
    if options.json:
        print(json.dumps(removal_data(site, removal, near, turns, version), indent=2, ensure_ascii=False))
    else:
        print("\n".join(removal_lines(site, removal, near, turns, version)))
        if version:
            print(way_back(version, options.site))
    return 0


def _check_target(removal: Removal, rehearsal: Rehearsal) -> None:
    """Refuses an address where there will be no page."""
    from locator.pages.output import OK, Output
    from locator.site.paths import split_query

    for target in {*removal.moves.values()} - {""}:
        path = split_query(target)[0]
        if path in rehearsal.catalogue.finders:
            continue
        answer = rehearsal.catalogue.answer(path)
        if isinstance(answer, Output) and answer.status != OK:
            msg = f"there is no page at {target}; write the path of one, or a town"
            raise UsageError(msg)


def _turns(rehearsal: Rehearsal) -> tuple[Turn, ...]:
    from locator.editing.towns.standings import turns
    from locator.pages.opening import open_catalogue

    before = open_catalogue(rehearsal.folder, rehearsal.before)
    return turns(before.verdicts, rehearsal.catalogue.verdicts)


def _ask(town: Town, near: Town) -> Town | None:
    """Where the addresses are to lead: to the town that is proposed, or nowhere."""
    print(f"Where are the addresses of {town.label} to lead?", file=sys.stderr)
    print(f"  1  to {near.label}, which is nearest (301)", file=sys.stderr)
    print("  2  nowhere: the page is gone (410)", file=sys.stderr)
    print("Number; Enter alone changes nothing: ", end="", file=sys.stderr, flush=True)
    match sys.stdin.readline().strip():
        case "1":
            return near
        case "2":
            return None
    raise KeyboardInterrupt
