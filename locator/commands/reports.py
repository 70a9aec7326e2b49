"""`locator reports`: what readers say is wrong, and the row or file to mend."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING

from locator.commands.folder import add_site_argument, load_folder
from locator.commands.store import open_cabinet

if TYPE_CHECKING:
    from locator.model.report import Report
    from locator.site.snapshot import Site

UNPRINTABLE = "�"  # in the place of what could steer a terminal
TEACHING = """\
examples:
  locator reports                      all reports, the newest first
  locator reports --since 2026-11-01   those of that day and later
  locator reports --done 12 14         takes two off the list, for ever
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser, or_store=True)
    parser.add_argument("--since", type=_day, metavar="DATE", help="only reports of this day and later")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--done", type=int, nargs="+", metavar="ID", help="take these reports off the list")


def run(options: argparse.Namespace) -> int:
    """Lists the reports, or takes some off the list; exit code 1 if one of those is not there."""
    from locator.site.reports import ReportBook

    book = ReportBook(open_cabinet(options.site))
    if options.done:
        return _remove(book.remove(options.done), options.done)
    reports = book.reports(options.since)
    site = load_folder(options.site).site if reports else None
    places = {report.id: _place(site, report.path) for report in reports}
    print((render_json if options.json else render_text)(reports, places))
    return 0


def _remove(found: tuple[int, ...], asked: list[int]) -> int:
    missing = [id_ for id_ in dict.fromkeys(asked) if id_ not in found]
    print(f"Taken off the list: {', '.join(map(str, found)) or 'none'}.")
    if missing:
        print(f"There is no report {', '.join(map(str, missing))}.")
    return int(bool(missing))


def _place(site: Site | None, path: str) -> str:
    """The row or file that the page is made from; empty if the folder cannot be read now."""
    from locator.pages.languages import view_at
    from locator.pages.moves import owner

    return owner(view_at(site, path), path) if site else ""


def render_text(reports: tuple[Report, ...], places: dict[int, str]) -> str:
    """The list as people read it: a line of facts, the place to mend, the note below."""
    from locator.site.words import printable

    if not reports:
        return "No reports."
    blocks = []
    for report in reports:
        path = printable(report.path, UNPRINTABLE)
        lines = [f"{report.id:>5}  {report.day}  {report.fault.value:<8} {path}"]
        lines += [f"       mend {places[report.id]}"] if places[report.id] else []
        lines += [f"       | {printable(line, UNPRINTABLE)}" for line in report.note.splitlines()]
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def render_json(reports: tuple[Report, ...], places: dict[int, str]) -> str:
    """The list for programs."""
    rows = [
        {
            "id": report.id,
            "day": report.day.isoformat(),
            "path": report.path,
            "fault": report.fault.value,
            "note": report.note,
            "mend": places[report.id],
        }
        for report in reports
    ]
    return json.dumps({"reports": rows}, indent=2, ensure_ascii=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f'"{text}" is not a day; write 2026-11-23'
        raise argparse.ArgumentTypeError(message) from None
