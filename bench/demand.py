"""Counting: what it costs a request, and what a thousand counts a second cost the disk.

    python bench/demand.py [--seconds 5]

Beacons go through the whole application, without a network; the disk is that of the temporary folder.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # runs from a checkout, uninstalled

import command
from conditions import print_conditions
from peers import ROOT
from starlette.datastructures import Headers
from starlette.types import Message, Scope

from locator.demand.book import DemandBook
from locator.demand.kind import Kind
from locator.demand.place_name import place_name
from locator.demand.turnstile import Turnstile
from locator.editing.folder_cabinet import FolderCabinet
from locator.publish.machine import machine_files
from locator.site.folder import SiteFolder
from locator.site.queries.search import find_place
from locator.web.app import create_app
from locator.web.live import Live
from locator.web.pacing import Bucket
from locator.web.visitors import is_counted

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
TODAY = date(2026, 11, 23)
A_SECOND = 1_000
PAGE = "/back-pain-treatment/fl/lake-mary/"
HEADERS = [
    *((b"host", b"127.0.0.1"), (b"user-agent", AGENT.encode()), (b"sec-fetch-site", b"same-origin")),
    (b"content-type", b"application/x-www-form-urlencoded"),
]


def microseconds(work: object, times: int = 20_000) -> float:
    """The mean of many calls."""
    assert callable(work)
    begun = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - begun) / times * 1e6


def report(work: str, taken: float, more: str = "") -> None:
    """A line of the table, from microseconds."""
    print(f"| {work} | {taken:,.1f} µs | {more} |", flush=True)


def count_costs(folder: Path, live: Live) -> None:
    """What a request does on the event loop."""
    turnstile = Turnstile(DemandBook(FolderCabinet(folder)), lambda: TODAY)
    bucket, headers, site = (
        Bucket(60, 1e-9, perf_counter),
        Headers({"user-agent": AGENT}),
        live.edition.catalogue.site,
    )
    report("a count", microseconds(lambda: turnstile.count(Kind.VIEW, PAGE)))
    report("whether to count", microseconds(lambda: is_counted(headers)))
    report("the pace of a network", microseconds(lambda: bucket.take("203.0.113.7")))
    for text in ("DeLand", "32114", "Example Back Care Lake Mary"):
        place = find_place(site, text).origin
        assert place
        named = microseconds(lambda place=place: place_name(site.gazetteer, place), 2_000)
        near = microseconds(lambda point=place.point: site.nearest_clinics(point, 1, within_km=40.0), 2_000)
        report(f"the name of {text!r}", named)
        report(f"whether a clinic is near {text!r}", near)


async def beacon_costs(folder: Path, live: Live, times: int = 3_000) -> None:
    """A beacon through the whole application."""
    app = create_app(live)
    app.state.turnstile = Turnstile(DemandBook(FolderCabinet(folder)), lambda: TODAY)
    app.state.counts = Bucket(60, 1e-9, perf_counter)
    scope: Scope = {
        **{"type": "http", "method": "POST", "path": "/demand", "raw_path": b"/demand", "query_string": b""},
        **{"headers": HEADERS, "client": ("203.0.113.7", 1), "server": ("127.0.0.1", 80), "scheme": "http"},
        **{"http_version": "1.1", "root_path": ""},
    }
    statuses = []

    async def receive() -> Message:
        return {"type": "http.request", "body": f"kind=view&page={PAGE}".encode(), "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    begun = perf_counter()
    for _ in range(times):
        await app(dict(scope), receive, send)
    took = (perf_counter() - begun) / times * 1e6
    assert set(statuses) == {204}, set(statuses)
    report("a beacon through the whole application", took, f"{1e6 / took:,.0f} a second on one core")


def write_costs(folder: Path, live: Live, seconds: int) -> None:
    """What a thousand counts a second leave to be written, for busy pages and for places without end."""
    places = [f"Town {number}, FL" for number in range(5_000)]
    counted = {"pages": list(live.edition.catalogue.pages), "places, all different": places}
    for name, subjects in counted.items():
        turnstile = Turnstile(DemandBook(FolderCabinet(folder / name)), lambda: TODAY)
        for _ in range(3):
            for i in range(A_SECOND * seconds):
                turnstile.count(Kind.VIEW, subjects[i % len(subjects)])
            begun = perf_counter()
            turnstile.write()
            took = (perf_counter() - begun) * 1e6
        turnstile.book.close()
        size = (folder / name / ".locator/demand.sqlite").stat().st_size / 1024
        report(f"to write {seconds} s of {A_SECOND:,} counts a second, {name}", took, f"{size:,.0f} KB")


def main() -> None:
    """Prints all figures."""
    parser = command.parser(__doc__)
    parser.add_argument(
        "--seconds", type=int, default=5, help="how long counts gather before they are written"
    )
    options = parser.parse_args()
    print_conditions("What counting costs a visitor, and the disk", "starlette")
    print("| work | time | that is |\n|---|---|---|")
    live = Live(SiteFolder(ROOT), environ={}, clock=lambda: datetime.now(UTC), machine_files=machine_files)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count_costs(folder, live)
        asyncio.run(beacon_costs(folder, live))
        write_costs(folder, live, options.seconds)


if __name__ == "__main__":
    main()
