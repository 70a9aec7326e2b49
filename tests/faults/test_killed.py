"""Processes that are killed, stopped and told to read anew, all while visitors ask."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from conftest import fixed_clock
from processes import ENVIRON, seconds_until, served

from faults.figures import broken
from faults.room import said, small, until_new, until_ready, workers
from locator.editing.edits import edited
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import add_row
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from processes import Server

IN_FLIGHT = 8  # visitors, each of whom may wait for one answer


def test_a_worker_killed_takes_no_more_than_it_was_about(standing: Server) -> None:
    with broken("a worker is killed (-9), three times", standing, may_lose=3 * IN_FLIGHT) as fault:
        for _ in range(3):
            killed = workers(standing).pop()
            os.kill(killed, signal.SIGKILL)
            seconds_until(lambda: len(workers(standing)) == 2 and killed not in workers(standing))  # noqa: B023
            fault.last()
    assert said(standing, "ended (-9); another takes its place") == 3


def test_a_storm_of_sighup(standing: Server) -> None:
    with broken("200 × SIGHUP in four seconds", standing):
        first = workers(standing)
        for _ in range(200):
            standing.process.send_signal(signal.SIGHUP)
            time.sleep(0.02)
        until_new(standing, first)
    seconds_until(lambda: len(workers(standing)) == 2)


def test_publications_in_a_flood(standing: Server, site: Path) -> None:
    """As fast as the crowd can, and the site changes three times meanwhile."""
    with broken("three publications in a flood", standing, rate=2_000) as fault:
        for town in ("Edgewater", "DeBary", "Palatka"):
            change = edited(SiteFolder(site), [add_row("locations.csv", {"town": town, "region": "FL"})])
            Versions(SiteFolder(site)).publish(change, who="Bo", now=fixed_clock())
            path = f"/back-pain-treatment/fl/{town.lower()}/"
            seconds_until(lambda: {standing.get(path)[0] for _ in range(6)} == {200})  # noqa: B023
            fault.last(0.1)


def test_a_build_and_a_reload_at_the_same_time(standing: Server, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "locator",
        "build",
        str(site),
        "--out",
        str(tmp_path / "out"),
        "--no-record",
    ]
    with broken("a build while the folder is read anew", standing) as fault:
        with subprocess.Popen(command, env=ENVIRON, stdout=subprocess.PIPE, text=True) as build:
            while build.poll() is None:
                first = workers(standing)
                standing.process.send_signal(signal.SIGHUP)
                until_new(standing, first)
        fault.last(0.1)
    assert build.returncode == 0
    assert (out / "index.html").is_file()


def test_no_room_for_another_process(tmp_path: Path) -> None:
    """What serves goes on serving, alone if need be, until there is room again."""
    folder = small(tmp_path / "site")
    with served(folder, tmp_path, "--workers", "2") as server:
        until_ready(server)
        with broken("no further process, then a worker is killed", server, may_lose=IN_FLIGHT) as fault:
            pid, enough = server.process.pid, resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (3, enough[1]))  # not a pipe to a process to come
            os.kill(workers(server).pop(), signal.SIGKILL)
            seconds_until(lambda: said(server, "and none can be started") > 1)
            assert len(workers(server)) == 1
            fault.last()
            resource.prlimit(pid, resource.RLIMIT_NOFILE, enough)
            seconds_until(lambda: len(workers(server)) == 2)


def test_who_is_in_flight_is_answered_at_the_end(tmp_path: Path) -> None:
    with served(small(tmp_path / "site"), tmp_path, "--workers", "2") as server:
        until_ready(server)
        with broken("SIGTERM, as fast as the crowd can", server, rate=2_000, ends=True):
            assert server.stop(signal.SIGTERM) == 0
        assert "Traceback" not in server.errors.read_text()


def test_another_takes_the_place_of_one_killed_whole(tmp_path: Path) -> None:
    """What systemd does: the first process is killed, and the server started anew on the same port."""
    folder = small(tmp_path / "site")
    with served(folder, tmp_path, "--workers", "2") as server:
        until_ready(server)
        left = workers(server)
        with broken("the first process is killed (-9)", server, ends=True):
            server.stop(signal.SIGKILL)
            seconds_until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in left))
        with served(folder, tmp_path, "--workers", "2", port=server.port) as again:
            assert again.get("/clinics/")[0] == 200
