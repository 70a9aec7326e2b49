"""`locator rollback`: the files of an earlier version, brought back as a new one."""

from __future__ import annotations

import argparse
import json
import os
from typing import TYPE_CHECKING, Any

from locator.commands.folder import add_site_argument, load_folder, open_folder, user_name, utc_now
from locator.commands.store import history_of

if TYPE_CHECKING:
    from locator.editing.change import Change
    from locator.editing.difference.difference import Difference
    from locator.site.loading import Loaded

TEACHING = """\
examples:
  locator rollback 12 --dry-run    says what would change, and changes nothing
  locator rollback 12              makes the files what they were in version 12

`locator history` has the numbers. Nothing is lost: what the files are now is kept as a version first, and
going back is a new version, which can be rolled back as well.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    parser.add_argument(
        "number", type=_number, metavar="N", help="the version, as `locator history` numbers it"
    )
    add_site_argument(parser, or_store=True)
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Says what differs and writes it; exit code 1 if the site has errors then."""
    from locator.editing.rehearsal import load_after

    folder = open_folder(options.site)
    versions = history_of(folder)
    change = versions.change_to(options.number)
    before = load_folder(options.site)
    after = load_after(folder, change, environ=os.environ, clock=utc_now)
    written = 0
    if change.files and not options.dry_run:
        written = versions.restore(options.number, who=user_name(), now=utc_now()).number
    report = _report(change, _difference(before, after), after, written)
    print(json.dumps(report, indent=2) if options.json else _text(options.number, report, options.site))
    return int(bool(after.errors))


def _difference(before: Loaded, after: Loaded) -> Difference | None:
    """What changes, in marketers' words; None if there is no Site to compare."""
    from locator.editing.difference.difference import difference

    return difference(before.site, after.site) if before.site and after.site else None


def _report(change: Change, found: Difference | None, after: Loaded, written: int) -> dict[str, Any]:
    from locator.editing.difference.telling import details, summary

    return {
        "files": list(change.files),
        "summary": summary(found) if found else "",
        "details": list(details(found)) if found else [],
        "errors": [str(problem) for problem in after.errors],
        "version": written or None,
    }


def _text(number: int, report: dict[str, Any], site: str) -> str:
    from locator.commands.telling.versions import way_back

    if not report["files"]:
        return f"Nothing to do: the files are what they were in version {number}."
    version, files = report["version"], ", ".join(report["files"])
    lines = list(filter(None, [report["summary"], *report["details"]]))
    lines.append(f"Written: {files}." if version else f"Nothing was written; it would be {files}.")
    if version:
        lines.append(way_back(version, site))
    if report["errors"]:
        lines.append(f"Mend what version {number} has wrong:")
        lines += [f"  {error}" for error in report["errors"]]
    return "\n".join(lines)


def _number(text: str) -> int:
    if not text.isdecimal():
        message = f'"{text}" is not the number of a version; `locator history` has them'
        raise argparse.ArgumentTypeError(message)
    return int(text)
