"""Real servers on one database, and one on the folder: they say the same, and change at the same moment."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from postgres import Postgres, program, started
from processes import ENVIRON, Server, seconds_until, served
from visitor import Visitor

from locator.cli import main
from locator.shared.database.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

EDGEWATER = "/back-pain-treatment/fl/edgewater/"
PATHS = (
    *(
        "/",
        "/clinics/",
        "/clinics/lake-mary/",
        "/back-pain-treatment/fl/lake-mary/",
        EDGEWATER,
        "/sitemap.xml",
    ),
    *("/sitemaps/towns-fl.xml", "/robots.txt", "/clinics.geojson", "/feed.xml", "/find?q=32114", "/nowhere/"),
    *("/api/v1/nearest?q=32114", "/api/v1/places?q=day", "/api/v1/clinics", "/about/", "/credits/"),
)


def environ(database: Database, cache: Path) -> dict[str, str]:
    return {"LOCATOR_STORE": database.url, "LOCATOR_CACHE": str(cache)}


def load(database: Database, folder: Path, *options: str) -> int:
    return main(["db", "load", str(folder), "--store", database.url, *options])


def answer(server: Server, path: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection(server.host, server.port, timeout=120)
    connection.request("GET", path, headers={"host": "clinics.example"})
    response = connection.getresponse()
    headers = {name.lower(): value for name, value in response.getheaders()}
    for name in ("date", "connection"):  # a worker that is replaced closes its connections
        headers.pop(name, None)
    body = response.read()
    connection.close()
    return response.status, headers, body


def has_asked_the_database(server: Server) -> bool:
    """Also where it was too slow on a busy machine."""
    asked = re.findall(
        r'store_questions_total\{outcome="(?:database|failed)"\} ([\d.e+]+)', server.get("/metrics")[1]
    )
    return sum(map(float, asked)) > 0


def has_edgewater(server: Server) -> bool:
    """Whichever worker is asked: those that are replaced take in who has come before they know it."""
    return all(server.get(EDGEWATER)[0] == 200 for _ in range(4))


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_servers_say_what_the_folder_says_and_change_together(
    folder: Path, tmp_path: Path, database: Database, stack: ExitStack
) -> None:
    assert load(database, folder) == 0
    servers = []
    for number, workers in enumerate(("1", "2"), 1):
        (own := tmp_path / f"server-{number}").mkdir()
        options = ("--workers", workers, "--watch")
        servers.append(
            stack.enter_context(served(own, own, *options, environ=environ(database, own / "cache")))
        )
    assert "--watch is for a folder" in servers[0].errors.read_text()
    servers.append(stack.enter_context(served(folder, tmp_path, "--watch")))
    for path in PATHS:
        first, *others = [answer(server, path) for server in servers]
        assert others == [first] * 2, path
    assert list(map(has_asked_the_database, servers)) == [True, True, False]
    visitors = [
        Visitor(server.port, path, keeps=keeps)
        for server in servers[:2]
        for path, keeps in (("/clinics/lake-mary/", True), ("/api/v1/nearest?q=32114", False))
    ]
    for visitor in visitors:
        visitor.start()
    # Each server makes its connections now, which a command on a busy machine would wait for in vain.
    seconds_until(lambda: all(visitor.answered > 20 for visitor in visitors))
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Edgewater,FL\n")
    assert load(database, folder) == 0
    for server in servers:
        seconds_until(partial(has_edgewater, server))
    for path in PATHS:
        first, *others = [answer(server, path) for server in servers]
        assert others == [first] * 2, path
    answered = [visitor.answered for visitor in visitors]
    seconds_until(
        lambda: all(
            visitor.answered > before + 20 for visitor, before in zip(visitors, answered, strict=True)
        )
    )
    for server in servers[:2]:
        server.stop(signal.SIGTERM)
        assert "Traceback" not in server.errors.read_text()
    for visitor in visitors:
        visitor.join(60)
    assert [error for visitor in visitors for error in visitor.lost] == []


@pytest.fixture
def postgres_of_its_own() -> Iterator[Postgres]:
    """One that a test may stop and start."""
    if not program("postgres"):
        pytest.skip("there is no PostgreSQL with PostGIS here")
    with started() as server:
        yield server


def test_a_server_outlives_its_database(
    folder: Path, tmp_path: Path, postgres_of_its_own: Postgres, stack: ExitStack
) -> None:
    database = Database(postgres_of_its_own.url())
    assert main(["db", "migrate", "--store", database.url]) == 0
    assert load(database, folder) == 0
    settings = environ(database, tmp_path / "cache")
    server = stack.enter_context(served(tmp_path, tmp_path, environ=settings))
    postgres_of_its_own.stop()
    assert server.get("/clinics/lake-mary/")[0] == 200
    server.stop(signal.SIGTERM)
    again = stack.enter_context(served(tmp_path, tmp_path, environ=settings))
    assert "Version 1, which was served here last, goes on being served." in again.errors.read_text()
    assert again.get("/clinics/lake-mary/")[0] == 200
    postgres_of_its_own.start()
    seconds_until(lambda: "answers again" in again.errors.read_text())
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Edgewater,FL\n")
    assert load(database, folder) == 0
    seconds_until(lambda: has_edgewater(again))


def test_what_cannot_be_served_from_is_one_line(database: Database, tmp_path: Path) -> None:
    for url, words in (
        (database.url, "holds no site yet; load one with `locator db load SITE`"),
        ("postgresql://postgres@127.0.0.1:1/site", "nothing answers there"),
        ("mysql://127.0.0.1/site", "not the address of a database"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "locator", "serve", "--port", "0"],
            env=ENVIRON | {"LOCATOR_STORE": url, "LOCATOR_CACHE": str(tmp_path)},
            cwd=os.fspath(tmp_path),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        (line,) = done.stderr.splitlines()
        assert done.returncode == 2
        assert line.startswith("locator: ")
        assert words in line
