"""One writer at a time."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from locator.editing.disk import make_folder
from locator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where writers have to take turns by themselves
    fcntl = None  # type: ignore[assignment]

BUSY = "somebody else is writing to this site just now; try again in a moment"
PATIENCE = 10.0  # seconds; a writer is done in one or two
_PAUSE = 0.02


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file `path`; the system lets go of it when the process ends, however it ends.

    Raises UsageError if another process keeps it, or if `.locator` cannot be written.
    """
    _make(path.parent)
    with path.open("ab") as file:
        _take(file)
        yield


def _take(file: BinaryIO) -> None:
    deadline = time.monotonic() + PATIENCE
    while fcntl is not None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise UsageError(BUSY) from None
        time.sleep(_PAUSE)


def _make(folder: Path) -> None:
    try:
        make_folder(folder)
    except (FileExistsError, NotADirectoryError):
        in_the_way = next(part for part in (folder, *folder.parents) if part.exists())
        msg = f"{in_the_way} is a file, but locator keeps the history in a folder of that name; move it away"
        raise UsageError(msg) from None
