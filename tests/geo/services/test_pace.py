"""Turns: so many a second for all threads and processes together, granted, not measured."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locator.geo.services.memory import SCHEMA
from locator.geo.services.pace import MAX_PAUSE, Pace
from locator.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAKE_TURNS = """
import sys
from pathlib import Path
from locator.geo.services.pace import Pace
from locator.geo.services.memory import SCHEMA
from locator.store import Store
pace = Pace(Store(Path(sys.argv[1]), SCHEMA), "nominatim", rate=1)
print(*[pace.take(1000) for _ in range(25)])
"""


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "geocoder.sqlite", SCHEMA)
    yield store
    store.close()


def test_turns_lie_apart(store: Store) -> None:
    clock = Clock()
    pace = Pace(store, "x", rate=2, clock=clock)
    assert [pace.take(10) for _ in range(3)] == [clock.now, clock.now + 0.5, clock.now + 1]


def test_who_cannot_wait_takes_no_turn(store: Store) -> None:
    clock = Clock()
    pace = Pace(store, "x", rate=1, clock=clock)
    pace.take(0)
    assert pace.take(0.9) is None
    assert pace.take(1.0) == clock.now + 1


def test_services_have_turns_of_their_own(store: Store) -> None:
    clock = Clock()
    for name in ("a", "b"):
        assert Pace(store, name, rate=1, clock=clock).take(0) == clock.now


def test_without_a_rate_there_is_always_a_turn(store: Store) -> None:
    pace = Pace(store, "x", rate=None, clock=Clock())
    assert len({pace.take(0) for _ in range(5)}) == 1


def test_a_pause_holds_for_everybody(store: Store) -> None:
    clock = Clock()
    Pace(store, "x", rate=None, clock=clock).postpone(120)
    other = Pace(store, "x", rate=None, clock=clock)
    assert other.take(3) is None
    clock.now += 120
    assert other.take(3) == clock.now


def test_a_pause_has_an_end(store: Store) -> None:
    clock = Clock()
    pace = Pace(store, "x", rate=1, clock=clock)
    pace.postpone(1e12)
    clock.now += MAX_PAUSE
    assert pace.take(0) == clock.now


def test_a_clock_that_was_set_back_does_not_shut_it_for_years(store: Store) -> None:
    clock = Clock()
    pace = Pace(store, "x", rate=1, clock=clock)
    pace.take(0)
    clock.now -= 900_000
    assert pace.take(0) == clock.now


def test_without_a_usable_file_turns_are_of_this_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store, clock = Store(tmp_path / "file" / "x", SCHEMA), Clock()
    pace = Pace(store, "x", rate=1, clock=clock)
    assert [pace.take(5), pace.take(5)] == [clock.now, clock.now + 1]
    pace.postpone(60)
    assert pace.take(5) is None
    assert Pace(store, "x", rate=1, is_strict=True, clock=clock).take(5) is None


def test_threads_share_the_turns(store: Store) -> None:
    pace = Pace(store, "x", rate=1)
    with ThreadPoolExecutor(8) as pool:
        turns = sorted(turn for turn in pool.map(lambda _: pace.take(1000), range(40)) if turn)
    assert len(turns) == 40
    assert all(b - a >= 1 - 1e-6 for a, b in pairwise(turns))


def test_processes_share_the_turns(store: Store) -> None:
    command = [sys.executable, "-c", TAKE_TURNS, str(store.path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [process.communicate()[0] for process in running]
    turns = sorted(float(turn) for output in outputs for turn in output.split())
    assert len(turns) == 50
    assert all(b - a >= 1 - 1e-6 for a, b in pairwise(turns))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    waits=st.lists(st.tuples(st.floats(0, 3), st.floats(0, 5)), max_size=15),
    rate=st.floats(0.1, 10),
)
def test_no_two_turns_are_nearer_than_the_rate(
    store: Store, waits: list[tuple[float, float]], rate: float
) -> None:
    store.run(lambda db: db.execute("DELETE FROM turns"))
    clock = Clock()
    pace = Pace(store, "law", rate=rate, clock=clock)
    turns = []
    for passed, patience in waits:
        clock.now += passed
        turn = pace.take(patience)
        assert turn is None or clock.now <= turn <= clock.now + patience
        turns += [turn] if turn is not None else []
    assert all(b - a >= 1 / rate - 1e-6 for a, b in pairwise(turns))
