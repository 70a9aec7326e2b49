"""Those who serve one page on the first core: `locator serve`, and peers with the same bytes and headers."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

from peers import ROOT, from_debian, from_npm, from_pypi
from usage import family, processor_seconds

PEERS = ROOT / "bench/serving_peers"
PAGE = "/back-pain-treatment/fl/daytona-beach/"
OURS = "`locator serve`"
FIRST_PORT = 9101
START_SECONDS = 60
# Each server says these for itself: of the moment, of the body, or because it knows files.
OWN = ("date", "etag", "content-length")
OF_FILES = (*OWN, "content-type", "content-encoding", "vary")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """One that is up: its name, its first process and where it answers."""

    name: str
    process: int
    port: int

    @property
    def cpu(self) -> float:
        """Seconds of processor time that it has used, its children included."""
        return sum(map(processor_seconds, family(self.process)))

    def ask(self, method: str = "GET", path: str = PAGE, **headers: str) -> Answer:
        """One answer, packed; underscores in the names of headers stand for dashes."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers={"accept-encoding": "gzip"} | named)
        answer = connection.getresponse()
        said = {name.lower(): value for name, value in answer.getheaders()}
        body = answer.read()
        connection.close()
        return Answer(answer.status, said, body)


@dataclass(frozen=True, slots=True)
class Peer:
    """How one is started: its command, once it knows its port, and what it finds in its environment."""

    name: str
    command: Callable[[int], list[str]]
    environ: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def all_servers(folder: Path) -> Iterator[list[Server]]:
    """All that can be had here, ours first; each has been held against it."""
    with ExitStack() as stack:
        locator = [sys.executable, "-m", "locator", "serve", str(ROOT), "--port"]
        up = [stack.enter_context(running(Peer(OURS, lambda port: [*locator, str(port)]), FIRST_PORT))]
        page = up[0].ask()
        _write_page(folder, page)
        for port, peer in enumerate(_peers(folder), FIRST_PORT + 1):
            up.append(stack.enter_context(running(peer, port)))
            _compare(up[-1], page)
        yield up


def _write_page(folder: Path, page: Answer) -> None:
    html = folder / PAGE.strip("/") / "index.html"
    html.parent.mkdir(parents=True)
    html.write_bytes(gzip.decompress(page.body))
    html.with_name("index.html.gz").write_bytes(page.body)
    (folder / "page.gz").write_bytes(page.body)
    headers = {name: value for name, value in page.headers.items() if name not in ("date", "content-length")}
    (folder / "headers.json").write_text(json.dumps(headers))


def _peers(folder: Path) -> Iterator[Peer]:
    if from_debian("nginx", "nginx-light"):
        nginx = ["nginx", "-p", str(folder), "-c"]
        line = '  add_header {} "{}";\n'
        yield Peer("nginx `gzip_static`", lambda port: [*nginx, _config("nginx.conf", folder, port, line)])
    if from_debian("caddy", "caddy"):
        caddy = ["caddy", "run", "--adapter", "caddyfile", "--config"]
        line_of_caddy = '\theader {} "{}"\n'
        yield Peer("Caddy", lambda port: [*caddy, _config("Caddyfile", folder, port, line_of_caddy)])
    if from_debian("node", "nodejs"):
        yield Peer("Node `http`", lambda port: ["node", str(PEERS / "http.mjs"), str(folder), str(port)])
    if modules := from_npm():
        express = [str(PEERS / "express.mjs"), str(folder)]
        yield Peer("Express", lambda port: ["node", *express, str(port), str(modules)])
    told = {"BENCH_FOLDER": str(folder)}
    yield on_uvicorn("bare ASGI on uvicorn", PEERS, "asgi:bare", told)
    yield on_uvicorn("Starlette `Response` on uvicorn", PEERS, "asgi:starlette", told)
    if packages := from_pypi():
        yield on_uvicorn("Django on uvicorn", PEERS, "asgi:django", told | {"PYTHONPATH": str(packages)})


def on_uvicorn(name: str, folder: Path, app: str, environ: Mapping[str, str]) -> Peer:
    """A peer that uvicorn serves; the name of one that has yet to be made ends with django."""
    uvicorn = [sys.executable, "-m", "uvicorn", app, "--app-dir", str(folder), "--log-level", "warning"]
    uvicorn += ["--no-access-log", "--no-server-header", *(["--factory"] if app.endswith("django") else [])]
    return Peer(name, lambda port: [*uvicorn, "--port", str(port)], environ)


def _config(name: str, folder: Path, port: int, line: str) -> str:
    """The path of a configuration, filled in; `line` says a header in its language."""
    said: dict[str, str] = json.loads((folder / "headers.json").read_text())
    headers = "".join(line.format(*pair) for pair in said.items() if pair[0] not in OF_FILES)
    filled = (PEERS / name).read_text()
    for word, value in {"FOLDER": str(folder), "PORT": str(port), "HEADERS": headers}.items():
        filled = filled.replace(word, value)
    (folder / name).write_text(filled)
    return str(folder / name)


@contextmanager
def running(peer: Peer, port: int) -> Iterator[Server]:
    """Starts a server on the first core, and stops it in the end."""
    command = ["taskset", "-c", "0", *peer.command(port)]
    environ = {**os.environ, **peer.environ}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ)
    server = Server(peer.name, process.pid, port)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait(server: Server) -> None:
    for _ in range(START_SECONDS * 5):
        try:
            server.ask()
            return
        except OSError:
            time.sleep(0.2)
    msg = f"{server.name} does not answer on port {server.port}"
    raise SystemExit(msg)


def _compare(server: Server, page: Answer) -> None:
    """Refuses one that sends other bytes, or leaves out a header."""
    answer = server.ask()
    assert (answer.status, answer.body) == (page.status, page.body), f"{server.name} serves something else"
    lacks = {name for name, value in page.headers.items() if answer.headers.get(name) != value} - {*OWN}
    assert not lacks, f"{server.name} lacks {lacks}"
