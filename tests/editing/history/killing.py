"""Runs an operation again and again, each time stopped one step later, until it comes to its end.

    python killing.py OPERATION HOW SOURCE TARGET

Each run has a copy of the site folder SOURCE of its own: TARGET/1, TARGET/2, …; the last is whole. A step is
whatever changes the folder: a file opened to be written, renamed or removed, a folder made. It is stopped so:

killed    the process dies (SIGKILL), and nothing is told to it before
refused   the disk refuses this one step
full      the disk is full from this step on: nothing can be written, but files can be renamed and removed

To have another operation stopped, add it to OPERATIONS.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from locator.cli import main
from locator.editing.change import Change
from locator.editing.draft import Draft
from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.versions import Versions
from locator.editing.notes.note_edit import NoteEdit
from locator.editing.rows.row_edit import add_row
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
NOTE, OLD_NOTE = "content/towns/ga/new.md", "content/towns/fl/lake-mary.md"
DELAND = {"town": "DeLand", "region": "FL"}
STOPPED = 3  # how a process ends that was stopped and not killed
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
    draft = Draft(folder, FolderCabinet(folder.path))
    draft.add(
        add_row("locations.csv", DELAND),
        add_row("redirects.csv", {"from": "/x/", "to": "/"}),
        NoteEdit("fl/lake-mary", draft.note("fl/lake-mary"), "From I-4, go east."),
        NoteEdit("fl/deland", "", "Park next door."),
        who="",
        now=NOW,
    )
    Versions(folder).publish(draft.to_change(), who="ana", now=NOW)


def forget(folder: SiteFolder) -> None:
    Versions(folder).forget(1)


def rename(folder: SiteFolder) -> None:
    main(["rename", "lake-mary", "lake-mary-fl", str(folder.path)])


def remove(folder: SiteFolder) -> None:
    main(["remove", "lake-mary", str(folder.path), "--gone"])


def add(folder: SiteFolder) -> None:
    main(["add", "DeLand, FL", "Edgewater, FL", str(folder.path)])


def import_clinics(folder: SiteFolder) -> None:
    clinics = folder.path.parent.parent / "clinics.csv"
    clinics.write_bytes(folder.clinics.read_bytes().replace(b"Bus stop", b"Tram stop"))
    main(["import", str(clinics), str(folder.path), "--yes"])


OPERATIONS: dict[str, Callable[[SiteFolder], None]] = {
    "publish": publish,
    "restore": restore,
    "publish_a_draft": publish_a_draft,
    "forget": forget,
    "rename": rename,
    "remove": remove,
    "add": add,
    "import": import_clinics,
}


class Stopper:
    """Listens for steps. At the first it forks, once for each step at which a process shall be stopped.

    So what comes before the first step, which for a command is nearly all of its time, is done but once.
    """

    def __init__(self, how: str, source: Path, target: Path) -> None:
        self._how, self._source, self._target = how, source, target
        self.folder = target / "now"
        self.is_due = False
        self._left: int | None = 0  # steps until it happens, 0 before the first of all, None in the parent

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if self._left is None or not self._is_step(event, arguments):
            return
        if self._left == 0:
            self._left = self._fork()
        self._left -= 1
        if self._left <= 0:
            self._stop(is_now=self._left == 0, is_writing=event in ("open", "os.mkdir"))

    def _stop(self, *, is_now: bool, is_writing: bool) -> None:
        self.is_due = True
        if is_now and self._how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        self._left = -1
        if is_now and self._how == "refused":
            raise OSError(errno.EIO, "Input/output error")
        if self._how == "full" and is_writing:
            raise OSError(errno.ENOSPC, "No space left on device")

    def _is_step(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return False
        steps = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod")
        return event in steps and str(arguments[0]).startswith(str(self.folder))

    def _fork(self) -> int:
        """Returns in each child, with the step at which it is to be stopped; never in the parent."""
        self._left = None
        for step in count(1):
            if (child := os.fork()) == 0:
                return step
            _, status = os.waitpid(child, 0)
            self.folder.rename(self._target / str(step))
            if status != signal.SIGKILL and (code := os.waitstatus_to_exitcode(status)) != STOPPED:
                os._exit(code)
            shutil.copytree(self._source, self.folder, symlinks=True)
        raise AssertionError


def run(name: str, how: str, source: Path, target: Path) -> None:
    """Makes one folder a step."""
    # A kill is no power cut, so what is synced cannot be seen here.
    os.fsync = lambda _: None  # type: ignore[assignment]
    stopper = Stopper(how, source, target)
    shutil.copytree(source, stopper.folder, symlinks=True)
    sys.addaudithook(stopper)
    with suppress(OSError) if how != "killed" else nullcontext():
        OPERATIONS[name](SiteFolder(stopper.folder))
    os._exit(STOPPED if stopper.is_due else 0)


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
