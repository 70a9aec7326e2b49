"""`locator history`: what was changed in a site folder, when and by whom."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, open_folder
from locator.commands.store import history_of
from locator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.editing.history.history import History
    from locator.editing.history.version import Version

NOBODY = "-"  # an edit by hand, of which nobody knows whose hand
TEACHING = """\
examples:
  locator history               every version, the newest first
  locator history --json        the same for programs
  locator history --keep 100    forgets all but the newest 100, if they take too much of the disk

Each command and each click that changes the site makes a version; what was edited by hand since becomes one
of its own before. `locator rollback N` brings one back.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser, or_store=True)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--keep", type=_count, metavar="N", help="forget all versions but the newest N, for ever"
    )


def run(options: argparse.Namespace) -> int:
    """Lists the versions, after some were forgotten if that is asked."""
    folder = open_folder(options.site)
    versions = history_of(folder)
    if not folder.config.exists() and not versions.list():
        msg = f"{folder.path} is no site folder: it has no site.toml"
        raise UsageError(msg)
    if options.keep:
        gone = versions.forget(options.keep)
        if not options.json:
            print(f"Forgotten: {len(gone)}.")
    print(_render_json(versions) if options.json else "\n".join(_lines(versions)))
    return 0


def _lines(versions: History) -> Iterator[str]:
    from locator.site.words import counted

    listed = versions.list()
    if not listed:
        yield "No versions yet: the first is kept when a command or the workbench changes something."
        return
    if edited := versions.edited_by_hand:
        yield f"  now  edited by hand since: {', '.join(edited)}"
    for version in listed:
        yield from _block(version)
    yield f"{counted(len(listed), 'version')}, {versions.size / 1e6:,.1f} MB on the disk."


def _block(version: Version) -> Iterator[str]:
    from locator.site.words import printable

    when = f"{version.when.astimezone():%Y-%m-%d %H:%M}"
    yield printable(f"{version.number:>5}  {when}  {version.who or NOBODY:<12} {version.told}")
    if version.number > 1 and version.files:
        yield printable(f"{'':7}{', '.join(version.files)}")


def _render_json(versions: History) -> str:
    rows = [
        {
            "number": version.number,
            "when": version.when.isoformat(),
            "who": version.who,
            "told": version.told,
            "files": list(version.files),
        }
        for version in versions.list()
    ]
    whole = {"versions": rows, "edited_by_hand": list(versions.edited_by_hand), "bytes": versions.size}
    return json.dumps(whole, indent=2, ensure_ascii=True)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f'"{text}" is not a number of versions; write 100'
        raise argparse.ArgumentTypeError(message)
    return int(text)
