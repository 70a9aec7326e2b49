"""What Linux tells of other processes: their children, their time of the processor, their memory."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def children(process: int) -> list[int]:
    """Those that a process has started, from any of its threads."""
    files = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in files for child in file.read_text().split()]


def family(process: int) -> Iterator[int]:
    """A process, its children, and theirs."""
    yield process
    for child in children(process):
        yield from family(child)


def processor_seconds(process: int) -> float:
    """What it has used of the processor, with its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def share_mb(process: int) -> float:
    """MB that it holds, what it shares counted in part; 0 if it has gone."""
    try:
        found = re.search(r"Pss: +(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1e3 if found else 0.0


def peak_mb(process: int | str = "self") -> float:
    """MB that it has held at its most, what it shares counted whole."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1e3
