"""`locator demand`: what people searched for and did not find, what they opened and whom they called."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from locator.commands.folder import (
    add_site_argument,
    load_folder,
    require_site,
    utc_now,
)
from locator.commands.store import open_cabinet

if TYPE_CHECKING:
    from locator.demand.demand import Demand
    from locator.site.snapshot import Site

SHOWN = 20  # lines of a list on a terminal
WIDTH = 12  # of a column of figures
TEACHING = """\
examples:
  locator demand                       the last 90 days, in whole months
  locator demand --days 1              this month
  locator demand --csv > demand.csv    every figure, one a row, for a spreadsheet

Figures are months, rounded down to fives, so that nobody is found by them. A served site counts by
itself; `[demand] counted = false` in site.toml takes that away.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser, or_store=True)
    parser.add_argument(
        "--days", type=_days, default=90, metavar="N", help="the months that the last N days reach into (90)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON; null is fewer than five")
    form.add_argument("--csv", action="store_true", help="print CSV: month, kind, subject, figure")


def run(options: argparse.Namespace) -> int:
    """Prints the demand; an empty one is no problem."""
    from locator.demand.book import DemandBook
    from locator.demand.demand import gather_demand
    from locator.demand.spreadsheet import render_csv

    site = require_site(options.site, load_folder(options.site))
    book = DemandBook(open_cabinet(options.site))
    release = book.last_days(options.days, utc_now().date())
    if options.csv:
        print(render_csv(release), end="")
    elif options.json:
        print(render_json(gather_demand(site, release)))
    else:
        print(render_text(gather_demand(site, release), site))
    return 0


def render_text(demand: Demand, site: Site) -> str:
    """The lists as people read them, what was not found first."""
    from locator.demand.words import IN_FIVES, span

    noun, radius = site.config.clinic_noun, site.say.distance(site.config.service_radius_km)
    head = f"{span(demand.months)}. {IN_FIVES}"
    if not site.config.counted:
        head += "\nNothing is counted now: site.toml says [demand] counted = false."
    if demand.is_empty:
        return f"{head}\n\nThere is nothing to show yet. A served site counts by itself; look again soon."
    lists = {
        f"Searched for, and no {noun} within {radius}": ((p.unmet, p.place) for p in demand.unmet),
        "Searched for": ((p.searches, p.place) for p in demand.sought),
        "Pages opened": ((p.views, p.path) for p in demand.pages),
    }
    blocks = [_list(title, tuple(rows)) for title, rows in lists.items()]
    return "\n\n".join([head, *blocks, _elsewhere(demand), _presses(demand)])


def _list(title: str, rows: tuple[tuple[int, str], ...]) -> str:
    from locator.demand.release import FEWER

    lines = [f"{number:>7,}  {subject}" for number, subject in rows[:SHOWN]]
    if len(rows) > SHOWN:
        lines.append(f"         and {len(rows) - SHOWN:,} more; --csv prints them all")
    return "\n".join([title, *(lines or [f"         {FEWER} each"])])


def _elsewhere(demand: Demand) -> str:
    from locator.demand.words import figure

    rows = {"from where the visitor is": demand.here, "for a place that we do not know": demand.unknown}
    lines = (f"{figure(number):>{WIDTH}}  {text}" for text, number in rows.items())
    return "\n".join(["Searches without a place", *lines])


def _presses(demand: Demand) -> str:
    from locator.demand.words import figure

    columns = ("calls", "directions", "bookings")
    lines = ["".join(f"{word:>{WIDTH}}  " for word in columns).rstrip()]
    for clinic in demand.clinics:
        figures = (clinic.calls, clinic.directions, clinic.bookings)
        lines.append("".join(f"{figure(number):>{WIDTH}}  " for number in figures) + clinic.id)
    return "\n".join(["Links pressed", *lines])


def render_json(demand: Demand) -> str:
    """The same for programs; null is fewer than five."""
    from locator.demand.release import LEAST

    data = {
        "months": [f"{month:%Y-%m}" for month in demand.months],
        "rounded_down_to": LEAST,
        "places": [
            {"place": each.place, "searches": each.searches or None, "unmet": each.unmet or None}
            for each in demand.places
        ],
        "searches_from_here": demand.here or None,
        "searches_unknown": demand.unknown or None,
        "pages": [{"path": each.path, "views": each.views} for each in demand.pages],
        "clinics": [
            {
                "id": each.id,
                "calls": each.calls or None,
                "directions": each.directions or None,
                "bookings": each.bookings or None,
            }
            for each in demand.clinics
        ],
    }
    return json.dumps(data, indent=2, ensure_ascii=True)


def _days(text: str) -> int:
    from locator.demand.book import MOST_DAYS

    if text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_DAYS:
        return int(text)
    message = f'"{text}" is no number of days; write one from 1 to {MOST_DAYS}'
    raise argparse.ArgumentTypeError(message)
