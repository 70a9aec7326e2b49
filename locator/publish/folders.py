"""A new export takes the place of the one before: in one step, or, if little has changed, file by file."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

FEW = 1_000  # files; so many are put in their places within some hundredths of a second
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


Stamp = tuple[int, int]  # the size of a file in bytes, and when it was written, in nanoseconds


def files_below(folder: Path) -> dict[str, Stamp]:
    """Every file below a folder by its path from there, with its stamp; none if there is no such folder."""
    found: dict[str, Stamp] = {}
    root, waiting = os.fspath(folder), [""] if folder.is_dir() else []
    while waiting:
        above = waiting.pop()
        with os.scandir(f"{root}/{above}") as entries:
            for entry in entries:
                name = f"{above}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}/")
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[name] = status.st_size, status.st_mtime_ns
    return found


def replace_export(
    fresh: Path, out: Path, left: Collection[str], found: Mapping[str, Stamp]
) -> dict[str, Stamp]:
    """Makes `out` hold the files of `fresh`, and of its own, which were `found`, the `left` ones.

    If few files are new, each takes its place, pictures before the pages that name them, and what nobody
    wants goes last. Else the files that are left are linked, and the folders change places. Returns what
    `out` holds then; whatever somebody else did to it meanwhile is not in that.
    """
    changed = files_below(fresh)
    if not out.exists():
        fresh.rename(out)
    elif left and len(changed) <= FEW and _has_room(out, changed):
        with _undisturbed():
            _lay_over(fresh, out, changed, found.keys() - {*changed, *left})
    else:
        for name in left:
            _link(out / name, fresh / name)
        _exchange(fresh, out)
    return {name: found[name] for name in left if name in found} | changed


def _has_room(out: Path, names: Collection[str]) -> bool:
    """Tells whether no file is where a folder must be, and no folder where a file."""
    folders = {out / above for name in names for above in Path(name).parents}
    files = {out / name for name in names}
    return not any(map(Path.is_file, folders)) and not any(map(Path.is_dir, files))


def _lay_over(fresh: Path, out: Path, changed: Collection[str], unwanted: Collection[str]) -> None:
    for name in sorted(changed, key=lambda each: (each.endswith((".html", ".html.gz")), each)):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).replace(out / name)
    for name in unwanted:
        (out / name).unlink(missing_ok=True)
    for folder in sorted({above for name in unwanted for above in Path(name).parents}, reverse=True):
        with suppress(OSError):  # others are in it
            (out / folder).rmdir()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits until the last file is in its place."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _link(before: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(before, file)
    except OSError:  # a file system without links
        shutil.copy2(before, file)


def _exchange(fresh: Path, out: Path) -> None:
    """Puts `fresh` in the place of `out`; what was there is in `fresh` then, or gone."""
    if _swapped(fresh, out):
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    try:
        out.rename(old / "export")
        try:
            fresh.rename(out)
        except OSError:
            (old / "export").rename(out)
            raise
    finally:
        shutil.rmtree(old)


def _swapped(one: Path, other: Path) -> bool:
    """Tells whether two folders have changed names in one step, as Linux can on most file systems."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # Python has no other way to it
    names = _HERE, os.fsencode(one), _HERE, os.fsencode(other)
    return rename is not None and rename(*names, _EXCHANGE) == 0
