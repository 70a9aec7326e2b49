"""nginx and Caddy, as deploy/ has them, in front of a real `locator serve`."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from conftest import copied
from fronts import DEPLOY, Front, ask, caddy_before, nginx_before
from processes import Server, served
from stand_in import Reply, StandIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    Before = Callable[[str, Path], AbstractContextManager[Front]]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
FRONTS: dict[str, Before] = {"nginx": nginx_before, "caddy": caddy_before}
OWN = {"date", "server", "connection", "transfer-encoding", "content-length", "keep-alive"}
TOWN = "/back-pain-treatment/fl/daytona-beach/"
PATHS = (
    "/",
    TOWN,
    "/find",
    "/api/v1/towns",
    "/sitemap.xml",
    "/robots.txt",
    "/nothing/",
    "/clinics/oviedo/",
    "/CLINICS",
)
ENVIRON = {"LOCATOR_TRUSTED_PROXIES": "127.0.0.1"}


def needed(name: str) -> None:
    if not shutil.which(name):
        pytest.skip(f"there is no {name}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    scratch = tmp_path_factory.mktemp("served")
    (scratch / "site").mkdir()
    with served(copied(scratch / "site"), scratch, environ=ENVIRON) as server:
        yield server


@pytest.fixture(scope="module", params=FRONTS)
def front(
    request: pytest.FixtureRequest, site: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    needed(request.param)
    with FRONTS[request.param](f"127.0.0.1:{site.port}", tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("encoding", ["identity", "gzip, br"])
def test_every_answer_is_that_of_the_server(path: str, encoding: str, front: Front, site: Server) -> None:
    own = ask(site.port, path, accept_encoding=encoding)
    for _ in range(2):  # asked of the server, and kept
        answer = front.ask(path, accept_encoding=encoding)
        assert (answer.status, answer.body) == (own.status, own.body)
        names = [name.lower() for name in answer.headers]
        assert len(names) == len(set(names))
        for name in {name.lower() for name in own.headers} - OWN:
            assert answer.headers[name] == own.headers[name], name


def test_a_page_travels_packed_to_who_can_unpack_it(front: Front) -> None:
    packed, plain = front.ask(TOWN, accept_encoding="gzip"), front.ask(TOWN)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert plain.headers["Content-Encoding"] is None


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_who_has_a_page_already_is_told_so(encoding: str, front: Front) -> None:
    tag = front.ask(TOWN, accept_encoding=encoding).headers["ETag"]
    answer = front.ask(TOWN, accept_encoding=encoding, if_none_match=tag)
    assert (answer.status, answer.body, answer.headers["ETag"]) == (304, b"", tag)


def test_head_has_the_headers_and_no_body(front: Front) -> None:
    head, page = front.ask(TOWN, "HEAD"), front.ask(TOWN)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == page.headers["ETag"]
    assert head.headers["Content-Security-Policy"] == page.headers["Content-Security-Policy"]


def test_a_position_is_sent_by_post_and_kept_nowhere(front: Front, site: Server) -> None:
    form = b"lat=29.21&lon=-81.02"
    kind = {"content_type": "application/x-www-form-urlencoded"}
    answer = front.ask("/find", "POST", form, **kind)
    assert (answer.status, answer.body) == (200, ask(site.port, "/find", "POST", form, **kind).body)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_body_that_no_form_has_is_refused(front: Front) -> None:
    answer = front.ask("/find", "POST", b"q=" + b"x" * 100_000)
    assert answer.status == 413


def test_figures_are_for_those_who_run_the_machine(front: Front) -> None:
    assert front.ask("/metrics").status == front.ask("/readyz").status == 404
    assert front.ask("/healthz").body == b"ok\n"


def test_what_somebody_searched_for_is_written_down_nowhere(front: Front) -> None:
    """Rule C9: no query, no whole address, no referrer, no browser."""
    front.ask("/find?q=Xyzzyville", referer="https://secret.example/", user_agent="Peculiar/1.0")
    front.ask(f"{TOWN}?utm_source=Xyzzyville")
    front.ask("/find", "POST", b"q=Xyzzyville")
    written = front.written
    assert "/find" in written
    assert "127.0.0.0" in written
    for secret in ("Xyzzyville", "secret.example", "Peculiar"):
        assert secret not in written
    assert '"127.0.0.1"' not in written
    kept = [file.read_bytes() for file in (front.folder / "cache").rglob("*") if file.is_file()]
    assert all(
        b"KEY: " not in data or b"?" not in data.partition(b"KEY: ")[2].partition(b"\n")[0] for data in kept
    )
    assert all(b"Xyzzyville" not in data for data in kept)


def test_the_image_asks_for_its_health_without_a_further_program(site: Server) -> None:
    (said,) = re.findall(
        r"^HEALTHCHECK .*? CMD (.*)$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    _, *words = json.loads(said)
    for port, code in ((site.port, 0), (1, 1)):
        command = [sys.executable, *(word.replace(":8000", f":{port}") for word in words)]
        done = subprocess.run(command, capture_output=True, check=False, timeout=60)
        assert done.returncode == code


@pytest.mark.parametrize("name", FRONTS)
def test_visitors_cannot_say_who_they_are(name: str, server: StandIn, tmp_path: Path) -> None:
    needed(name)
    server.reply = Reply(b"ok")
    lies = {"x_forwarded_for": "6.6.6.6", "x_forwarded_host": "evil.example", "x_forwarded_proto": "https"}
    lies |= {"forwarded": "for=6.6.6.6", "x_real_ip": "6.6.6.6", "x_forwarded_port": "666"}
    with FRONTS[name](server.domain, tmp_path) as front:
        assert front.ask("/", "GET", None, **lies).body == b"ok"
    said = {name.lower(): value for name, value in server.asked[-1].headers.items()}
    assert said["host"] == "clinics.example"
    assert said["x-forwarded-for"] == "127.0.0.1"
    assert said["x-forwarded-proto"] == "http"
    assert said["x-forwarded-host"] == "clinics.example"
    assert not said.keys() & {"forwarded", "x-real-ip", "x-forwarded-port"}


# When locator reads anew, or is away


def test_neither_reloads_nor_a_death_cost_visitors_what_can_be_answered(tmp_path: Path) -> None:
    """Rule C27: the last good answer, or words that say when to come again."""
    needed("nginx")
    for name in ("site", "front"):
        (tmp_path / name).mkdir()
    folder = copied(tmp_path / "site")
    with (
        served(folder, tmp_path, "--workers", "2", environ=ENVIRON) as site,
        nginx_before(f"127.0.0.1:{site.port}", tmp_path / "front") as front,
    ):
        kept = {path: front.ask(path) for path in ("/", TOWN, "/sitemap.xml", "/robots.txt")}
        statuses = _statuses_while_both_reload(folder, site, front)
        assert len(statuses) > 20
        assert set(statuses) == {200}

        site.process.kill()
        site.process.wait(timeout=60)
        _until(lambda: front.ask("/articles/?now").status == 503)  # workers end a moment later
        for path, answer in kept.items():
            assert front.ask(path).body == answer.body
        away = front.ask("/find?q=Xyzzyville")
        assert (away.status, away.headers["Retry-After"]) == (503, "30")
        assert away.headers["Cache-Control"] == "no-store"
        assert "Xyzzyville" not in front.written


def _statuses_while_both_reload(folder: Path, site: Server, front: Front) -> list[int]:
    """What visitors get, of whom each asks for what nginx has not kept."""
    is_over = threading.Event()
    statuses: list[int] = []

    def visit() -> None:
        while not is_over.wait(0.05):  # what bears a query is never answered from what is kept
            statuses.append(front.ask(f"{TOWN}?{len(statuses)}").status)

    visitors = [threading.Thread(target=visit) for _ in range(2)]
    for visitor in visitors:
        visitor.start()
    with (folder / "locations.csv").open("a", encoding="utf-8") as file:
        file.write("Edgewater,FL\n")
    site.process.send_signal(signal.SIGHUP)
    _until(lambda: front.ask("/back-pain-treatment/fl/edgewater/?new").status == 200)
    front.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    is_over.set()
    for visitor in visitors:
        visitor.join()
    return statuses


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")
