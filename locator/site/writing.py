"""Several files written as one: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW_MODE = 0o644


def write_together(files: Mapping[Path, bytes | None]) -> None:
    """Writes each file, or takes it away where there is None, in the order given.

    New contents are on the disk before the first file is replaced, and each replacement is one step.
    Raises OSError, with every file as it was, if one of them cannot be written.
    """
    goals = {path.resolve(): data for path, data in files.items()}  # a link stays a link
    scratch: list[Path] = []
    done: list[tuple[Path, Path | None]] = []
    try:
        fresh = {path: _staged(path, data, scratch) for path, data in goals.items() if data is not None}
        backups = {path: _backup(path, scratch) for path in goals}
        for path in goals:
            done.append((path, backups[path]))
            if path in fresh:
                fresh[path].replace(path)
            else:
                path.unlink(missing_ok=True)
    except BaseException:
        for path, backup in reversed(done):
            _put_back(path, backup)
        raise
    finally:
        for path in scratch:
            path.unlink(missing_ok=True)


def _staged(path: Path, data: bytes, scratch: list[Path]) -> Path:
    """A new file beside `path` that holds the data, with its rights, safe on the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    scratch.append(Path(name))
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else NEW_MODE)
    return Path(name)


def _backup(path: Path, scratch: list[Path]) -> Path | None:
    if not path.exists():
        return None
    backup = _staged(path, path.read_bytes(), scratch)
    shutil.copystat(path, backup)
    return backup


def _put_back(path: Path, backup: Path | None) -> None:
    with suppress(OSError):  # the first fault is the one to tell
        if backup is None:
            path.unlink(missing_ok=True)
        elif backup.exists():
            backup.replace(path)
