"""A disk that is full or read-only, and files of SQLite that are damaged or locked, while they are used."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from conftest import fixed_clock
from processes import Server, seconds_until, served

from faults.figures import broken
from faults.room import BEHIND_PROXY, small, until_ready, workers
from locator.editing.edits import edited
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.versions import Versions
from locator.editing.rows.row_edit import add_row
from locator.errors import LocatorError
from locator.site.folder import SiteFolder
from locator.site.reports import ReportBook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAULT = {"page": "/clinics/daytona-beach/", "fault": "hours", "note": "Closed on Monday."}
KEPT, NO_ROOM = 303, 503
OPTIONS = ("--workers", "2", "--watch")


def report(server: Server, network: int) -> int:
    """Sends a report as a reader of that network would."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
        "x-forwarded-for": f"198.51.{network}.7",
    }
    with closing(connection):
        connection.request("POST", "/report", urlencode(FAULT), headers)
        return connection.getresponse().status


def count_view(server: Server) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
    }
    with closing(connection):
        connection.request("POST", "/demand", urlencode({"kind": "view", "page": "/clinics/"}), headers)
        return connection.getresponse().status


def publish(folder: Path, town: str) -> None:
    change = edited(SiteFolder(folder), [add_row("locations.csv", {"town": town, "region": "FL"})])
    Versions(SiteFolder(folder)).publish(change, who="Bo", now=fixed_clock())


@contextmanager
def disk(at: Path, size: str) -> Iterator[bool]:
    """A disk of its own, if this system lets us have one."""
    at.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)], capture_output=True, check=False
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", "-l", str(at)], check=True)


@contextmanager
def full(folder: Path, server: Server, *, is_own: bool) -> Iterator[None]:
    """Leaves no room: on a disk of its own, or else by a limit to what files of the server may grow to."""
    filler = folder.with_name("filler")
    if is_own:
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            for size in (65_536, 1):
                with suppress(OSError):
                    while file.write(b"x" * size):
                        pass
        yield
        filler.unlink()
        return
    processes = [server.process.pid, *workers(server)]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, -1)) for pid in processes}
    yield
    for pid, limit in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def test_a_full_disk(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "3m") as is_own:
        folder = small(tmp_path / "disk" / "site")
        with served(folder, tmp_path, *OPTIONS, environ=BEHIND_PROXY) as server:
            until_ready(server)
            rows = (folder / "locations.csv").read_bytes()
            what = f"a full disk ({'tmpfs of 3 MB' if is_own else 'RLIMIT_FSIZE'})"
            with broken(what, server) as fault:
                assert report(server, 1) == KEPT
                with full(folder, server, is_own=is_own):
                    assert {report(server, network) for network in range(2, 6)} == {NO_ROOM}
                    assert {count_view(server) for _ in range(20)} == {204}
                    if is_own:
                        with pytest.raises((LocatorError, OSError)):
                            publish(folder, "Edgewater")
                        assert (folder / "locations.csv").read_bytes() == rows
                    fault.last(6)  # the counts are written every five seconds
                assert report(server, 6) == KEPT
                publish(folder, "Edgewater")
                seconds_until(lambda: server.get("/back-pain-treatment/fl/edgewater/")[0] == 200)
            assert len(ReportBook(FolderCabinet(folder)).reports()) == 2
            assert server.stop(signal.SIGTERM) == 0
            with closing(sqlite3.connect(folder / ".locator" / "demand.sqlite")) as db:
                assert db.execute("SELECT sum(count) FROM counts WHERE kind = 'view'").fetchone() == (20,)
            assert "Traceback" not in server.errors.read_text()


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder where nobody can write to it; whoever is root needs a mount of its own for that."""
    if os.geteuid():
        modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*")) if path.is_dir()}
        for path in modes:
            path.chmod(0o555)
        yield folder
        for path, mode in modes.items():
            path.chmod(mode)
        return
    with disk(folder.with_name("only"), "3m") as is_own:
        if not is_own:
            pytest.skip("root can write everywhere, and may not mount here")
        kept = small(folder.with_name("only") / "site")
        subprocess.run(["mount", "-o", "remount,ro", str(kept.parent)], check=True)
        yield kept


def test_a_folder_that_nobody_can_write_to(tmp_path: Path) -> None:
    folder = small(tmp_path / "site")
    with (
        read_only(folder) as kept,
        served(kept, tmp_path, *OPTIONS, environ=BEHIND_PROXY) as server,
    ):
        until_ready(server)
        with broken("a read-only site folder", server) as fault:
            assert report(server, 1) == NO_ROOM
            assert count_view(server) == 204
            with pytest.raises((LocatorError, OSError)):
                publish(kept, "Edgewater")
            fault.last(1)
        assert server.get("/workbench/")[0] in (200, 404)
        assert server.stop(signal.SIGTERM) == 0
        assert "Traceback" not in server.errors.read_text()


def test_damaged_files(standing: Server, site: Path) -> None:
    """Each is set aside and begun anew; what was in it is beside it for whoever can mend it."""
    assert report(standing, 1) == KEPT
    with broken("SQLite files of demand, reports, judgement overwritten", standing) as fault:
        files = [*(site / ".locator").glob("*.sqlite")]
        assert site / ".locator" / "reports.sqlite" in files
        for file in files:
            for each in (file, file.with_name(f"{file.name}-wal")):
                if each.exists():
                    each.write_bytes(b"\xff" * max(4096, each.stat().st_size))
        fault.last(1)
        assert {report(standing, network) for network in range(10, 14)} == {KEPT}
        assert count_view(standing) == 204
        fault.last(6)
    assert list((site / ".locator").glob("*.damaged"))
    assert ReportBook(FolderCabinet(site)).reports()


def test_a_file_locked_for_long(standing: Server, site: Path) -> None:
    """Threads wait for it, as many as there are; pages do not."""
    assert report(standing, 20) == KEPT
    book = site / ".locator" / "reports.sqlite"
    with broken("reports locked by another process, readers report", standing) as fault:
        with closing(sqlite3.connect(book, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            assert {report(standing, network) for network in range(21, 25)} == {NO_ROOM}
            fault.last(0.2)
            db.execute("ROLLBACK")
        assert report(standing, 30) == KEPT
