"""Several workers: memory of each, requests a second by their number, and whether one request is lost.

    python bench/workers.py [--site SITE] [--workers 1 2] [--seconds 10]

Visitors keep a connection or open a new one each time, while the site is read anew (SIGHUP) and in the end
the server is stopped. Lost is a request on a connection that was made, and got no whole answer: who is
refused after the end was never let in. Memory is each process's own share, what it shares counted in part.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import command
from conditions import print_conditions
from our_server import fetch, served
from peers import ROOT, from_debian
from usage import children, share_mb
from visitor import Visitor

FINDER = "/find?q=32114"
PATHS = ("/", "/clinics/", FINDER, "/api/v1/nearest?q=32114")
VISITORS = 8


def measure(site: Path, workers: int, seconds: float) -> str:
    """A row of the table."""
    with served(site, "--workers", str(workers)) as (server, port):
        while len(children(server.pid)) < workers:
            time.sleep(0.1)
        fetch(port, "/sitemap.xml")  # which is ready when all else is
        for path in PATHS:
            fetch(port, path)
        rate = requests_per_second(port, seconds)
        shares = " + ".join(f"{share_mb(pid):,.0f}" for pid in (server.pid, *children(server.pid)))
        visitors = [
            Visitor(port, path, keeps=keeps)
            for path in PATHS
            for keeps in (False, True)
            for _ in range(VISITORS // 4)
        ]
        for visitor in visitors:
            visitor.start()
        if workers > 1:
            server.send_signal(signal.SIGHUP)
        time.sleep(seconds)
        server.send_signal(signal.SIGTERM)
        for visitor in visitors:
            visitor.join()
    lost = [error for visitor in visitors for error in visitor.lost]
    for error in sorted({*lost}):
        print(f"lost: {error}", file=sys.stderr)
    answered = sum(visitor.answered for visitor in visitors)
    return f"| {workers} | {shares} | {rate} | {answered:,} | {len(lost)} |"


def requests_per_second(port: int, seconds: float) -> str:
    """Of the finder, on the clock: an answer costs the server much, and wrk next to nothing."""
    if not from_debian("wrk", "wrk"):
        return "?"
    wrk = ["wrk", "-t1", "-c32", f"-d{seconds}s", f"http://127.0.0.1:{port}{FINDER}"]
    said = subprocess.run(wrk, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec: +([\d.]+)", said)
    return f"{float(found[1]):,.0f}" if found else "?"


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--site", type=Path, default=ROOT)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--seconds", type=int, default=10, help="of each part")
    options = parser.parse_args()
    print_conditions("Workers, stopped and renewed under load", "uvicorn", "uvloop", "httptools", "wrk")
    print(
        "| workers | MB of each process | requests/s of the finder | answered under reload and stop | lost |"
    )
    print("|---|---|---|---|---|")
    for workers in options.workers:
        print(measure(options.site, workers, options.seconds), flush=True)


if __name__ == "__main__":
    main()
