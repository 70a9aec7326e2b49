"""An hour's visits in minutes: does memory stay, do files and threads, is every request answered?

    python bench/soak.py [--site SITE] [--minutes 6] [--rate 200] [--workers 2] [--out SVG]

SITE is copied. Eight visitors ask for pages cold and kept, the finder with ever new words, the API,
positions, forms, what is not there and the workbench; the folder is read anew every 20 seconds, and every
minute a town is published. At 200 requests a second, six minutes are what a site that is asked 20 times a
second has in an hour. Memory is each process's own share (PSS), looked at once a second. SVG gets the graph.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from random import Random
from subprocess import DEVNULL, Popen

import command
from conditions import print_conditions
from crowd import Crowd, Tally, Wish
from curves import Panel, draw_curves
from our_server import LOCATOR, fetch, served
from peers import ROOT
from reload import LOCATION
from usage import family, share_mb

from locator.editing.editors import VARIABLE

VISITORS = 8
PARTS = ("site.toml", "locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv", "content")
TOWNS = ("Edgewater", "DeBary", "Palatka", "Ocoee", "Apopka", "Tavares", "Eustis", "Leesburg", "Bunnell")
SYLLABLES = ("la", "ke", "or", "mond", "day", "to", "san", "ford", "pal", "del", "oak", "win", "ter", "vil")
FILES = ("/robots.txt", "/sitemap.xml", "/clinics/", "/", "/privacy/", "/healthz")
BENCH = ("/workbench/", "/workbench/history/", "/workbench/clinics/")
PASSWORD = "four-plain-words-do-well"


@dataclass
class Course:
    """What happened: figures of each second, and the moments of what was done to the site."""

    tally: Tally = field(default_factory=Tally)
    begun: float = field(default_factory=time.monotonic)
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # MB of all processes
    files: list[float] = field(default_factory=list)  # open, of all
    threads: list[float] = field(default_factory=list)
    processes: list[int] = field(default_factory=list)
    reloads: list[float] = field(default_factory=list)
    publications: list[float] = field(default_factory=list)

    @property
    def now(self) -> float:
        return time.monotonic() - self.begun

    def look(self, server: int) -> None:
        """Remembers what the processes of a server take."""
        every = [*family(server)]
        self.seconds.append(self.now)
        self.memory.append(sum(share_mb(process) for process in every))
        self.files.append(sum(_open_files(process) for process in every))
        self.threads.append(sum(_threads(process) for process in every))
        self.processes.append(len(every))

    def waits(self, share: float) -> list[float]:
        """The ms within which that share of the answers of each second came."""
        by_second: dict[int, list[float]] = {}
        for at, ms in self.tally.waits:
            by_second.setdefault(int(at - self.begun), []).append(ms)
        sorted_waits = [sorted(by_second.get(int(second), [0.0])) for second in self.seconds]
        return [waits[min(len(waits) - 1, int(share * len(waits)))] for waits in sorted_waits]

    def settled(self, values: list[float], part: int) -> float:
        """The median in a quarter of the time, of moments in which no workers were being replaced."""
        few = min(self.processes)
        size = len(values) / 4
        chosen = range(int(part * size), int((part + 1) * size))
        return statistics.median(
            [values[n] for n in chosen if self.processes[n] == few] or [values[n] for n in chosen]
        )


def _open_files(process: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{process}/fd"))  # noqa: PTH208  # a thousand Paths are not wanted
    return 0


def _threads(process: int) -> int:
    with suppress(OSError):
        return len(os.listdir(f"/proc/{process}/task"))  # noqa: PTH208
    return 0


def everything(number: int, pages: list[str], cookie: str) -> Iterator[Wish]:
    """Whatever there is to ask for; cold pages come up anew with each edition."""
    random = Random(number)
    for step in count():
        yield Wish(random.choice(pages))
        yield Wish(f"/find?q={_word(random)}+{_word(random)}&treatment=acupuncture")
        yield Wish(random.choice(FILES))
        yield Wish(f"/api/v1/nearest?lat={random.uniform(25, 31):.2f}&lon={random.uniform(-87, -80):.2f}")
        yield Wish(random.choice(pages))
        yield Wish(f"/find?q={random.randrange(32000, 34999)}&n={step}")
        yield Wish(f"/api/v1/places?q={_word(random)}")
        yield Wish("/find", form=f"lat={random.uniform(25, 31):.2f}&lon={random.uniform(-87, -80):.2f}")
        yield Wish(f"/{_word(random)}/{number}/{step}/", 404)
        if number == 0:  # one of them is an editor
            yield Wish(random.choice(BENCH), cookie=cookie)
        yield Wish("/report?page=/clinics/")
        yield Wish("/demand", 204, form="kind=view&page=/clinics/")


def _word(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=random.randrange(1, 5)))


def soak(site: Path, *, seconds: float, rate: float, workers: int, pauses: tuple[float, float]) -> Course:
    """Lets visitors ask for so long; the folder is read anew and a town published after such pauses."""
    with served(site, "--workers", str(workers)) as (server, port):
        files = LOCATION.findall(fetch(port, "/sitemap.xml"))
        pages = [page for file in files for page in LOCATION.findall(fetch(port, file))]
        cookie = _sign_in(port)
        time.sleep(2)  # until the workers serve that share what was made ready
        crowd = Crowd(port, lambda n: everything(n, pages, cookie), visitors=VISITORS, rate=rate / VISITORS)
        course = Course()
        crowd.start()
        _follow(course, site, server, seconds, pauses)
        course.tally = crowd.stop()
        return course


def _follow(
    course: Course, site: Path, server: Popen[str], seconds: float, pauses: tuple[float, float]
) -> None:
    """Looks once a second, and does to the site what is due."""
    due, towns = [*pauses], iter(TOWNS)
    with ExitStack() as stack:
        while course.now < seconds:
            course.look(server.pid)
            if course.now > due[0]:
                server.send_signal(signal.SIGHUP)
                course.reloads.append(course.now)
                due[0] += pauses[0]
            if course.now > due[1] and (town := next(towns, "")):
                add = [*LOCATOR, "add", f"{town}, FL", "--site", str(site), "--yes"]
                stack.enter_context(Popen(add, stdout=DEVNULL, stderr=DEVNULL))
                course.publications.append(course.now)
                due[1] += pauses[1]
            time.sleep(max(0.0, len(course.seconds) - course.now))


def _sign_in(port: int) -> str:
    """The cookie of an editor."""
    headers = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(connection):
        connection.request("POST", "/workbench/sign-in", f"name=editor&password={PASSWORD}", headers)
        cookie = connection.getresponse().getheader("set-cookie")
    assert cookie, "nobody can sign in"
    return cookie.partition(";")[0]


def report(course: Course) -> None:
    """The table: the first quarter of the time, which fills what is kept, and those after it."""
    tally = course.tally
    print("| | second quarter | third | last |\n|---|---|---|---|")
    for name, values in (
        ("memory of all processes, MB", course.memory),
        ("open files", course.files),
        ("threads", course.threads),
        ("p50, ms", course.waits(0.5)),
        ("p99, ms", course.waits(0.99)),
    ):
        print(f"| {name} | {' | '.join(f'{course.settled(values, part):,.1f}' for part in (1, 2, 3))} |")
    print(
        f"\n{tally.sent:,} sent, {tally.answered:,} answered, {tally.again} asked again, "
        f"{tally.failed.total()} failed ({tally.broken} with 5xx), {tally.lost.total()} lost; "
        f"{course.seconds[-1]:.0f} s, {len(course.reloads)} reloads, {len(course.publications)} publications."
    )
    for told, times in (tally.failed + tally.lost).most_common(10):
        print(f"- {told}: {times}")


def drawn(course: Course) -> str:
    """The graph."""
    panels = [
        Panel("memory of all processes, MB", {"PSS": course.memory}),
        Panel("wait for an answer, ms", {"p50": course.waits(0.5), "p99": course.waits(0.99)}),
        Panel("open files and threads", {"files": course.files, "threads": course.threads}),
    ]
    marks = {"reloads": course.reloads, "published": course.publications}
    return draw_curves(course.seconds, panels, marks)


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--site", type=Path, default=ROOT)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--rate", type=float, default=200, help="requests a second")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "docs/explanation/soak.svg")
    options = parser.parse_args()
    os.environ[VARIABLE] = PASSWORD
    print_conditions("An hour's visits in minutes", "uvicorn", "uvloop", "httptools")
    with tempfile.TemporaryDirectory() as folder:
        site = copied(options.site, Path(folder) / "site")
        seconds, pauses = options.minutes * 60, (20.0, 60.0)
        course = soak(site, seconds=seconds, rate=options.rate, workers=options.workers, pauses=pauses)
    report(course)
    options.out.write_text(drawn(course), encoding="utf-8")


def copied(site: Path, copy: Path) -> Path:
    """The parts of a folder that are its site's, where they may be changed."""
    copy.mkdir()
    for part in PARTS:
        if (source := site / part).exists():
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / part)
    return copy


if __name__ == "__main__":
    main()
