"""`locator suggest`: which town should have a page next, and why."""

from __future__ import annotations

import json
import os
import shlex
from typing import TYPE_CHECKING

from locator.commands.folder import (
    add_site_argument,
    load_folder,
    open_folder,
    require_site,
    utc_now,
)
from locator.commands.store import open_cabinet
from locator.commands.terminal.waiting import waiting
from locator.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from locator.cabinet import Cabinet
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site
    from locator.suggestions.suggestion import Suggestion

DEFAULT_COUNT, MAX_COUNT = 10, 200
DEFAULT_VERDICTS = 3
TEACHING = """\
examples:
  locator suggest                     the ten towns that should have a page next, the best first
  locator suggest my-site -n 30       thirty of them
  locator suggest --verdicts 10       with the verdict that each page would get; a second or two each
  locator suggest --verdicts 0 --json the ranking alone, for programs

A town is suggested if a clinic lies within its radius and it has no page. What counts: how many people live
nearer to it than to any town with a page; how near the clinic is; how often it was searched for, if searches
are counted; and how much its page would say that no other does. Each is told with the town.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    parser.epilog = TEACHING
    add_site_argument(parser, or_store=True)
    parser.add_argument(
        "-n", type=int, default=DEFAULT_COUNT, metavar="N", help="how many towns (default: 10)"
    )
    parser.add_argument(
        "--verdicts",
        type=int,
        default=DEFAULT_VERDICTS,
        metavar="N",
        help="of how many of them the page is tried (default: 3)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Prints the ranking at once, and each verdict as soon as it is reached."""
    from locator.suggestions.ranking import suggest

    if not 1 <= options.n <= MAX_COUNT:
        msg = f"-n {options.n}: give a number from 1 to {MAX_COUNT}"
        raise UsageError(msg)
    loaded = load_folder(options.site)
    site, folder = require_site(options.site, loaded), open_folder(options.site)
    with waiting("Looking around the clinics"):
        found = suggest(site, options.n, _searches(site, open_cabinet(options.site)))
    verdicts = _verdicts(folder, loaded, found[: max(0, options.verdicts)])
    if options.json:
        _print_json(site, found, verdicts)
    else:
        where = "" if options.site == "." else f" {shlex.quote(options.site)}"
        _print_text(site, found, verdicts, where)
    return 0


def _searches(site: Site, cabinet: Cabinet) -> dict[str, int] | None:
    from locator.demand.book import DemandBook

    book = DemandBook(cabinet)
    try:
        return book.searches(site.today)
    finally:
        book.close()


def _verdicts(
    folder: SiteFolder, loaded: Loaded, found: Sequence[Suggestion]
) -> Iterator[tuple[str, Verdict]]:
    """The path of each page and the verdict that it would get if it alone were added."""
    from locator.editing.towns.addition import try_adding

    for suggestion in found:
        with waiting(f"Trying {suggestion.town.label}"):
            addition = try_adding(folder, [suggestion.new], environ=os.environ, clock=utc_now, before=loaded)
            pages = addition.pages(suggestion.new)
        yield next(iter(pages.items()))


def _print_text(
    site: Site, found: Sequence[Suggestion], verdicts: Iterator[tuple[str, Verdict]], where: str
) -> None:
    from locator.commands.telling.judgements import judgement_lines

    if not found:
        print("Every town within a radius has a page, or would say nothing of its own.")
        return
    for number, suggestion in enumerate(found, 1):
        print(f"{number:>3}. {suggestion.town.label}")
        for reason in suggestion.reasons(site):
            print(f"     {reason}")
        if verdict := next(verdicts, None):
            for line in judgement_lines(*verdict):
                print(f"   {line}")
    print(
        f'To add one: locator add "{_words(found[0])}"{where} (--dry-run only tells what would become of it)'
    )


def _words(suggestion: Suggestion) -> str:
    """What to type to mean this town and no namesake."""
    place = suggestion.new.place
    return place.full_label if "county" in suggestion.new.cells else place.label


def _print_json(site: Site, found: Sequence[Suggestion], verdicts: Iterator[tuple[str, Verdict]]) -> None:
    from locator.commands.telling.judgements import verdict_data

    suggestions = [
        _data(site, suggestion)
        | {"page": verdict_data(*verdict) if (verdict := next(verdicts, None)) else None}
        for suggestion in found
    ]
    print(json.dumps({"suggestions": suggestions}, indent=2, ensure_ascii=False))


def _data(site: Site, suggestion: Suggestion) -> dict[str, object]:
    town = suggestion.town
    return {
        "town": town.name,
        "region": town.region.code,
        "county": town.county,
        "lat": town.point.lat,
        "lon": town.point.lon,
        "population": town.population,
        "add": _words(suggestion),
        "score": round(suggestion.score),
        "people": suggestion.people,
        "settlements": [place.name for place in suggestion.settlements],
        "clinic": suggestion.nearest.clinic.id,
        "distance_km": suggestion.nearest.distance_km,
        "searches": suggestion.searches,
        "differing_facts": suggestion.differing,
        "beside": suggestion.beside.label if suggestion.beside else None,
        "covered_by": suggestion.cover.label if suggestion.cover else None,
        "factors": {
            "closeness": round(suggestion.closeness, 3),
            "demand": round(suggestion.demand, 3),
            "difference": round(suggestion.difference, 3),
        },
        "reasons": suggestion.reasons(site),
    }
