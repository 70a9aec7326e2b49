"""`locator db`: the database from which several servers serve one site."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, open_folder, user_name, utc_now
from locator.commands.store import configured_store, open_press, open_store
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.shared.database.database import Database
    from locator.shared.versions.loading import Loading

    Parts = argparse._SubParsersAction[argparse.ArgumentParser]

WAIT_SECONDS = 60
BOOKS = {
    "draft": "the draft",
    "editors": "who may sign in",
    "demand": "counts of what visitors look for",
    "reports": "reports of readers",
}
TEACHING = """\
examples:
  export LOCATOR_STORE=postgresql://locator@db.example/clinics     the password in ~/.pgpass
  locator db migrate           makes the tables, or brings them to what this version needs
  locator db load my-site      sends the folder; all servers serve it, at the same moment
  locator db status            versions, servers and what each of them serves
  locator db check-out DIR     the files that are served now, to be edited and loaded again

`locator serve` without a folder then serves from the database.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    _configure_load(_part(what, "load", "send a site folder, and let all servers serve it"))
    status = _part(what, "status", "list versions and servers, and what each of them serves")
    status.add_argument("--json", action="store_true", help="print JSON")
    status.set_defaults(site=".")
    _part(
        what, "migrate", "make the tables, or bring them to what this version of locator needs"
    ).set_defaults(site=".")
    out = _part(what, "check-out", "write the files that are served now into a folder")
    out.add_argument("folder", metavar="DIR", help="a new folder, or one that was checked out before")
    out.set_defaults(site=".")


def _part(
    what: argparse._SubParsersAction[argparse.ArgumentParser], name: str, summary: str
) -> argparse.ArgumentParser:
    part = what.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    part.add_argument(
        "--store", metavar="URL", help="postgresql://… (default: LOCATOR_STORE, or store in site.toml)"
    )
    return part


def _configure_load(part: argparse.ArgumentParser) -> None:
    add_site_argument(part)
    part.add_argument(
        "--replace", action="store_true", help="even if others have published since; their version is kept"
    )
    part.add_argument(
        "--allow-errors", action="store_true", help="even if rows have errors, which are left out then"
    )
    part.add_argument(
        "--wait",
        type=float,
        default=WAIT_SECONDS,
        metavar="SECONDS",
        help=f"how long to wait for servers to be ready (default: {WAIT_SECONDS})",
    )


def run(options: argparse.Namespace) -> int:
    """Does one of the four; raises UsageError if no database is named."""
    address = options.store or configured_store(options.site)
    if not address:
        msg = "which database? set LOCATOR_STORE, or give --store postgresql://user@host/name"
        raise UsageError(msg)
    database = open_store(address)
    try:
        database.greet()  # says why it cannot be reached, where a pool would only wait
        if options.what == "migrate":
            return _migrate(database)
        _check(database)
        if options.what == "load":
            return _load(address, options)
        return _status(database, options.json) if options.what == "status" else _check_out(database, options)
    finally:
        database.close()


def _check(database: Database) -> None:
    from locator.shared.database.migrating import check_steps

    database.run(check_steps)


def _migrate(database: Database) -> int:
    from locator.shared.database.migrating import migrate

    steps = migrate(database)
    for step in steps:
        print(f"Step {step.number}: {step.name}.")
    print("The tables are what this version of locator needs." if steps else "Nothing to do.")
    return 0


def _load(address: str, options: argparse.Namespace) -> int:
    from locator.editing.folder_cabinet import FolderCabinet
    from locator.shared.books.carrying import carry_over
    from locator.shared.books.shared_cabinet import SharedCabinet
    from locator.shared.versions.loading import load_into

    if not options.wait >= 0:
        msg = f"--wait {options.wait:g}: give 0 or more seconds"
        raise UsageError(msg)
    press, folder = open_press(address, wait_seconds=options.wait), open_folder(options.site)
    try:
        with waiting("Reading, judging and sending"):
            done = load_into(
                press,
                folder,
                who=user_name(),
                now=utc_now(),
                replaces=options.replace,
                allows_errors=options.allow_errors,
            )
            carried = carry_over(FolderCabinet(folder.path), SharedCabinet(press.database))
    finally:
        press.database.close()
    for problem in done.problems:
        if problem.severity.value == "error":
            print(problem, file=sys.stderr)
    print(_told(done))
    if carried:
        words = ", ".join(BOOKS[each] for each in carried)
        print(f"Taken along, once: {words}. From now on they are kept in the database alone.")
    return 0


def _told(done: Loading) -> str:
    from locator.site.words import counted

    if not done.is_new:
        return f"Nothing has changed: version {done.version.number} is what the folder holds."
    files = counted(len(done.version.files), "file")
    lines = [f"Version {done.version.number} is served: {files} changed, {done.sent} sent."]
    lines += [f"  not ready yet, and will follow: {each.name}, process {each.process}" for each in done.late]
    return "\n".join(lines)


def _check_out(database: Database, options: argparse.Namespace) -> int:
    from locator.shared.versions.loading import check_out

    version = check_out(database, Path(options.folder))
    print(
        f"Version {version.number} lies in {options.folder}. Edit it, then `locator db load "
        f"{shlex.quote(options.folder)}`."
    )
    return 0


def _status(database: Database, is_json: bool) -> int:
    from locator.commands.telling.store_status import read_status, status_text

    status = read_status(database)
    print(json.dumps(status, indent=2) if is_json else status_text(status))
    return 0
