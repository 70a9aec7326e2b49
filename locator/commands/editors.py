"""`locator editors`: who may sign in to the workbench."""

from __future__ import annotations

import getpass
import json
import sys
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument
from locator.commands.store import open_cabinet
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from locator.editing.editors import Editors

TEACHING = """\
examples:
  locator editors add "Ana Example"             asks twice for a password; the same gives Ana a new one
  pass show ana | locator editors add "Ana"     takes it from a script instead
  locator editors list                          who may sign in
  locator editors remove "Ana Example"          Ana is signed out everywhere, at once

Without an editor there is no workbench. A container may have one editor without a file:
LOCATOR_WORKBENCH_PASSWORD holds the password of the name "editor".
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name, summary in (
        ("add", "add an editor, or give one a new password"),
        ("remove", "take an editor away"),
        ("list", "list the editors"),
    ):
        part = what.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name == "list":
            part.add_argument("--json", action="store_true", help="print JSON")
        else:
            part.add_argument(
                "name", metavar="NAME", help="the name to sign in with; it stands in the history"
            )
        add_site_argument(part, or_store=True)


def run(options: argparse.Namespace) -> int:
    """Changes or lists the editors; exit code 1 if one that is to go is not there."""
    from locator.editing.editors import Editors

    editors = Editors(open_cabinet(options.site), {})
    if options.what == "add":
        return _add(editors, options.name)
    if options.what == "remove":
        is_gone = editors.remove(options.name)
        print(f"{options.name} may no longer sign in." if is_gone else f"There is no editor {options.name}.")
        return int(not is_gone)
    names = editors.names()
    print(json.dumps({"editors": list(names)}, indent=2) if options.json else _listed(names))
    return 0


def _add(editors: Editors, name: str) -> int:
    is_new = editors.add(name, _password())
    print(
        f"{name} may sign in at /workbench/."
        if is_new
        else f"{name} has a new password, and is signed out everywhere."
    )
    return 0


def _password() -> str:
    """Asked for twice at a terminal; the first line of what a script sends."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass("Password (12 characters or more; four words do well): ")
    if password != getpass.getpass("The same again: "):
        msg = "the two are not the same; nothing was changed"
        raise UsageError(msg)
    return password


def _listed(names: tuple[str, ...]) -> str:
    return "\n".join(names) or "No editors. `locator editors add NAME` adds one."
