"""Runs an operation again and again, each time killed one step later, until it comes to its end.

    python killing.py OPERATION SOURCE TARGET

Each run has a copy of the site folder SOURCE of its own: TARGET/1, TARGET/2, …; the last is whole. A step is
whatever changes the folder: a file opened to be written, renamed or removed, a folder made. Nothing is told
to the process before it dies (SIGKILL). To have another operation killed, add it to OPERATIONS.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from locator.cli import main
from locator.editing.change import Change
from locator.editing.draft import Draft
from locator.editing.row_edit import add_row
from locator.editing.versions import Versions
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
NOTE, OLD_NOTE = "content/towns/ga/new.md", "content/towns/fl/lake-mary.md"
DELAND = {"town": "DeLand", "region": "FL"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def publish(folder: SiteFolder) -> None:
    files = {
        "redirects.csv": b"from,to\n",
        "locations.csv": b"town,region\nOcala,FL\n",
        "site.toml": b"x = 1\n",
    }
    Versions(folder).publish(Change({**files, NOTE: b"New", OLD_NOTE: None}, "Much"), who="ana", now=NOW)


def restore(folder: SiteFolder) -> None:
    Versions(folder).restore(1, who="ana", now=NOW)


def publish_a_draft(folder: SiteFolder) -> None:
    draft = Draft(folder)
    draft.add(
        add_row("locations.csv", DELAND),
        add_row("redirects.csv", {"from": "/x/", "to": "/"}),
        who="",
        now=NOW,
    )
    Versions(folder).publish(draft.to_change(), who="ana", now=NOW)


def forget(folder: SiteFolder) -> None:
    Versions(folder).forget(1)


def rename(folder: SiteFolder) -> None:
    main(["rename", "lake-mary", "lake-mary-fl", str(folder.path)])


def add(folder: SiteFolder) -> None:
    main(["add", "DeLand, FL", "Edgewater, FL", str(folder.path)])


OPERATIONS: dict[str, Callable[[SiteFolder], None]] = {
    "publish": publish,
    "restore": restore,
    "publish_a_draft": publish_a_draft,
    "forget": forget,
    "rename": rename,
    "add": add,
}


class Killer:
    """Listens for steps. At the first it forks, once for each step at which a process shall die.

    So what comes before the first step, which for a command is nearly all of its time, is done but once.
    """

    def __init__(self, source: Path, target: Path) -> None:
        self._source, self._target = source, target
        self.folder = target / "now"
        self._left: int | None = (
            0  # steps until this process dies, 0 if none has come yet; None in the parent
        )

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._left is None or not self._is_step(event, arguments):
            return
        if self._left == 0:
            self._left = self._fork()
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def _is_step(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return False
        steps = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod")
        return event in steps and str(arguments[0]).startswith(str(self.folder))

    def _fork(self) -> int:
        """Returns in each child, with the step at which it is to die; never in the parent."""
        self._left = None
        for step in count(1):
            if (child := os.fork()) == 0:
                return step
            _, status = os.waitpid(child, 0)
            self.folder.rename(self._target / str(step))
            if status != signal.SIGKILL:
                os._exit(os.waitstatus_to_exitcode(status))
            shutil.copytree(self._source, self.folder, symlinks=True)
        raise AssertionError


def run(name: str, source: Path, target: Path) -> None:
    """Makes one folder a step."""
    killer = Killer(source, target)
    shutil.copytree(source, killer.folder, symlinks=True)
    sys.addaudithook(killer)
    OPERATIONS[name](SiteFolder(killer.folder))


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
