"""A landing page that was asked for before, over HTTP: `locator serve` beside what others would take.

    python bench/serving.py [--rounds 5] [--seconds 3]

Contenders take turns; each serves the same packed bytes with the same headers from one core, while the
client (wrk) asks from the other. What counts is requests per second of the processor time of all processes
of a contender. Peers come from Debian, PyPI and npm; one that cannot be had is named and left out.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import sys
import tempfile
import time
from pathlib import Path

from command import parser
from conditions import print_conditions
from peers import from_debian
from servers import OURS, PAGE, Server, all_servers
from wrk import CONNECTIONS, Turn, in_turns, load, print_turns

MEASURE = ("nginx `gzip_static`", OURS)  # whose rate is 1.00: the first that is there
CONTENDERS = (
    "nginx",
    "Caddy",
    "Node",
    "express",
    "uvicorn",
    "uvloop",
    "httptools",
    "starlette",
    "Django",
    "wrk",
)


def main() -> None:
    options = _options()
    if not from_debian("wrk", "wrk"):
        sys.exit(1)
    with tempfile.TemporaryDirectory() as folder, all_servers(Path(folder)) as servers:
        print_conditions("A landing page that was asked for before, over HTTP", *CONTENDERS)
        tags = {server.name: server.ask().headers.get("etag", "") for server in servers}
        knowing = [each for each in servers if each.ask(if_none_match=tags[each.name]).status == 304]
        seconds, rounds = options.seconds, options.rounds
        _print("the page", in_turns(servers, rounds, lambda each: _page(each, seconds)))
        _print("304", in_turns(knowing, rounds, lambda each: _page(each, seconds, tags[each.name])))
        _print("HEAD", in_turns(knowing, rounds, lambda each: _heads(each, seconds)))


def _page(server: Server, seconds: int, tag: str = "") -> Turn:
    """wrk asks for the page, packed; with a tag, for whether it has changed."""
    unless = ["-H", f"If-None-Match: {tag}"] if tag else []
    return load(server, seconds, PAGE, "-H", "Accept-Encoding: gzip", *unless)


def _heads(server: Server, seconds: float) -> Turn:
    """Our own client asks, for wrk waits for the body that a HEAD announces."""
    request = f"HEAD {PAGE} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode()
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


def _print(work: str, turns: dict[str, list[Turn]]) -> None:
    """The fastest first."""
    ordered = sorted(turns, key=lambda name: -statistics.median(turn.rate for turn in turns[name]))
    measure = next(name for name in MEASURE if name in turns)
    print_turns(work, {name: turns[name] for name in ordered}, measure=measure)


def _options() -> argparse.Namespace:
    options = parser(__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=int, default=3, help="of each turn")
    return options.parse_args()


if __name__ == "__main__":
    main()
