"""A landing page that nobody has asked for: ours with its context, and other engines on values in words.

    python bench/render.py [--site FOLDER] [--pages 100] [--rounds 5] [--profile]

Peers come from requirements/bench.txt, outside git. They are given every value, and only filling in is timed.
Contenders take turns in each round, in time of the processor, and must write the same text. Without a folder,
500 towns and 1,000 clinics are made up.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import make_dataclass, replace
from html import unescape
from importlib import import_module
from pathlib import Path
from time import process_time_ns
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from blanks import Blanks
from conditions import print_conditions
from loading import load, write_folder
from peers import from_pypi

from locator.model.document import Treatment
from locator.model.town import Town
from locator.pages.catalogue import Catalogue
from locator.pages.facts.outlook import look_around
from locator.pages.landing import page as landing
from locator.pages.opening import open_catalogue
from locator.pages.rendering import Renderer
from locator.site.folder import SiteFolder
from locator.site.snapshot import Site

SEED = 20_261_122
NEW, WORDS, MAPS, NO_MAP = (
    "ours: the first of its clinics",  # nothing is kept from another page, as right after a start
    "ours: clinics were on other pages",
    "ours: drawn before a reload",
    "ours: without its map",  # as pages are judged
)
OBJECTS = "Jinja2 on objects"
Asked = tuple[Treatment, Town]
Fill = Callable[[], str]


def engines(blanks: Blanks) -> dict[str, Fill]:
    """The other ways to fill in the blanks of one page."""
    import jinja2

    found: dict[str, Fill] = {}
    objects = {name: _object(values) for name, values in blanks.values.items()}
    plain = jinja2.Environment(autoescape=True, keep_trailing_newline=True).from_string(blanks.template())
    found["Jinja2 on dicts"] = lambda: plain.render(blanks.values)
    found[OBJECTS] = lambda: plain.render(objects)
    page = blanks.function()
    found["compiled f-strings"] = lambda: page(**blanks.values)
    if folder := from_pypi():
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
        found |= {"Django templates": _django(blanks), "minijinja": _minijinja(blanks)}
    return found


def _object(values: dict[str, str]) -> Any:
    return make_dataclass("Named", values, frozen=True, slots=True)(**values)


def _django(blanks: Blanks) -> Fill:
    settings, django = import_module("django.conf").settings, import_module("django.template")
    if not settings.configured:
        settings.configure(USE_I18N=False)
    template = django.Engine().from_string(blanks.template())
    return lambda: str(template.render(django.Context(blanks.values)))


def _minijinja(blanks: Blanks) -> Fill:
    environment = import_module("minijinja").Environment(
        templates={"page.html": blanks.template()}, keep_trailing_newline=True
    )
    return lambda: str(environment.render_template("page.html", **blanks.values))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What comes out, and how long it took in ms of the processor."""
    begun = process_time_ns()
    made = work()
    return made, (process_time_ns() - begun) / 1e6


class Contest:
    """Pages of a site, made by us and then by the others, who must write the same."""

    def __init__(self, catalogue: Catalogue, pages: int) -> None:
        self.catalogue = catalogue
        self.asked = sample(catalogue.site, pages)
        made = [self.context(catalogue.site, each) for each in self.asked]
        self.sizes = [len(catalogue.renderer.render(page)) for page in made]
        self.others = [engines(Blanks(catalogue.renderer, page)) for page in made]
        self.times: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)

    def context(self, site: Site, asked: Asked, *, with_map: bool = True) -> landing.LandingPage:
        return landing.page_of(look_around(site, *asked), self.catalogue.verdicts, with_map=with_map)

    def round(self, layers: Sequence[Path]) -> None:
        """All pages in each of our ways, of a snapshot of which nothing is kept, and then by the others."""
        site = replace(self.catalogue.site)
        renderer = Renderer(layers, self.catalogue.renderer.assets, site)
        renderer.compile_templates()
        for name in (NEW, WORDS, MAPS, NO_MAP):
            if name != MAPS:
                landing.drawn.cache_clear()
            bodies = [self.ours(name, renderer, site, asked) for asked in self.asked]
            if name == MAPS:
                texts = [unescape(body.decode()) for body in bodies]
        for name in self.others[0]:
            for text, fills in zip(texts, self.others, strict=True):
                said, filling = timed(fills[name])
                self.times[name].append((0.0, filling))
                assert unescape(said) == text, f"{name} writes another page"

    def ours(self, name: str, renderer: Renderer, site: Site, asked: Asked) -> bytes:
        context, making = timed(lambda: self.context(site, asked, with_map=name != NO_MAP))
        body, filling = timed(lambda: renderer.render(context))
        self.times[name].append((making, filling))
        return bytes(body)


def sample(site: Site, count: int) -> list[Asked]:
    """Some landing pages of a site, always the same."""
    every = [(site.treatments[slug], town) for town in site.towns for slug in town.treatments]
    return random.Random(SEED).sample(every, min(count, len(every)))


def report(times: Mapping[str, list[tuple[float, float]]]) -> None:
    base = statistics.median(filling for _, filling in times[OBJECTS])
    print("| contender | context | filled in | page, median | spread (5 to 95 %) | ratio |")
    print("|---|---|---|---|---|---|")
    for name, pairs in sorted(times.items(), key=lambda each: -statistics.median(map(sum, each[1]))):
        making, filling = (statistics.median(each) for each in zip(*pairs, strict=True))
        whole = [sum(pair) for pair in pairs]
        cuts, middle = statistics.quantiles(whole, n=20), statistics.median(whole)
        context = f"{making:.3f}" if making else "given"
        spread = f"{cuts[0]:.3f} to {cuts[-1]:.3f}"
        print(f"| {name} | {context} | {filling:.3f} | {middle:.3f} ms | {spread} | {middle / base:.2f} |")


def profile(catalogue: Catalogue, pages: int) -> None:
    """Where the time of pages goes whose clinics were on other pages."""
    asked = sample(catalogue.site, pages)

    def work() -> None:
        landing.drawn.cache_clear()
        for each in asked:
            catalogue.renderer.render(
                landing.landing_page(catalogue.site, *each, verdicts=catalogue.verdicts)
            )

    work()
    profiler = cProfile.Profile()
    profiler.runcall(work)
    pstats.Stats(profiler).strip_dirs().sort_stats("cumulative").print_stats(60)


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="show where our time goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        folder = SiteFolder(options.site or Path(directory))
        if not options.site:
            write_folder(folder.path, towns=500, clinics=1_000)
        catalogue = open_catalogue(folder, load(folder))
        if options.profile:
            profile(catalogue, options.pages)
            return
        contest = Contest(catalogue, options.pages)
        for _ in range(options.rounds):
            contest.round(folder.templates)
    print_conditions("A landing page that nobody has asked for", "jinja2", "minijinja", "Django")
    size = statistics.median(contest.sizes) / 1e3
    print(f"{len(contest.sizes)} landing pages of {size:.1f} KB, {options.rounds} rounds\n")
    report(contest.times)


if __name__ == "__main__":
    main()
