"""Files that become a new version all together, whatever happens on the way.

A version is one file that bears three names in turn, and each renaming is a single step:

preparing.json   the new files are being written beside the old ones; found later, they are cleared away
pending.json     the old files are being replaced; found later, the rest is replaced too
000012.json      the version is whole
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder, scratch, settle, stage, write_whole
from locator.editing.history.blobs import digest
from locator.editing.history.version import parse_version
from locator.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from locator.editing.history.blobs import Blobs
    from locator.editing.history.version import Version


class Journal:
    """Writes versions of the site in `site`; its own files lie in `folder`. The caller holds the lock."""

    def __init__(self, site: Path, folder: Path, blobs: Blobs) -> None:
        self._site, self._folder, self._blobs = site, folder, blobs
        self._preparing, self._pending = folder / "preparing.json", folder / "pending.json"

    def write(self, version: Version, before: Mapping[str, str | None]) -> None:
        """Makes the files of a version what it says, or leaves all as they were and raises OSError.

        `before` names what each of them holds now, None for no file; both contents are blobs already.
        """
        self._blobs.settle()
        write_whole(self._preparing, version.render(before))
        try:
            for name in version.files:
                self._stage(name, version.contents.get(name))
            self._preparing.replace(self._pending)
            settle(self._folder)
            for name in version.files:
                self._replace(name, version.contents.get(name))
            self._finish(version)
        except BaseException:
            if not self._path(version).exists():  # by then it is whole, and only to be brought onto the disk
                self._undo(version, before)
            raise

    def record(self, version: Version) -> None:
        """Keeps a version that the files are already."""
        self._blobs.settle()
        write_whole(self._path(version), version.render())

    def drop(self, version: Version) -> None:
        """Forgets a version; the files stay as they are."""
        self._path(version).unlink(missing_ok=True)

    @property
    def is_open(self) -> bool:
        """Tells whether a version is being written, or was when its writer was killed."""
        return self._preparing.exists() or self._pending.exists()

    def recover(self) -> tuple[str, ...]:
        """Finishes what a killed process had begun; returns the files left alone: newer, and by hand."""
        left = []
        if half := self._read(self._preparing):
            self._clear(half[0])
        self._preparing.unlink(missing_ok=True)
        if whole := self._read(self._pending):
            version, before = whole
            left = [name for name in version.files if not self._carry_on(name, version, before.get(name))]
            self._clear(version)
            self._finish(version)
        self._pending.unlink(missing_ok=True)
        return tuple(left)

    def _carry_on(self, name: str, version: Version, before: str | None) -> bool:
        """Brings one file forward; False if somebody else changed it since."""
        goal, now = version.contents.get(name), self._digest(name)
        if now == goal:
            return True
        if now != before:
            return False
        try:
            self._stage(name, goal)
        except LocatorError:  # a blob that the disk lost; the file as it is, is whole
            return False
        self._replace(name, goal)
        return True

    def _stage(self, name: str, goal: str | None) -> None:
        if goal is not None:
            path = self._target(name)
            make_folder(path.parent)
            stage(path, self._blobs.read(goal))

    def _replace(self, name: str, goal: str | None) -> None:
        path = self._target(name)
        if goal is None:
            path.unlink(missing_ok=True)
        else:
            scratch(path).replace(path)

    def _finish(self, version: Version) -> None:
        for folder in {self._target(name).parent for name in version.files}:
            settle(folder)
        self._pending.replace(self._path(version))
        settle(self._folder)

    def _undo(self, version: Version, before: Mapping[str, str | None]) -> None:
        """Puts every file back; where the disk refuses even that, recover will go forward instead."""
        with suppress(OSError, LocatorError):
            for name in version.files:
                if self._digest(name) != (goal := before.get(name)):
                    self._stage(name, goal)
                    self._replace(name, goal)
            self._clear(version)
            self._preparing.unlink(missing_ok=True)
            self._pending.unlink(missing_ok=True)

    def _clear(self, version: Version) -> None:
        for name in version.files:
            scratch(self._target(name)).unlink(missing_ok=True)

    def _digest(self, name: str) -> str | None:
        path = self._site / name
        return digest(path.read_bytes()) if path.is_file() else None

    def _target(self, name: str) -> Path:
        return (self._site / name).resolve()  # a link stays a link

    def _path(self, version: Version) -> Path:
        return self._folder / f"{version.number:06}.json"

    @staticmethod
    def _read(path: Path) -> tuple[Version, dict[str, str | None]] | None:
        return parse_version(path.read_bytes()) if path.is_file() else None
