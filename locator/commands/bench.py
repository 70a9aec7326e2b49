"""`locator bench`: how fast this site is on this machine, and what takes longest."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site
from locator.commands.measuring.clock import median, some, timed

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from locator.commands.measuring.page_kinds import PageKind
    from locator.commands.measuring.visits import Answers
    from locator.pages.catalogue import Catalogue
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

MOST = 200  # pages and towns that are tried; spread over the whole site
_CLINICS = 5
_LETTERS = 3  # typed of a name


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    add_site_argument(parser)
    parser.add_argument("--json", action="store_true", help="the figures for a program")
    parser.add_argument(
        "--seconds", type=float, default=2.0, metavar="N", help="how long visitors ask for each thing"
    )


def run(options: argparse.Namespace) -> int:
    """Times the work that visitors and marketers wait for; writes nothing to the folder."""
    from locator.commands.measuring.page_kinds import measured_kinds
    from locator.commands.measuring.visits import shadow
    from locator.commands.telling.speeds import print_kinds, print_speeds

    load = _busy()
    with shadow(open_folder(options.site).path) as path:
        folder = open_folder(str(path))
        figures = {}
        figures["read_s"], loaded = timed(lambda: load_folder(str(path)))
        site = require_site(options.site, loaded)
        figures["judge_s"], catalogue = timed(lambda: _judged(folder, site))
        figures["judge_again_s"], _ = timed(lambda: _judged(folder, site))
        kinds = measured_kinds(catalogue)
        figures |= _finding(site) | _visits(path, catalogue, options.seconds) | _memory() | _build(kinds)
    machine = {"cores": os.cpu_count() or 1, "python": platform.python_version(), "load_before": load}
    size = {"pages": len(catalogue.pages), "towns": len(site.towns), "clinics": len(site.clinics)}
    if options.json:
        told = {"site": size, "machine": machine, "figures": figures, "kinds": [*map(asdict, kinds)]}
        print(json.dumps(told, indent=2))
    else:
        print_speeds(size, machine, figures)
        print_kinds(kinds)
    return 0


def _judged(folder: SiteFolder, site: Site) -> Catalogue:
    from locator.pages.opening import open_catalogue

    catalogue = open_catalogue(folder, site)
    _ = len(catalogue.verdicts)
    return catalogue


def _finding(site: Site) -> dict[str, float]:
    """The nearest clinics of towns, and the beginnings of their names; medians."""
    from locator.site.typeahead.completion import complete

    towns = some(site.towns, MOST)
    nearest = median(lambda town: site.nearest_clinics(town.point, _CLINICS), towns)
    names = median(lambda town: complete(site, town.name[:_LETTERS].lower(), 8), towns)
    return {"nearest_us": nearest * 1e6, "places_us": names * 1e6}


def _visits(path: Path, catalogue: Catalogue, seconds: float) -> dict[str, float]:
    """What one serving process gives to visitors; they are of this machine, and take time of it too."""
    from locator.commands.measuring.visits import served, visited
    from locator.site import urls

    towns = some(catalogue.site.towns, MOST)
    pages = some(catalogue.pages, MOST)
    finder = [f"{catalogue.finders[0]}?q={quote(f'{town.name}, {town.region.code}')}" for town in towns]
    nearest = [f"{urls.API_NEAREST}?lat={town.point.lat}&lon={town.point.lon}" for town in towns]
    with served(path) as (port, start_s):
        visited(port, ["/sitemap.xml"])  # which is ready when all else is
        figures = {"start_s": start_s, **_told("new_pages", visited(port, pages))}
        kept = visited(port, pages, seconds)
        figures |= _told("kept_pages", kept) | ({"kept_pages_p99_ms": kept.p99_ms} if kept else {})
        figures |= _told("finder", visited(port, finder, seconds))
        figures |= _told("api", visited(port, nearest, seconds))
    return figures


def _told(name: str, answers: Answers | None) -> dict[str, float]:
    return {f"{name}_per_s": answers.per_s} if answers else {}


def _memory() -> dict[str, float]:
    """What a process of the server took at its most; nothing where the system does not tell."""
    try:
        from resource import RUSAGE_CHILDREN, getrusage
    except ImportError:
        return {}
    kilobyte = 1 if sys.platform == "darwin" else 1024  # macOS counts in bytes
    return {"memory_mb": getrusage(RUSAGE_CHILDREN).ru_maxrss * kilobyte / 1e6}


def _build(kinds: Sequence[PageKind]) -> dict[str, float]:
    """Seconds of a build, reckoned from a few pages of each kind."""
    from locator.crew import cores

    pictures = sum(kind.pages * kind.picture_ms / 1e3 for kind in kinds)
    return {"build_s": sum(kind.seconds for kind in kinds) / cores(), "pictures_s": pictures / cores()}


def _busy() -> float | None:
    """How many processes want a core, over the last minute; None where the system does not tell."""
    try:
        return round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):
        return None
