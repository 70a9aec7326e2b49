"""The `locator` command: reads its arguments and hands over to one module of `locator.commands`."""

from __future__ import annotations

import argparse
import importlib
import io
import keyword
import logging
import os
import sys
from typing import TYPE_CHECKING

from locator import __version__
from locator.errors import LocatorError, SiteFolderError
from locator.logs import start_logging

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "serve": "serve a site folder over HTTP",
    "workbench": "serve a site folder with the workbench, where its editors sign in",
    "editors": "add, remove or list those who may sign in to the workbench",
    "build": "write a site folder as static files",
    "check": "report every problem in a site folder, and the verdict of every page",
    "doctor": "tell whether an installation and its site are well, and what to do",
    "record": "date the pages that have changed, in ledger.csv; the sitemap tells these dates",
    "ping": "tell search engines what is new, changed or gone, by IndexNow",
    "import": "take clinics over from other people's files: Google, spreadsheets, GeoJSON, KML",
    "export": "write the clinics for Google, for maps, for spreadsheets",
    "nearest": "print the clinics nearest to a ZIP code, town, address or lat,lon",
    "add": "add towns, each with a page; tells beforehand what becomes of it",
    "suggest": "tell which towns should have a page next, and why",
    "remove": "take a town's page away; its address says so, or leads to a neighbor",
    "rename": "give a town's page a new name or address; the old address leads there",
    "history": "list the versions of a site: what was changed, when and by whom",
    "diff": "tell what differs between two site folders, or between a version and now",
    "rollback": "bring the files of an earlier version back",
    "demand": "what people searched for and did not find, opened, and called",
    "reports": "list what readers say is wrong with a page",
    "db": "share a site among several servers: send it to a database, see who serves what",
    "bench": "tell how fast a site is on this machine",
    "init": "make a new site folder: the example, or one of your own",
}
SERVERS = ("serve", "workbench")  # whose log programs read


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 well, 1 problems found, 2 wrong use."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        start_logging(os.environ, is_server=words[:1] in ([name] for name in SERVERS))
    except LocatorError as error:
        print(f"locator: {error}", file=sys.stderr)
        return 2
    logging.getLogger("watchfiles").setLevel(
        logging.WARNING
    )  # it tells of each change; we tell what came of it
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that knows no “ or ñ shows a question mark
        sys.stdout.reconfigure(errors="replace")
    parser = _parser(words[0] if words else "")
    options = _parse(parser, words)
    if not options.command:
        parser.print_help()
        return 2
    try:
        return int(options.run(options))
    except SiteFolderError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        print(f"locator: {error}", file=sys.stderr)
    except LocatorError as error:
        print(f"locator: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `locator check | head` has read enough
        sys.stderr.close()
        return 0
    except OSError as error:  # a disk that is full, a file that may not be written
        from locator.site.disk_words import told

        print(f"locator: {told(error)}", file=sys.stderr)
    return 2


def _parser(chosen: str) -> argparse.ArgumentParser:
    """The parser; only the chosen command's module is imported, so that --help is instant."""
    parser = argparse.ArgumentParser(
        prog="locator",
        description="A folder of plain files becomes a clinic locator.",
        epilog="`locator COMMAND --help` tells more of each.",
    )
    parser.add_argument("--version", action="version", version=f"locator {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name == chosen:
            from locator.commands.terminal.teaching import Teaching

            module = importlib.import_module(module_name(name))
            command.formatter_class = Teaching
            module.configure(command)
            command.set_defaults(run=module.run)
    return parser


def _parse(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """The options; a SITE or TOWN may stand behind them, which argparse of Python 3.11 does not see."""
    options, left = parser.parse_known_args(words)
    if left and not any(word.startswith("-") for word in left):
        if hasattr(options, "towns"):
            options.towns, left = [*options.towns, *left], []
        elif len(left) == 1 and getattr(options, "site", "") == ".":
            options.site, left = left[0], []
    if left:
        parser.error(f"unrecognized arguments: {' '.join(left)}")
    return options


def module_name(command: str) -> str:
    """The module of a command; one that Python has a word for, such as import, bears an underscore."""
    return f"locator.commands.{command}{'_' * keyword.iskeyword(command)}"


if __name__ == "__main__":
    sys.exit(main())
