"""`locator bench`: how fast this site is on this machine."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from locator.commands.folder import add_site_argument, load_folder, open_folder, require_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping

    from locator.pages.catalogue import Catalogue
    from locator.site.snapshot import Site

T = TypeVar("T")

BUSY = 0.5  # processes that wanted a core before we did
MOST = 200  # pages, towns and names that are tried; spread over the whole site
_CLINICS = 5
_LETTERS = 3  # typed of a name
_LABELS = {
    "read_s": "read the folder",
    "open_s": "judge and rehearse the pages",
    "page_cold_ms": "a page, first asked for",
    "page_kept_us": "a page, asked for again",
    "nearest_us": f"the {_CLINICS} nearest clinics",
    "places_us": f"places that begin with {_LETTERS} letters",
    "memory_mb": "memory at its most, but for a build",
    "build_pages_per_s": "build, pages a second, pictures painted anew",
}
_UNITS = {"s": 1.0, "ms": 1e3, "us": 1e6}


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the options."""
    add_site_argument(parser)
    parser.add_argument("--json", action="store_true", help="the figures for a program")


def run(options: argparse.Namespace) -> int:
    """Times the work that visitors and marketers wait for; writes nothing to the folder."""
    from locator.pages.opening import open_catalogue
    from locator.pages.verdicts.judgement_book import JudgementBook

    folder = open_folder(options.site)
    load = _busy()
    read_s, loaded = _timed(lambda: load_folder(options.site))
    site = require_site(options.site, loaded)
    anew = JudgementBook()  # what was judged before would hide what judging takes
    open_s, catalogue = _timed(lambda: open_catalogue(folder, site, book=anew))
    open_s += _timed(lambda: len(catalogue.verdicts))[0]
    figures = {"read_s": read_s, "open_s": open_s, **_visits(catalogue), **_finding(site)}
    figures |= _memory()
    figures["build_pages_per_s"] = _build(catalogue)
    machine = {"cores": os.cpu_count() or 1, "python": platform.python_version(), "load_before": load}
    size = {"pages": len(catalogue.pages), "towns": len(site.towns), "clinics": len(site.clinics)}
    if options.json:
        print(json.dumps({"site": size, "machine": machine, "figures": figures}, indent=2))
    else:
        _print(size, machine, figures)
    return 0


def _visits(catalogue: Catalogue) -> dict[str, float]:
    """A page for its first visitor and for all after; medians."""
    paths = _spread(catalogue.pages)

    def render(path: str) -> object:
        return catalogue.renderer.output(catalogue.pages[path]()).gzipped

    cold = _median(render, paths)
    for path in paths:
        catalogue.answer(path)
    return {
        "page_cold_ms": cold * _UNITS["ms"],
        "page_kept_us": _median(catalogue.answer, paths) * _UNITS["us"],
    }


def _finding(site: Site) -> dict[str, float]:
    """The nearest clinics of towns, and the beginnings of their names; medians."""
    from locator.site.typeahead.completion import complete

    towns = _spread(site.towns)
    nearest = _median(lambda town: site.nearest_clinics(town.point, _CLINICS), towns)
    names = _median(lambda town: complete(site, town.name[:_LETTERS].lower(), 8), towns)
    return {"nearest_us": nearest * _UNITS["us"], "places_us": names * _UNITS["us"]}


def _memory() -> dict[str, float]:
    """What the process has taken at its most; nothing where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return {}
    kilobyte = 1 if sys.platform == "darwin" else 1024  # macOS counts in bytes
    return {"memory_mb": getrusage(RUSAGE_SELF).ru_maxrss * kilobyte / 1e6}


def _build(catalogue: Catalogue) -> float:
    """Pages a second of a build into a folder that is thrown away."""
    from locator.publish.export import write_export

    with tempfile.TemporaryDirectory() as directory:
        seconds, _ = _timed(lambda: write_export(catalogue, Path(directory) / "site"))
    return len(catalogue.pages) / seconds


def _spread(values: Iterable[T]) -> list[T]:
    """At most MOST of them, from all over."""
    every = list(values)
    return every[:: max(1, len(every) // MOST)][:MOST]


def _median(work: Callable[[T], object], values: list[T]) -> float:
    """Seconds that the work takes for one of these, the first being a trial; 0 if there are none."""
    times = [_timed(lambda: work(value))[0] for value in (*values[:1], *values)][1:]  # noqa: B023
    return sorted(times)[len(times) // 2] if times else 0.0


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def _busy() -> float | None:
    """How many processes want a core, over the last minute; None where the system does not tell."""
    try:
        return round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):
        return None


def _print(size: Mapping[str, int], machine: Mapping[str, object], figures: Mapping[str, float]) -> None:
    print(", ".join(f"{count:,} {name}" for name, count in size.items()))
    for name, figure in figures.items():
        unit = name.rpartition("_")[2]
        shown = f"{figure:,.0f}" if unit in ("us", "s", "mb") and figure >= MOST else f"{figure:,.2f}"
        unit = "" if name == "build_pages_per_s" else unit.replace("us", "µs").replace("mb", "MB")
        print(f"{_LABELS[name]:46}{shown:>10} {unit}".rstrip())
    print(f"Python {machine['python']}, {machine['cores']} cores.", end=" ")
    load = machine["load_before"]
    if isinstance(load, float) and load > BUSY:
        print(f"The machine was busy (load {load}): the figures are worse than it can do.")
    else:
        print("Of another machine, or a busy one, other figures are to be expected.")
