"""`locator serve` as a process of its own: real files, real HTTP over loopback, real signals."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from processes import ENVIRON, Server, seconds_until, served

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
EDGEWATER = "/back-pain-treatment/fl/edgewater/"
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def refused(*options: str) -> list[str]:
    """What a `locator serve` that cannot start writes to standard error."""
    command = [sys.executable, "-m", "locator", "serve", *options]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRON, check=False, timeout=120)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(ROOT, tmp_path_factory.mktemp("serve")) as running:
        yield running


# Serving


def test_the_address_that_is_announced_answers(server: Server) -> None:
    status, body = server.get("/back-pain-treatment/fl/lake-mary/")
    assert status == 200
    assert "<h1>Back pain treatment in Lake Mary</h1>" in body
    assert server.get("/sitemap.xml")[0] == 200
    assert server.get("/clinics")[0] == 200
    assert server.get("/nothing/")[0] == 404
    assert server.get("/clinics/oviedo/")[0] == 410


def test_head_sends_no_body(server: Server) -> None:
    answer = server.raw(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    assert b"content-length: " in head
    assert body == b""


def test_the_server_does_not_name_itself(server: Server) -> None:
    connection = HTTPConnection(server.host, server.port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/")
        response = connection.getresponse()
        response.read()
    assert response.getheader("server") is None
    assert response.getheader("content-security-policy")


@pytest.mark.parametrize(
    "target",
    [
        *(b"//evil.example/", b"/../../etc/passwd", b"/static/../site.toml", b"/%2e%2e/%2e%2e/etc/passwd"),
        *(
            b"/a%00b",
            b"/%ff%fe",
            b"/\xff",
            b"/?q=\xff",
            b"/find?q=\xff%ff",
            b"/\\evil",
            b"/%0d%0aset-cookie:%20x=1",
        ),
        *(
            b"*",
            b"http://evil.example/",
            b"/" + b"x" * 20_000,
            b"/" + b"%2f" * 500,
            b"/find?q=" + b"x" * 20_000,
        ),
    ],
    ids=lambda target: repr(target[:30]),
)
def test_an_odd_target_is_no_fault(target: bytes, server: Server) -> None:
    answer = server.raw(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 (200|308|400|404|414|421|431) ", answer), answer[:200]
    assert b"root:" not in answer
    assert b"base_url" not in answer
    assert b"\r\nset-cookie" not in answer.lower()
    assert b"location: //" not in answer.lower()


def test_what_visitors_ask_is_written_down_nowhere(server: Server) -> None:
    """Rules C7 and C9."""
    for path in ("/find?q=Xyzzyville&treatment=acupuncture", "/api/v1/nearest?lat=28.75889&lon=-81.31777"):
        server.get(path)
    written = server.errors.read_text()
    for secret in ("Xyzzyville", "28.75", "GET", "127.0.0.1", "/find"):
        assert secret not in written


def test_what_is_no_http_leaves_no_line(server: Server) -> None:
    """Or strangers fill a disk, a line or two for each of their requests."""
    before = server.errors.read_text()
    upgrade = b"Connection: Upgrade, close\r\nUpgrade: h2c\r\n"
    assert server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + upgrade + b"\r\n").startswith(
        b"HTTP/1.1 200 "
    )
    assert server.raw(b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert server.errors.read_text() == before


# Following the folder


def test_a_row_that_is_saved_is_a_page(folder: Path, tmp_path: Path) -> None:
    with served(folder, tmp_path, "--watch") as server:
        assert server.get(EDGEWATER)[0] == 404
        with (folder / "locations.csv").open("a", encoding="utf-8") as file:
            file.write("Edgewater,FL\n")
        seconds_until(lambda: server.get(EDGEWATER)[0] == 200)
        assert f"https://clinics.example{EDGEWATER}" in server.get("/sitemaps/towns-fl.xml")[1]
        assert f'href="{EDGEWATER}"' in server.get("/back-pain-treatment/fl/")[1]


def test_what_is_broken_never_replaces_what_is_served(folder: Path, tmp_path: Path) -> None:
    (folder / "templates").mkdir()
    with served(folder, tmp_path, "--watch") as server:
        good = server.get("/back-pain-treatment/fl/lake-mary/")
        towns, template = folder / "locations.csv", folder / "templates" / "landing.html"
        rows = towns.read_text(encoding="utf-8")

        def said(text: str) -> bool:
            return text in server.errors.read_text()

        towns.write_text("no table at all", encoding="utf-8")
        seconds_until(lambda: said("The last good version goes on serving"))
        assert said("locations.csv, town: this column is missing; add ")
        assert server.get("/back-pain-treatment/fl/lake-mary/") == good

        towns.write_text(rows, encoding="utf-8")
        seconds_until(lambda: said("Reloaded: "))
        template.write_text("<p>{{ heeding }}</p>", encoding="utf-8")
        seconds_until(lambda: said("templates/landing.html:1: 'heeding' is undefined; mend the template"))
        assert server.get("/back-pain-treatment/fl/lake-mary/") == good
        assert server.get("/back-pain-treatment/fl/sanford/")[0] == 200

        template.unlink()
        towns.write_text(f"{rows}Edgewater,FL\n", encoding="utf-8")
        seconds_until(lambda: server.get(EDGEWATER)[0] == 200)
        assert "Traceback" not in server.errors.read_text()


# Starting and stopping


def test_a_port_that_is_taken_is_one_line(server: Server) -> None:
    (line,) = refused(str(ROOT), "--port", str(server.port))
    assert line.startswith(f"locator: cannot listen on 127.0.0.1 port {server.port} (")
    assert line.endswith("choose another with --port or --host")


@pytest.mark.parametrize("options", [("--port", "99999"), ("--host", "203.0.113.7", "--port", "0")])
def test_an_address_that_cannot_be_is_one_line(options: tuple[str, ...]) -> None:
    (line,) = refused(str(ROOT), *options)
    assert line.startswith("locator: cannot listen on ")


def test_a_folder_that_there_is_not_is_one_line(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "none")) == [
        f"locator: there is no folder {tmp_path / 'none'}; `locator init {tmp_path / 'none'}` makes one"
    ]


def test_settings_that_are_broken_are_told_before_a_port_is_taken(folder: Path) -> None:
    (folder / "site.toml").write_text('name = "Example\n', encoding="utf-8")
    problem, end = refused(str(folder), "--port", "0")
    assert problem.startswith("site.toml: it is not valid TOML: ")
    assert end.startswith("locator: ")


def test_a_template_with_a_slip_is_told_before_a_port_is_taken(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "home.html").write_text("<h1>\n{% if %}", encoding="utf-8")
    problem, end = refused(str(folder), "--port", "0")
    assert problem.startswith("templates/home.html:2: ")
    assert end.startswith("locator: ")


def test_problems_in_the_data_are_told_at_the_start(folder: Path, tmp_path: Path) -> None:
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Xyzzyville,FL\n")
    with served(folder, tmp_path) as server:
        said = [json.loads(line)["event"] for line in server.errors.read_text().splitlines()]
    problem, count = said
    assert 'locations.csv:33, column town: "Xyzzyville" is not a known town of Florida' in problem
    assert count == "Problems in the data: 1. `locator check` lists them."


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(number: signal.Signals, tmp_path: Path) -> None:
    with served(ROOT, tmp_path) as server:
        assert server.get("/healthz") == (200, "ok\n")
        assert server.stop(number) in (0, 128 + number, -number)
        assert server.errors.read_text() == ""
        with pytest.raises(OSError):
            server.raw(b"GET / HTTP/1.0\r\n\r\n")
