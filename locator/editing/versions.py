"""The history of a site folder: every state of its files, each of which can be brought back."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from locator.editing.blobs import Blobs, digest
from locator.editing.journal import Journal
from locator.editing.lock import locked
from locator.editing.tracked import is_tracked, read_tracked
from locator.editing.version import BY_HAND, FOUND, Version, parse_version
from locator.errors import ConflictError, UsageError
from locator.model.conflict import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from locator.editing.change import Change
    from locator.site.folder import SiteFolder

logger = logging.getLogger(__name__)

FOLDER = ".locator/versions"


class Versions:
    """The versions of one site folder; several processes may publish at once, one after the other does."""

    def __init__(self, folder: SiteFolder) -> None:
        self._site = folder
        self._folder = folder.path / FOLDER
        self._blobs = Blobs(self._folder / "blobs")
        self._journal = Journal(folder.path, self._folder, self._blobs)

    def publish(self, change: Change, *, who: str, now: datetime) -> Version:
        """Writes all files of a change or none; returns the newest version, a new one if anything differs.

        What was edited by hand since the last version becomes a version of its own first. Raises
        ConflictError if a file is no longer what the change saw, UsageError for a file of which no versions
        are kept, OSError with every file as it was if the disk refuses.
        """
        _check_paths(change)
        with self._writing():
            before = self._catch_up(now)
            _check_seen(change, before)
            contents: dict[str, str | None] = {
                name: None if data is None else self._blobs.put(data) for name, data in change.files.items()
            }
            return self._write(contents, before, replace(before, when=now, who=who, told=change.told))

    def restore(self, number: int, *, who: str, now: datetime) -> Version:
        """Makes the files what they were in a version: a new version, so that this can be undone as well.

        Raises UsageError if there is no such version, LocatorError if what it held is lost.
        """
        goal = self.version(number)
        with self._writing():
            before = self._catch_up(now)
            contents = {name: goal.contents.get(name) for name in {**before.contents, **goal.contents}}
            for name in filter(None, contents.values()):
                self._blobs.read(name)
            told = f"Back to version {number}: {goal.told}"
            return self._write(contents, before, replace(before, when=now, who=who, told=told))

    def list(self) -> tuple[Version, ...]:
        """Every version, the newest first; one whose file is damaged is left out."""
        paths = sorted(self._folder.glob("[0-9]*.json"), reverse=True)
        return tuple(parsed[0] for path in paths if (parsed := parse_version(path.read_bytes())))

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 if there is none; cheap enough to be asked every second."""
        return self._next() - 1

    def version(self, number: int) -> Version:
        """The version of that number; raises UsageError if there is none."""
        versions = self.list()
        for version in versions:
            if version.number == number:
                return version
        known = (
            f"there are {versions[-1].number} to {versions[0].number}" if versions else "there are none yet"
        )
        msg = f"there is no version {number}; {known}"
        raise UsageError(msg)

    def read(self, version: Version, name: str) -> bytes | None:
        """The bytes of one file as it was in a version, None if it was not there."""
        blob = version.contents.get(name)
        return None if blob is None else self._blobs.read(blob)

    def recover(self) -> None:
        """Finishes what a killed process had begun to publish; costs nothing if there is nothing to do."""
        if self._journal.pending.exists():
            with self._writing():
                pass

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with locked(self._folder / "lock"):
            for name in self._journal.recover():
                logger.warning("%s was edited by hand while a change was being written, and stays so", name)
            yield

    def _catch_up(self, now: datetime) -> Version:
        """The newest version, which the files are by then: hand edits become one of their own."""
        files = read_tracked(self._site)
        names = {name: digest(data) for name, data in files.items()}
        newest = next(iter(self.list()), None)
        old: Mapping[str, str] = newest.contents if newest else {}
        if newest and names == old:
            return newest
        for name, data in files.items():
            if names[name] != old.get(name):
                self._blobs.put(data)
        told = BY_HAND if newest else FOUND
        version = Version(self._next(), now, "", told, _differing(old, names), names)
        self._journal.record(version)
        return version

    def _write(self, contents: Mapping[str, str | None], before: Version, like: Version) -> Version:
        """Publishes files that differ from the version before, told of as in `like`."""
        goals = {name: blob for name, blob in contents.items() if blob != before.contents.get(name)}
        if not goals:
            return before
        after = {name: blob for name, blob in {**before.contents, **goals}.items() if blob is not None}
        version = replace(like, number=self._next(), files=tuple(goals), contents=after)
        self._journal.write(version, {name: before.contents.get(name) for name in goals})
        return version

    def _next(self) -> int:
        return max((int(path.stem) for path in self._folder.glob("[0-9]*.json")), default=0) + 1


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))


def _check_paths(change: Change) -> None:
    for name in change.files:
        if not is_tracked(name):
            msg = f"{name} is not a file that locator writes"
            raise UsageError(msg)


def _check_seen(change: Change, now: Version) -> None:
    changed = [
        Conflict(name, "the whole file", theirs="it was changed meanwhile")
        for name, data in change.seen.items()
        if now.contents.get(name) != (None if data is None else digest(data))
    ]
    if changed:
        msg = "nothing was changed: somebody else was faster; look at what they did and try again"
        raise ConflictError(msg, changed)
