"""A site folder that is damaged, half written or gone while its site is served."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from conftest import ROOT
from crowd import kept_only
from processes import seconds_until, served

from faults.figures import broken
from faults.room import said, small, until_ready, workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from processes import Server


KEEPS = "The last good version goes on serving"
PACKAGE = ("locator", "templates", "static", "content", "site.toml", "locations.csv", "clinics.csv")


def until_refused(server: Server, spoil: Callable[[], object]) -> None:
    """Waits until the server has seen the damage and said that it goes on."""
    before = said(server, KEEPS)
    spoil()
    seconds_until(lambda: said(server, KEEPS) > before)


def until_read(server: Server, mend: Callable[[], object]) -> None:
    before = said(server, "Reloaded: ")
    mend()
    seconds_until(lambda: said(server, "Reloaded: ") > before)


def kill_one(server: Server) -> None:
    """Has one worker replaced: the new one must know what the folder no longer says."""
    killed = workers(server).pop()
    os.kill(killed, signal.SIGKILL)
    seconds_until(lambda: len(workers(server)) == 2 and killed not in workers(server))


def test_a_table_half_written(standing: Server, site: Path) -> None:
    clinics = site / "clinics.csv"
    whole = clinics.read_bytes()
    with broken("clinics.csv half written", standing) as fault:
        until_refused(standing, lambda: clinics.write_bytes(whole[: len(whole) // 2].rpartition(b",")[0]))
        fault.last()
        until_read(standing, lambda: clinics.write_bytes(whole + b"\n"))
    clinics.write_bytes(whole)


def test_tables_of_garbage(standing: Server, site: Path) -> None:
    tables = [site / "clinics.csv", site / "locations.csv", site / "site.toml"]
    whole = {table: table.read_bytes() for table in tables}
    with broken("tables and settings replaced by garbage, a worker killed", standing, may_lose=8) as fault:
        for table in tables:
            until_refused(standing, lambda: table.write_bytes(Random(table.name).randbytes(50_000)))  # noqa: B023
        kill_one(standing)
        fault.last()
        for table, data in whole.items():
            table.write_bytes(data)
        until_read(standing, lambda: standing.process.send_signal(signal.SIGHUP))


def test_a_folder_taken_away_and_put_back(standing: Server, site: Path) -> None:
    away = site.with_name("away")
    with broken("the site folder renamed away and back", standing) as fault:
        until_refused(standing, lambda: site.rename(away))
        fault.last()
        until_read(standing, lambda: away.rename(site))


def test_templates_broken(standing: Server, site: Path) -> None:
    template = site / "templates" / "landing.html"
    template.parent.mkdir()
    with broken("a template with a slip, a worker killed", standing, may_lose=8) as fault:
        until_refused(standing, lambda: template.write_text("<p>{{ heeding }} {% if %}", encoding="utf-8"))
        kill_one(standing)
        fault.last()
        until_read(standing, lambda: shutil.rmtree(template.parent))


def test_everything_behind_the_pages_gone(tmp_path: Path) -> None:
    """The folder, the gazetteer, the outlines, templates; and a worker that began after that."""
    program = tmp_path / "program"
    program.mkdir()
    for part in PACKAGE:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, program / part)
    folder = small(tmp_path / "site")
    with served(folder, tmp_path, "--workers", "2", "--watch", cwd=program) as server:
        until_ready(server)
        with broken("folder, gazetteer, templates gone, a worker killed", server, may_lose=8) as fault:
            take_away(program, folder)
            kill_one(server)
            fault.last(1)
        with broken("the same, kept pages, robots.txt and sitemaps", server, wishes=kept_only) as fault:
            fault.last(1)
        assert "Traceback" not in server.errors.read_text()


def take_away(program: Path, folder: Path) -> None:
    for gone in (folder, program / "templates", program / "static", program / "content"):
        shutil.rmtree(gone)
    for table in (program / "locator" / "data").glob("*.sqlite"):
        table.unlink()
