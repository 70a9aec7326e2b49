"""Forked workers: one reads, all serve the same, and nobody notices a change of guard."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import fixed_clock
from processes import Server, seconds_until, served
from visitor import Visitor

from locator.editing.edits import edited
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import add_row
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
STATUSES = re.compile(r'^locator_requests_total\{page="clinics",status="2xx"\} (\S+)$', re.MULTILINE)
EDGEWATER = "/back-pain-treatment/fl/edgewater/"


def workers(server: Server) -> set[int]:
    pid = server.process.pid
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def are_new(server: Server, old: set[int]) -> Callable[[], bool]:
    """Whether two workers serve and none of the old; only those that are to go live beside others."""
    return lambda: len(workers(server)) == 2 and not workers(server) & old


@pytest.fixture
def small(folder: Path) -> Path:
    """A site of a few towns, which takes less time to judge."""
    towns = folder / "locations.csv"
    towns.write_text("".join(towns.read_text(encoding="utf-8").splitlines(keepends=True)[:4]))
    return folder


def test_workers_change_together_and_no_request_is_lost(small: Path, tmp_path: Path) -> None:
    with served(small, tmp_path, "--workers", "2") as server:
        seconds_until(lambda: len(workers(server)) == 2)
        seconds_until(are_new(server, workers(server)))  # once all is ready, others take their place
        assert server.get(EDGEWATER)[0] == 404
        killed, other = workers(server)
        os.kill(killed, signal.SIGKILL)
        seconds_until(lambda: len(workers(server)) == 2 and killed not in workers(server))
        assert other in workers(server)
        seconds_until(lambda: "ended (-9); another takes its place" in server.errors.read_text())

        first = workers(server)
        visitors = [Visitor(server.port, "/clinics/", keeps=keeps) for keeps in (True, False) * 2]
        for visitor in visitors:
            visitor.start()
        town = edited(SiteFolder(small), [add_row("locations.csv", {"town": "Edgewater", "region": "FL"})])
        Versions(SiteFolder(small)).publish(town, who="Bo", now=fixed_clock())
        seconds_until(are_new(server, first))
        assert {server.get(EDGEWATER)[0] for _ in range(8)} == {200}

        seconds_until(lambda: sum(visitor.answered for visitor in visitors) > 100)
        server.stop(signal.SIGTERM)
        for visitor in visitors:
            visitor.join(60)
        assert [error for visitor in visitors for error in visitor.lost] == []
        assert "Traceback" not in server.errors.read_text()


def counted(server: Server) -> int:
    """Answers with the list of clinics, as whichever worker is asked knows them."""
    found = STATUSES.search(server.get("/metrics")[1])
    assert found
    return int(float(found[1]))


def test_any_worker_tells_of_all_and_counts_outlive_workers(small: Path, tmp_path: Path) -> None:
    with served(small, tmp_path, "--workers", "2") as server:
        seconds_until(lambda: len(workers(server)) == 2)
        seconds_until(lambda: server.get("/readyz")[0] == 200)
        last = 0
        for number in (signal.SIGKILL, signal.SIGHUP):
            for _ in range(20):
                server.get("/clinics/")
            assert {counted(server) for _ in range(10)} == {last + 20}
            last, old = counted(server), workers(server)
            if number == signal.SIGKILL:
                os.kill(min(old), number)
                seconds_until(lambda old=old: len(workers(server)) == 2 and workers(server) != old)  # type: ignore[misc]
            else:
                server.process.send_signal(number)
                seconds_until(are_new(server, old))
            assert counted(server) == last
        assert 'locator_reloads_total{outcome="served"} 1.0' in server.get("/metrics")[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_the_first_process(number: signal.Signals, small: Path, tmp_path: Path) -> None:
    with served(small, tmp_path, "--workers", "2") as server:
        assert server.get("/healthz") == (200, "ok\n")
        left = workers(server)
        server.stop(number)
        seconds_until(lambda: not any(Path("/proc", str(worker), "exe").exists() for worker in left))
