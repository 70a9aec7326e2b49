"""Work that is spread over copies of a process: the same results, in their order, and no copy left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from processes import seconds_until

from locator.crew import BATCH, spread
from locator.errors import LocatorError

ROOT = Path(__file__).parents[1]
MANY = range(5 * BATCH)
PROGRAM = r"""
import os, sys, time
from locator.crew import spread
os.environ["OMP_NUM_THREADS"] = "1"
def work(number):
    os.write(1, f"{os.getpid()}\n".encode())
    time.sleep(0.05)
list(spread(work, range(1000), 2, begin=lambda: None))
"""


@pytest.fixture(autouse=True)
def _one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def alone(work: str) -> subprocess.CompletedProcess[str]:
    """Runs it in a process of its own: this one may have threads by now, and then makes no copies."""
    program = f"import os\nos.environ['OMP_NUM_THREADS'] = '1'\nfrom locator.crew import spread\n{work}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def nothing() -> None:
    """What a copy begins with here."""


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(spread(lambda n: n * n, MANY, jobs, begin=nothing)) == [n * n for n in MANY]


def test_each_copy_begins_once_and_this_process_does_not() -> None:
    done = alone("""
begun = []
found = set(spread(lambda _: (os.getpid(), len(begun)), range(160), 2, begin=lambda: begun.append(1)))
assert all(count == 1 for _, count in found), found
assert os.getpid() not in {pid for pid, _ in found}
assert not begun
""")
    assert done.returncode == 0, done.stderr


def test_few_items_are_done_here() -> None:
    assert set(spread(lambda _: os.getpid(), range(BATCH), 2, begin=nothing)) == {os.getpid()}


def test_all_is_done_here_where_a_copy_might_wait_for_a_thread_that_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "4")
    assert set(spread(lambda _: os.getpid(), MANY, 2, begin=nothing)) == {os.getpid()}


def test_the_first_error_in_the_order_of_the_items_is_raised() -> None:
    def work(number: int) -> int:
        if number in (BATCH + 1, 4 * BATCH):
            raise LocatorError(str(number))
        return number

    with pytest.raises(LocatorError, match=f"^{BATCH + 1}$"):
        list(spread(work, MANY, 2, begin=nothing))


def test_a_copy_that_is_killed_is_told_of() -> None:
    done = alone("list(spread(lambda _: os.kill(os.getpid(), 9), range(160), 2, begin=lambda: None))")
    assert done.returncode == 1
    assert "LocatorError: a copy of this process was ended from outside" in done.stderr


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_no_copy_outlives_the_process_that_made_it(sign: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    copies = {int(process.stdout.readline()) for _ in range(4)}
    os.kill(process.pid, sign)
    process.wait(120)
    seconds_until(lambda: not any(map(is_running, copies)))
    process.stdout.close()


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
