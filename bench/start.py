"""From a command to the first answer: `--help`, the example, and large folders, judged before or never.

    python bench/start.py [--rounds 3] [--sizes 3000x10000 20000x100000] [--first]

Each line starts `locator serve` anew and asks for a landing page until it answers 200: seconds on the clock,
of the processor, and the most memory that the process had held by then. `--first` also times the first
judgement of each large folder, which takes minutes; else `locator check` makes it, untimed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import command
from conditions import print_conditions
from loading import copied_example, write_folder
from our_server import LOCATOR, served
from usage import peak_mb, processor_seconds

JUDGEMENTS = ".locator"
PAUSE = 0.02  # seconds between two attempts
PATIENCE = 1_800.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds on the clock and of the processor, and the peak of memory in MB."""

    clock: float
    processor: float
    peak_mb: float


def main() -> None:
    parser = command.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", nargs="*", default=["3000x10000", "20000x100000"], help="TOWNSxCLINICS")
    parser.add_argument("--first", action="store_true", help="time first judgements of large folders too")
    options = parser.parse_args()
    print_conditions("From a command to the first landing page", "numpy", "pyproj", "uvicorn")
    print("| start | seconds | of the processor | spread of these | peak MB |")
    print("|---|---|---|---|---|")
    report("`locator --help`", [helped() for _ in range(options.rounds)])
    with tempfile.TemporaryDirectory() as name:
        example = copied_example(Path(name) / "example")
        report("example, never judged", [started(forgotten(example)) for _ in range(options.rounds)])
        report("example, judged before", [started(example) for _ in range(options.rounds)])
        for size in options.sizes:
            towns, clinics = map(int, size.split("x"))
            folder = Path(name) / size
            folder.mkdir()
            write_folder(folder, towns=towns, clinics=clinics)
            told = f"{towns:,} towns, {clinics:,} clinics"
            if options.first:
                report(f"{told}, never judged", [started(folder)])
            else:
                subprocess.run([*LOCATOR, "check", folder], stdout=subprocess.DEVNULL, check=False)
            report(f"{told}, judged before", [started(folder) for _ in range(options.rounds)])


def report(what: str, starts: list[Start]) -> None:
    """A line of the table, with medians."""
    spent = sorted(each.processor for each in starts)
    clock, peak = (statistics.median(x) for x in zip(*((s.clock, s.peak_mb) for s in starts), strict=True))
    print(
        f"| {what} | {clock:.2f} | {statistics.median(spent):.2f} | {spent[0]:.2f} to {spent[-1]:.2f} "
        f"| {peak:,.0f} |",
        flush=True,
    )


def forgotten(folder: Path) -> Path:
    """The folder without what was kept of judgements."""
    shutil.rmtree(folder / JUDGEMENTS, ignore_errors=True)
    return folder


def helped() -> Start:
    before, begin = os.times(), time.monotonic()
    subprocess.run([*LOCATOR, "--help"], stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Start(time.monotonic() - begin, spent, 0.0)


def started(folder: Path) -> Start:
    """Starts the server, and stops it when a landing page was answered."""
    begin = time.monotonic()
    with served(folder) as (server, port):
        wait_for(lambda: answers(port, landing_page(folder)))
        return Start(time.monotonic() - begin, processor_seconds(server.pid), peak_mb(server.pid))


def landing_page(folder: Path) -> str:
    """One that the site has: the example, or any of the largest towns."""
    return f"/back-pain-treatment/{'fl/lake-mary' if folder.name == 'example' else 'tx/houston'}/"


def wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            sys.exit("the server does not answer")
        time.sleep(PAUSE)


def answers(port: int, path: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with contextlib.closing(connection), contextlib.suppress(ConnectionError):
        connection.request("GET", path)
        return connection.getresponse().status == 200
    return False


if __name__ == "__main__":
    main()
