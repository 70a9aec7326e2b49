"""wrk asks from the second core: what a server answers per second of its own processor time."""

from __future__ import annotations

import re
import statistics
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from servers import Server

CONNECTIONS = 32
LATENCY = re.compile(r"(?:50|99)%\s+([\d.]+)(us|ms|s)")
MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Named(Protocol):
    """A contender."""

    @property
    def name(self) -> str: ...


Contender = TypeVar("Contender", bound=Named)


@dataclass(frozen=True, slots=True)
class Turn:
    """Requests per second of the contender's processor time; latencies in ms as the client saw them."""

    rate: float
    p50: float
    p99: float


def load(server: Server, seconds: int, path: str, *options: str) -> Turn:
    """Asks for one address, or for those of a script that the options name, over kept connections."""
    wrk = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *options]
    before = server.cpu
    address = f"http://127.0.0.1:{server.port}{path}"
    done = subprocess.run([*wrk, address], capture_output=True, text=True, check=True)
    used = server.cpu - before
    assert "Non-2xx" not in done.stdout and "Socket errors" not in done.stdout, done.stdout
    requests = int(re.findall(r"(\d+) requests in", done.stdout)[0])
    p50, p99 = (float(number) * MS[unit] for number, unit in LATENCY.findall(done.stdout))
    return Turn(requests / used, p50, p99)


def in_turns(
    contenders: Iterable[Contender], rounds: int, work: Callable[[Contender], Turn]
) -> dict[str, list[Turn]]:
    """The turns of each contender by its name; a round to warm up is left out."""
    every = list(contenders)
    turns: dict[str, list[Turn]] = {each.name: [] for each in every}
    for number in range(rounds + 1):
        for each in every:
            turn = work(each)
            turns[each.name] += [turn] if number else []
    return turns


def print_turns(title: str, turns: Mapping[str, Sequence[Turn]], *, measure: str) -> None:
    """A line a contender with medians and spread; the measure's rate is 1.00."""
    rates = {name: statistics.median(turn.rate for turn in of_one) for name, of_one in turns.items()}
    print(f"\n| {title} | requests per CPU second | spread | p50 ms | p99 ms | ratio |")
    print("|---|---|---|---|---|---|")
    for name, of_one in turns.items():
        spread = f"{min(turn.rate for turn in of_one):,.0f} to {max(turn.rate for turn in of_one):,.0f}"
        p50, p99 = (statistics.median(getattr(turn, key) for turn in of_one) for key in ("p50", "p99"))
        ratio = rates[name] / rates[measure]
        print(f"| {name} | {rates[name]:,.0f} | {spread} | {p50:.2f} | {p99:.2f} | {ratio:.2f} |", flush=True)
