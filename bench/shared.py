"""Four servers on two stores of the same site: whether they say the same, and change at the same moment.

    python bench/shared.py [--towns 3000] [--clinics 10000] [--site SITE] [--requests 10000] [--seconds 20]

Two serve the folder, two a PostgreSQL database that is started for it. Requests are drawn at random from
pages and the API, always the same, and put to all four; answers are compared with headers, byte for byte.
Then one clinic's number is changed and published in both stores while wrk asks all four, and each is asked
for that clinic's page until it has the new number. SITE is copied; without it a folder is made up as in
loading.py.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import command
import psycopg
from conditions import print_conditions
from loading import SEED, write_folder
from our_server import fetch, served
from peers import ROOT, from_debian
from reload import LOCATION, changed

from locator.editing.change import Change
from locator.editing.history.versions import Versions
from locator.shared.database.database import Database
from locator.shared.database.migrating import migrate
from locator.shared.versions.bringing_out import Press
from locator.shared.versions.loading import load_into
from locator.site.folder import SiteFolder

sys.path.insert(0, str(ROOT / "tests"))
from postgres import started

QUIET_SECONDS = 3.0
MOST_SECONDS = 900.0  # until a change must be served
FAILED = re.compile(r"(?:Non-2xx or 3xx responses|connect|read|write|timeout):? (\d+)")
WRK_CONNECTIONS = 8
OF_THE_MOMENT = ("date", "connection")  # a worker that another relieves lets connections go
LETTERS = ("day", "or", "mi", "spr", "st", "san", "new", "fort", "la", "k")


@dataclass
class Server:
    """One that is up: what it serves from, and where it answers."""

    name: str
    port: int
    answers: list[bytes] = field(default_factory=list)
    served_at: float = 0.0


def utc_now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def four_servers(folder: Path, database: Database, scratch: Path) -> Iterator[list[Server]]:
    """Two on the folder, two on the database, each of these with a cache of its own."""
    with ExitStack() as stack:
        up = []
        for number in (1, 2):
            _, port = stack.enter_context(served(folder))
            up.append(Server(f"folder {number}", port))
        for number in (1, 2):
            environ = {"LOCATOR_STORE": database.url, "LOCATOR_CACHE": str(scratch / f"cache-{number}")}
            _, port = stack.enter_context(served(folder, environ=environ))
            up.append(Server(f"database {number}", port))
        for server in up:
            while not json.loads(fetch(server.port, "/readyz"))["ready"]:
                time.sleep(0.5)
        yield up


def requests(port: int, count: int) -> list[str]:
    """Addresses drawn from pages and questions to the API, half and half."""
    rng = random.Random(SEED)
    pages = [
        page
        for part in LOCATION.findall(fetch(port, "/sitemap.xml"))
        for page in LOCATION.findall(fetch(port, part))
    ]
    clinics = [page.split("/")[-2] for page in pages if page.startswith("/clinics/") and page != "/clinics/"]
    return [rng.choice(pages) if rng.random() < 0.5 else question(rng, clinics) for _ in range(count)]


def question(rng: random.Random, clinics: Sequence[str]) -> str:
    lat, lon = rng.uniform(25, 48), rng.uniform(-123, -68)
    more = rng.choice(("", "&treatment=acupuncture", "&language=Spanish", "&max_distance_km=80"))
    return rng.choice(
        (
            f"/api/v1/nearest?lat={lat:.2f}&lon={lon:.2f}&limit={rng.randrange(1, 20)}{more}",
            f"/api/v1/nearest?q={rng.randrange(1000, 99999):05}{more}",
            f"/api/v1/places?q={rng.choice(LETTERS)}&limit={rng.randrange(1, 10)}",
            f"/api/v1/clinics/{rng.choice(clinics)}",
            f"/find?q={rng.randrange(1000, 99999):05}",
        )
    )


def ask_all(servers: Sequence[Server], paths: Sequence[str]) -> int:
    """Puts all requests to all servers; returns how many are not answered alike, and says which first."""
    with ThreadPoolExecutor(len(servers)) as threads:
        list(threads.map(lambda server: ask(server, paths), servers))
    alike = [len({server.answers[at] for server in servers}) == 1 for at in range(len(paths))]
    for path, is_alike in zip(paths, alike, strict=True):
        if not is_alike:
            print(f"not alike: {path}", file=sys.stderr)
            for server in servers:
                print(f"{server.name}: {server.answers[alike.index(False)]!r}", file=sys.stderr)
            break
    return alike.count(False)


def ask(server: Server, paths: Sequence[str]) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=600)
    for path in paths:
        connection.request("GET", path, headers={"host": "clinics.example", "accept-encoding": "identity"})
        answer = connection.getresponse()
        headers = sorted(pair for pair in answer.getheaders() if pair[0].lower() not in OF_THE_MOMENT)
        said = repr((answer.status, headers)).encode() + answer.read()
        server.answers.append(said)
        if answer.getheader("connection") == "close":
            connection.close()
    connection.close()


@contextmanager
def wrk_on(servers: Sequence[Server], seconds: int) -> Iterator[dict[str, tuple[int, int]]]:
    """Requests answered and failed by the name of each server, when it is left."""
    found: dict[str, tuple[int, int]] = {}
    options = ["wrk", "-t1", f"-c{WRK_CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s"]
    running = {
        server.name: subprocess.Popen(
            [*options, f"http://127.0.0.1:{server.port}/api/v1/nearest?q=32114"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for server in servers
    }
    yield found
    for name, process in running.items():
        said, _ = process.communicate()
        answered = int((re.findall(r"(\d+) requests in", said) or ["0"])[0])
        failed = sum(
            map(int, re.findall(r"(?:Non-2xx or 3xx responses|connect|read|write|timeout):? (\d+)", said))
        )
        found[name] = answered, failed


def watch(server: Server, path: str, said: str) -> None:
    """Asks, always anew, until the page says so."""
    end = time.monotonic() + MOST_SECONDS
    while said not in fetch(server.port, f"{path}?{time.monotonic()}") and time.monotonic() < end:
        time.sleep(0.01)
    server.served_at = time.monotonic()


def publish(folder: SiteFolder, copy: SiteFolder, press: Press, url: str) -> tuple[float, float, float]:
    """The same change in both stores; when each was begun, and when the database was switched."""
    switched: list[float] = []
    listener = threading.Thread(target=hear, args=(url, switched), daemon=True)
    listener.start()
    time.sleep(0.2)
    begun = time.monotonic()
    load_into(press, copy, who="bench", now=utc_now())
    listener.join(10)
    begun_in_folder = time.monotonic()
    change = Change({"clinics.csv": copy.clinics.read_bytes()}, "A number")
    Versions(folder).publish(change, who="bench", now=utc_now())
    return begun, switched[-1] if switched else begun, begun_in_folder


def hear(url: str, switched: list[float]) -> None:
    """Notes when the version that visitors see has changed."""
    with psycopg.connect(url, autocommit=True) as connection:
        before = at = None
        while before in (None, at):
            before, at = at, connection.execute("SELECT version FROM edition").fetchone()
            time.sleep(0.002)
        switched.append(time.monotonic())


def measure(site: Path, scratch: Path, url: str, count: int, seconds: int) -> None:
    database = Database(url)
    migrate(database)
    press = Press(database, {}, utc_now)
    folder, copy = SiteFolder(site), SiteFolder(scratch / "copy")
    start = time.monotonic()
    load_into(press, folder, who="bench", now=utc_now())
    print(f"Loaded into the database, judged, in {time.monotonic() - start:.1f} s.\n")
    shutil.copytree(site, copy.path)
    with four_servers(site, database, scratch) as servers:
        paths = requests(servers[0].port, count)
        start = time.monotonic()
        differing = ask_all(servers, paths)
        took = time.monotonic() - start
        counts = f"{len(paths):,} requests to each of the four, {len({*paths}):,} of them different"
        print(f"{counts}: {differing} not answered alike ({took:.0f} s).\n", flush=True)
        path, said = changed(copy.path)
        with wrk_on(servers, seconds) as load:
            time.sleep(QUIET_SECONDS)
            watches = [threading.Thread(target=watch, args=(server, path, said)) for server in servers]
            for each in watches:
                each.start()
            begun, switched, begun_in_folder = publish(folder, copy, press, url)
            for each in watches:
                each.join()
        print("| server | publishing to served, s | switch to served, s | wrk: answered | failed |")
        print("|---|---|---|---|---|")
        for server in servers:
            is_shared = server.name.startswith("database")
            after = server.served_at - (begun if is_shared else begun_in_folder)
            then = f"{server.served_at - switched:.2f}" if is_shared else ""
            answered, failed = load[server.name]
            print(f"| {server.name} | {after:.2f} | {then} | {answered:,} | {failed} |")
    database.close()


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--towns", type=int, default=3_000)
    parser.add_argument("--clinics", type=int, default=10_000)
    parser.add_argument("--site", type=Path)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seconds", type=int, default=20, help="that wrk asks, at least")
    options = parser.parse_args()
    if not from_debian("wrk", "wrk"):
        sys.exit("wrk is needed")
    print_conditions("Four servers on two stores", "uvicorn", "psycopg", "PostgreSQL", "wrk")
    with tempfile.TemporaryDirectory() as directory, started() as postgres:
        site = Path(directory) / "site"
        if options.site:
            shutil.copytree(options.site, site)
        else:
            site.mkdir()
            write_folder(site, towns=options.towns, clinics=options.clinics)
        measure(site, Path(directory), postgres.url(), options.requests, options.seconds)


if __name__ == "__main__":
    main()
