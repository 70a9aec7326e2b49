"""Versions as folders in a cache: each whole from the moment that it has its name, and never changed then.

blobs/<name>       contents, once each; the folders below are links to them
versions/<name>/   a version's files as they lie in a site folder; `.locator` leads to `state`
held/<name>        a lock that a process keeps for as long as it serves that version
lock               held by whoever clears away
state/             what the site remembers beside its files: the last judgement, what a geocoder said
served.json        the version that was served last: what is served when the database is away at the start
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from locator.editing.disk import write_whole
from locator.editing.history.blobs import digest
from locator.editing.lock import locked
from locator.shared.versions.origin import manifest
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from locator.editing.history.version import Version

try:
    import fcntl
except ImportError:  # Windows, where nothing is cleared away
    fcntl = None  # type: ignore[assignment]

KEPT = 3  # versions, beside those that somebody serves
STATE = ".locator"
BEGUN_SECONDS = 3600  # for which what another process may be at work with is left alone


class Checkouts:
    """The cache of one store below `root`; several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[str, int] = {}  # open files, which workers inherit with their locks

    def open(self, version: Version, fetch: Callable[[str], bytes]) -> SiteFolder:
        """The folder of a version, made if it is not there; `fetch` gives contents by name.

        It stays for as long as this process lives, or until `let_go`.
        """
        name = f"{version.number:06}-{manifest(version.contents)}"
        self._hold(name)
        folder = self._root / "versions" / name
        if folder.is_dir() and not _is_whole(folder, version.contents):
            self._moved(folder)
        if not folder.is_dir():
            self._make(folder, version.contents, fetch)
        return SiteFolder(folder)

    def remember(self, folder: SiteFolder, number: int) -> None:
        """Notes what is served, lets go of all other versions, and clears away the oldest.

        Raises OSError, or UsageError if another process does not come to an end with the same.
        """
        for name in self._held.keys() - {folder.path.name}:
            os.close(self._held.pop(name))
        with locked(self._root / "lock"):  # all servers of a machine change over at the same moment
            write_whole(
                self._root / "served.json", json.dumps({"name": folder.path.name, "number": number}).encode()
            )
            self._clear()

    def last(self) -> tuple[SiteFolder, int] | None:
        """What was served last, with its number; None if nothing was, or it is gone."""
        try:
            match json.loads((self._root / "served.json").read_bytes()):
                case {"name": str(name), "number": int(number)}:
                    folder = self._root / "versions" / Path(name).name
                    self._hold(folder.name)
                    return (SiteFolder(folder), number) if folder.is_dir() else None
        except (OSError, ValueError):
            pass
        return None

    def _make(self, folder: Path, contents: Mapping[str, str], fetch: Callable[[str], bytes]) -> None:
        fresh = self._scratch()
        fresh.mkdir(parents=True)
        try:
            for path, name in contents.items():
                target = fresh / path
                target.parent.mkdir(parents=True, exist_ok=True)
                _link(self._blob(name, fetch), target)
            (self._root / "state").mkdir(mode=0o700, exist_ok=True)
            (fresh / STATE).symlink_to(Path("..", "..", "state"))
            folder.parent.mkdir(exist_ok=True)
            with suppress(OSError):  # somebody else was faster, with the same
                fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)

    def _blob(self, name: str, fetch: Callable[[str], bytes]) -> Path:
        """Where contents lie, fetched if they are not there, or damaged."""
        path = self._root / "blobs" / name
        if not (path.is_file() and digest(path.read_bytes()) == name):
            path.parent.mkdir(exist_ok=True)
            fresh = path.with_name(f"{name}.{secrets.token_hex(4)}")
            fresh.write_bytes(fetch(name))
            fresh.replace(path)
        return path

    def _scratch(self) -> Path:
        return self._root / "scratch" / secrets.token_hex(8)

    def _hold(self, name: str) -> None:
        while name not in self._held:
            lock = self._lock(name)
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_SH)
            if self._is_there(lock, name):
                self._held[name] = lock
            else:  # it was cleared away just now, and would keep nobody off
                os.close(lock)

    def _lock(self, name: str) -> int:
        path = self._root / "held" / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def _is_there(self, lock: int, name: str) -> bool:
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(lock), (self._root / "held" / name).stat())
        return False

    def _clear(self) -> None:
        """Takes away all but the newest versions, those that are held, and contents that none of them has."""
        rooms = sorted(_listed(self._root / "versions"), key=lambda room: room[1].st_ctime)
        for folder, _ in rooms[:-KEPT]:
            if folder.name not in self._held and fcntl is not None:
                lock = self._lock(folder.name)
                with suppress(BlockingIOError, FileNotFoundError):
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(self._moved(folder), ignore_errors=True)
                    (self._root / "held" / folder.name).unlink(missing_ok=True)
                os.close(lock)
        old = time.time() - BEGUN_SECONDS
        for blob, status in _listed(self._root / "blobs"):
            if status.st_nlink == 1 and status.st_mtime < old:
                blob.unlink(missing_ok=True)
        for scratch, status in _listed(self._root / "scratch"):
            if status.st_mtime < old:
                shutil.rmtree(scratch, ignore_errors=True)

    def _moved(self, folder: Path) -> Path:
        """Takes a folder's name away in one step."""
        gone = self._scratch()
        gone.parent.mkdir(exist_ok=True)
        folder.rename(gone)
        return gone


def _listed(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """What lies in a folder, but for what another process takes away meanwhile."""
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            with suppress(FileNotFoundError):
                yield path, path.stat()


def _is_whole(folder: Path, contents: Mapping[str, str]) -> bool:
    files = ((folder / path, name) for path, name in contents.items())
    return all(path.is_file() and digest(path.read_bytes()) == name for path, name in files)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a disk that knows no links
        shutil.copyfile(source, target)
