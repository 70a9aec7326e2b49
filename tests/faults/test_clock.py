"""A clock that jumps, for a server that runs."""

from __future__ import annotations

import os
import signal
import sys
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

from processes import seconds_until, served

from faults.figures import broken
from faults.room import small, until_new, until_ready, workers

if TYPE_CHECKING:
    from datetime import datetime

    from processes import Server

HOUR, DAY = 3_600, 86_400


def clock(server: Server) -> datetime:
    """What the server says the time is."""
    with urlopen(f"http://127.0.0.1:{server.port}/healthz", timeout=60) as answer:
        return parsedate_to_datetime(answer.headers["date"])


def test_a_clock_that_jumps(tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    before = (sys.executable, str(Path(__file__).with_name("moved_clock.py")), str(moved))
    settings = small(folder := tmp_path / "site") / "site.toml"  # in which the example stands still
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("\nas_of", "\n# as_of"), encoding="utf-8"
    )
    with served(folder, tmp_path, "--workers", "2", before=before) as server:
        until_ready(server)
        now = clock(server)
        with broken("the clock: a day ahead, an hour back, another day back", server) as fault:
            for seconds, is_another_day in ((DAY, True), (DAY - HOUR, None), (-HOUR, True)):
                first = workers(server)
                moved.write_text(str(seconds))
                for process in (server.process.pid, *first):
                    os.kill(process, signal.SIGUSR1)
                if is_another_day:  # and pages that are made for it
                    until_new(server, first)
                seconds_until(lambda: abs((clock(server) - now).total_seconds() - seconds) < HOUR / 2)  # noqa: B023
                fault.last()
        assert "Traceback" not in server.errors.read_text()
