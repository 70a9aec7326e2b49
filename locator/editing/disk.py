"""Files that are written whole or not at all, and are on the disk once that is said."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NEW_MODE = 0o644


def scratch(path: Path) -> Path:
    """Where a file is written before it takes the place of `path`; one at a time, beside it."""
    return path.with_name(f".{path.name}.locator-new")


def stage(path: Path, data: bytes, mode: int = NEW_MODE) -> None:
    """Writes the file that is to take the place of `path`, with its rights, onto the disk.

    A new one gets the rights of `mode`; nobody else may read it while it is written.
    """
    fresh = scratch(path)
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(path.stat().st_mode & 0o7777 if path.exists() else mode)


def settle(folder: Path) -> None:
    """Brings the names in a folder onto the disk, where the file system can do that at all."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Makes a folder and those it lies in, where they are not there, and brings their names onto the disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        settle(folder.parent)


def write_whole(path: Path, data: bytes, mode: int = NEW_MODE) -> None:
    """Writes a file in one step; raises OSError, with the file as it was and nothing beside it.

    A new one gets the rights of `mode`.
    """
    path = path.resolve()  # a link stays a link
    try:
        stage(path, data, mode)
        scratch(path).replace(path)
    except BaseException:
        scratch(path).unlink(missing_ok=True)
        raise
    settle(path.parent)
