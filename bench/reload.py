"""What visitors wait while a site is read anew: pages kept and cold, finder and API, before and during it.

    python bench/reload.py SITE [--workers 1 2]

SITE is copied (bench/loading.py makes large ones); one clinic's telephone number is changed in the copy. Each
kind of request is asked by one visitor, on a kept connection, ten times a second until the change is served.
"""

from __future__ import annotations

import csv
import re
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

import command
from conditions import print_conditions
from our_server import fetch, served

PAUSE = 0.1
LOCATION = re.compile(r"<loc>https?://[^/]+(/[^<]*)</loc>")
QUIET_SECONDS = 5.0
FINDER = "/find?q=32114"
NEAREST = "/api/v1/nearest?q=32114"
PLACES = "/api/v1/places?q=day"


class Visitor(threading.Thread):
    """Asks for addresses in turn; remembers when each answer came and how long it took, in ms."""

    def __init__(self, port: int, kind: str, paths: Iterator[str]) -> None:
        super().__init__(daemon=True)
        self.kind, self.waits = kind, list[tuple[float, float]]()
        self._port, self._paths, self._is_done = port, paths, threading.Event()

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=600)
        while not self._is_done.wait(PAUSE):
            start = time.perf_counter()
            connection.request("GET", next(self._paths), headers={"accept-encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            self.waits.append((time.monotonic(), (time.perf_counter() - start) * 1000))
            if answer.getheader("connection") == "close":
                connection.close()

    def stop(self) -> None:
        self._is_done.set()
        self.join()


def changed(site: Path) -> tuple[str, str]:
    """Gives the last clinic another number; the address of its page, and what that says then."""
    table = site / "clinics.csv"
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rows[-1]["phone"] = "(386) 555-0147"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return f"/clinics/{rows[-1]['id']}/", "(386) 555-0147"


def measure(site: Path, workers: int) -> None:
    with served(site, "--watch", "--workers", str(workers)) as (_, port):
        report(workers, *watched(port, site))


def watched(port: int, site: Path) -> tuple[list[Visitor], float, float]:
    """Visitors with what they waited; when the change was made and when it was served."""
    towns = [
        town
        for file in LOCATION.findall(fetch(port, "/sitemap.xml"))
        if "/towns-" in file
        for town in LOCATION.findall(fetch(port, file))
    ]
    kinds = {"page kept": ["/"], "page cold": towns, "finder": [FINDER], "nearest": [NEAREST]}
    kinds["places"] = [PLACES]
    for path in ("/", FINDER, NEAREST, PLACES):
        fetch(port, path)
    visitors = [Visitor(port, kind, cycle(paths)) for kind, paths in kinds.items()]
    for visitor in visitors:
        visitor.start()
    time.sleep(QUIET_SECONDS)
    begun = time.monotonic()
    path, said = changed(site)
    while said not in fetch(port, f"{path}?{time.monotonic()}"):
        time.sleep(0.5)
    ended = time.monotonic()
    time.sleep(QUIET_SECONDS)  # caches are cold
    for visitor in visitors:
        visitor.stop()
    return visitors, begun, ended


def report(workers: int, visitors: list[Visitor], begun: float, ended: float) -> None:
    for visitor in visitors:
        before = [wait for at, wait in visitor.waits if at < begun]
        during = [wait for at, wait in visitor.waits if at >= begun]
        cells = (figures(before), figures(during), str(len(during)), f"{ended - begun:.0f} s")
        print(f"| {workers} | {visitor.kind} | {' | '.join(cells)} |", flush=True)


def figures(waits: list[float]) -> str:
    ordered = sorted(waits)
    p99 = ordered[len(ordered) * 99 // 100]
    return f"{statistics.median(ordered):.1f} | {p99:.1f} | {ordered[-1]:.1f}"


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    print_conditions("What visitors wait while a site is read anew", "uvicorn", "uvloop", "httptools")
    print("| workers | ms | p50 | p99 | most | p50 during and after | p99 | most | requests | reload |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for workers in options.workers:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(options.site, site := Path(folder) / "site")
            measure(site, workers)


if __name__ == "__main__":
    main()
