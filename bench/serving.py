"""A cached landing page over HTTP: the real app beside nginx, bare ASGI and Starlette on one core.

    python bench/serving.py [--rounds 5] [--seconds 3]

The contenders take turns; each serves the same bytes, packed, from one process on one core, while wrk asks
from another. What counts is requests per second of the server's own processor time. nginx and wrk come from
Debian and are installed where root runs this.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = "/back-pain-treatment/fl/daytona-beach/"
CONNECTIONS = 32
TICKS = os.sysconf("SC_CLK_TCK")
LATENCY = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}

NGINX = """
worker_processes 1; daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; gzip_static on; types {{ text/html html; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""

ASGI = """
import gzip, pathlib
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

PACKED = pathlib.Path({packed!r}).read_bytes()
HEADERS = {{"content-type": "text/html; charset=utf-8", "content-encoding": "gzip"}}
START = {{"type": "http.response.start", "status": 200, "headers": [
    (b"content-length", str(len(PACKED)).encode()), *((k.encode(), v.encode()) for k, v in HEADERS.items())]}}
BODY = {{"type": "http.response.body", "body": PACKED}}

async def bare(scope, receive, send):
    if scope["type"] == "http":
        await send(START)
        await send(BODY)

async def page(request):
    return Response(PACKED, headers=HEADERS)

starlette = Starlette(routes=[Route("/{{path:path}}", page)])
"""


@dataclass(frozen=True, slots=True)
class Contender:
    """A server that is up: its name, its process and where it answers."""

    name: str
    process: int
    port: int

    @property
    def cpu(self) -> float:
        """Seconds of processor time that it has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS


def main() -> None:
    options = _options()
    _need("nginx", "nginx-light")
    _need("wrk", "wrk")
    results: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as name, _contenders(Path(name)) as contenders:
        for contender in contenders:
            _load(contender, 1)
        for _ in range(options.rounds):
            for contender in contenders:
                results.setdefault(contender.name, []).append(_load(contender, options.seconds))
    first = statistics.median(rate for rate, _ in results["nginx gzip_static"])
    print("| contender | requests per CPU second | spread | p99 | ratio |\n|---|---|---|---|---|")
    for name, figures in results.items():
        rates, late = zip(*figures, strict=True)
        rate = statistics.median(rates)
        spread = f"{min(rates):,.0f} to {max(rates):,.0f}"
        p99 = statistics.median(late)
        print(f"| {name} | {rate:,.0f} | {spread} | {p99:.1f} ms | {rate / first:.2f} |")


def _load(contender: Contender, seconds: float) -> tuple[float, float]:
    """Requests per second of the server's processor time, and the 99th percentile in ms."""
    address = f"http://127.0.0.1:{contender.port}{PAGE}"
    before = contender.cpu
    command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    said = subprocess.run(
        [*command, "-H", "Accept-Encoding: gzip", address], capture_output=True, text=True, check=True
    ).stdout
    used = contender.cpu - before
    requests = int(re.findall(r"(\d+) requests in", said)[0])
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    late = LATENCY.search(said)
    assert late
    return requests / used, float(late[1]) * MS[late[2]]


@contextmanager
def _contenders(folder: Path) -> Iterator[list[Contender]]:
    """All servers, up, each with the same page."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        up = []
        app = _serve([sys.executable, "-m", "locator", "serve", str(ROOT), "--port", "9101"], processes)
        html = _fetch(9101)
        _write_page(folder, html)
        up.append(Contender("nginx gzip_static", _serve(_nginx(folder, 9102), processes), 9102))
        for name, target, port in (
            ("bare ASGI on uvicorn", "bare", 9103),
            ("Starlette Response", "starlette", 9104),
        ):
            command = [sys.executable, "-m", "uvicorn", f"contenders:{target}", "--port", str(port)]
            command += [
                "--no-access-log",
                "--log-level",
                "warning",
                "--no-server-header",
                "--app-dir",
                str(folder),
            ]
            up.append(Contender(name, _serve(command, processes), port))
        up.append(Contender("locator serve", app, 9101))
        for contender in up:
            assert _fetch(contender.port) == html, f"{contender.name} serves something else"
        yield up
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _write_page(folder: Path, html: bytes) -> None:
    file = folder / PAGE.strip("/") / "index.html"
    file.parent.mkdir(parents=True)
    file.write_bytes(html)
    packed = file.with_name("index.html.gz")
    packed.write_bytes(gzip.compress(html, 6, mtime=0))
    (folder / "contenders.py").write_text(ASGI.format(packed=str(packed)))


def _nginx(folder: Path, port: int) -> list[str]:
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port))
    return ["nginx", "-c", str(config), "-p", str(folder)]


def _serve(command: list[str], processes: list[subprocess.Popen[bytes]]) -> int:
    """Starts a server on the first core and returns its process."""
    process = subprocess.Popen(["taskset", "-c", "0", *command], stdout=subprocess.DEVNULL)
    processes.append(process)
    return process.pid


def _fetch(port: int) -> bytes:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{PAGE}", headers={"Accept-Encoding": "gzip"})
    for _ in range(150):
        try:
            with urllib.request.urlopen(request) as answer:
                return gzip.decompress(answer.read())
        except OSError:
            time.sleep(0.2)
    msg = f"nothing answers on port {port}"
    raise SystemExit(msg)


def _need(command: str, package: str) -> None:
    if not shutil.which(command):
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=True, stdout=subprocess.DEVNULL)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
