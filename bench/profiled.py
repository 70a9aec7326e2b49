"""What bench/profiles.py looks into: python profiled.py WORK SECONDS does one kind of work over and over."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

from export import spare_cards
from loading import load, write_folder
from nearest import SEED, random_points, random_us_point
from render import sample

from locator.geo.nearest import NearestIndex
from locator.pages.catalogue import Catalogue
from locator.pages.landing import page as landing
from locator.pages.opening import open_catalogue
from locator.publish.export import uncounted, write_export
from locator.publish.survey import survey
from locator.site.folder import SiteFolder

Work = Callable[[], int]  # does some of it, and says how much
POINTS, QUERIES, PAGES = 1_000_000, 300, 200


def profiled(work: Work, seconds: float) -> None:
    """The frame below which time is looked for."""
    begun, done = process_time(), 0
    while process_time() - begun < seconds:
        done += work()
    print(f"done {done} in {process_time() - begun} s")


def nearest(_: Path) -> Work:
    rng = random.Random(SEED)
    index = NearestIndex(random_points(POINTS, rng))
    origins = [random_us_point(rng) for _ in range(QUERIES)]

    def work() -> int:
        for origin in origins:
            index.nearest(origin, 5)
        return len(origins)

    return work


def page(folder: Path) -> Work:
    """Pages whose clinics were on other pages; each map is drawn anew."""
    catalogue = _catalogue(folder)
    asked = sample(catalogue.site, PAGES)

    def work() -> int:
        landing.drawn.cache_clear()
        for each in asked:
            context = landing.landing_page(catalogue.site, *each, verdicts=catalogue.verdicts)
            catalogue.renderer.render(context)
        return len(asked)

    work()
    return work


def build(folder: Path) -> Work:
    """A whole export by one process, but for its pictures."""
    spare_cards()
    catalogue = _catalogue(folder)
    out = folder.with_name("out")

    def work() -> int:
        seen = survey(catalogue, None, {}, jobs=1, for_ledger=False)
        write_export(catalogue, out, jobs=1, survey=seen)
        return len(catalogue.pages)

    return work


def _catalogue(folder: Path) -> Catalogue:
    folder.mkdir()
    write_folder(folder, towns=500, clinics=1_000)
    catalogue = open_catalogue(SiteFolder(folder), uncounted(load(SiteFolder(folder))))
    len(catalogue.verdicts)
    return catalogue


WORKS: dict[str, Callable[[Path], Work]] = {"page": page, "nearest": nearest, "build": build}


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        work = partial(profiled, WORKS[sys.argv[1]](Path(directory) / "site"))
        work(float(sys.argv[2]))


if __name__ == "__main__":
    main()
