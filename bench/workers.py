"""Several workers under load: memory of each, and whether one request is lost while they are renewed.

python bench/workers.py [--workers 2] [--seconds 15]
"""

from __future__ import annotations

import argparse
import re
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = "/back-pain-treatment/fl/daytona-beach/"


class Visitor(threading.Thread):
    """Asks for one page over and over, each time by a new connection."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.is_done = port, False
        self.answered, self.lost = 0, 0

    def run(self) -> None:
        while not self.is_done:
            try:
                self.answered += ask(self.port) == 200
            except (OSError, HTTPException):
                self.lost += 1
            time.sleep(0.02)


def ask(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def children(parent: int) -> list[str]:
    """The workers; the first is Python's own tracker of resources."""
    return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()[1:]


def report_memory(parent: int) -> None:
    """Own share of each process in MB, what it shares with others counted in part."""
    for pid in (str(parent), *children(parent)):
        found = re.search(r"Pss: +(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
        print(f"process {pid}: {int(found[1]) / 1e3 if found else 0:,.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=15, help="after the signal to renew")
    options = parser.parse_args()
    command = [sys.executable, "-m", "locator", "serve", str(ROOT), "--port", "0"]
    command += ["--workers", str(options.workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout
        address = re.search(r":(\d+)/$", server.stdout.readline())
        assert address
        ask(port := int(address[1]))
        report_memory(server.pid)
        workers = set(children(server.pid))
        visitors = [Visitor(port) for _ in range(4)]
        for visitor in visitors:
            visitor.start()
        server.send_signal(signal.SIGHUP)
        time.sleep(options.seconds)
        for visitor in visitors:
            visitor.is_done = True
            visitor.join()
        answered, lost = sum(each.answered for each in visitors), sum(each.lost for each in visitors)
        renewed = len(workers - set(children(server.pid)))
        print(f"{renewed} of {len(workers)} renewed, {answered:,} requests answered, {lost} lost")
        server.terminate()


if __name__ == "__main__":
    main()
