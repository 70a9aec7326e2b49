"""A landing page that was asked for before, over HTTP: `locator serve` beside what others would take.

    python bench/serving.py [--rounds 5] [--seconds 3]

Contenders take turns; each serves the same packed bytes with the same headers from one core, while the
client (wrk) asks from the other. What counts is requests per second of the processor time of all processes
of a contender. Peers come from Debian, PyPI and npm; one that cannot be had is named and left out.
"""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from peers import from_debian
from servers import OURS, PAGE, Server, all_servers

CONNECTIONS = 32
MEASURE = ("nginx `gzip_static`", OURS)  # whose rate is 1.00: the first that is there
LATENCY = re.compile(r"(?:50|99)%\s+([\d.]+)(us|ms|s)")
MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True, slots=True)
class Turn:
    """Requests per second of the contender's processor time; latencies in ms as the client saw them."""

    rate: float
    p50: float
    p99: float


def main() -> None:
    options = _options()
    if not from_debian("wrk", "wrk"):
        sys.exit(1)
    with tempfile.TemporaryDirectory() as folder, all_servers(Path(folder)) as servers:
        tags = {server.name: server.ask().headers.get("etag", "") for server in servers}
        knowing = [each for each in servers if each.ask(if_none_match=tags[each.name]).status == 304]
        seconds, rounds = options.seconds, options.rounds
        _report("the page", _turns(servers, rounds, lambda each: _load(each, seconds)))
        _report("304", _turns(knowing, rounds, lambda each: _load(each, seconds, tags[each.name])))
        _report("HEAD", _turns(knowing, rounds, lambda each: _heads(each, seconds)))


def _turns(servers: Iterable[Server], rounds: int, work: Callable[[Server], Turn]) -> dict[str, list[Turn]]:
    turns: dict[str, list[Turn]] = {server.name: [] for server in servers}
    for _ in range(rounds + 1):
        for server in servers:
            turns[server.name].append(work(server))
    return {name: of_one[1:] for name, of_one in turns.items()}  # the first was to warm up


def _load(server: Server, seconds: float, tag: str = "") -> Turn:
    """wrk asks for the page, packed; with a tag, for whether it has changed."""
    headers = ["-H", "Accept-Encoding: gzip", *(["-H", f"If-None-Match: {tag}"] if tag else [])]
    wrk = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *headers]
    before = server.cpu
    done = subprocess.run(
        [*wrk, f"http://127.0.0.1:{server.port}{PAGE}"], capture_output=True, text=True, check=True
    )
    used = server.cpu - before
    assert "Non-2xx" not in done.stdout and "Socket errors" not in done.stdout, done.stdout
    requests = int(re.findall(r"(\d+) requests in", done.stdout)[0])
    p50, p99 = (float(number) * MS[unit] for number, unit in LATENCY.findall(done.stdout))
    return Turn(requests / used, p50, p99)


def _heads(server: Server, seconds: float) -> Turn:
    """Our own client asks, for wrk waits for the body that a HEAD announces."""
    request = f"HEAD {PAGE} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(CONNECTIONS)]
    before, end, waits = server.cpu, time.monotonic() + seconds, []
    while time.monotonic() < end:
        start = time.perf_counter()
        for connection in connections:
            connection.sendall(request)
        for connection in connections:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += connection.recv(4096)
            assert head.startswith(b"HTTP/1.1 200"), head
            waits.append((time.perf_counter() - start) * 1000)
    used = server.cpu - before
    for connection in connections:
        connection.close()
    waits.sort()
    return Turn(len(waits) / used, statistics.median(waits), waits[len(waits) * 99 // 100])


def _report(work: str, turns: dict[str, list[Turn]]) -> None:
    rates = {name: statistics.median(turn.rate for turn in of_one) for name, of_one in turns.items()}
    whole = rates[next(name for name in MEASURE if name in rates)]
    print(f"\n| {work} | requests per CPU second | spread | p50 ms | p99 ms | ratio |")
    print("|---|---|---|---|---|---|")
    for name, rate in sorted(rates.items(), key=lambda pair: -pair[1]):
        of_one = turns[name]
        spread = f"{min(turn.rate for turn in of_one):,.0f} to {max(turn.rate for turn in of_one):,.0f}"
        p50, p99 = (statistics.median(getattr(turn, key) for turn in of_one) for key in ("p50", "p99"))
        print(f"| {name} | {rate:,.0f} | {spread} | {p50:.2f} | {p99:.2f} | {rate / whole:.2f} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
