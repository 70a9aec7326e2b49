"""The history of a site folder: every state of its files, each of which can be brought back."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from locator.editing.change import Change
from locator.editing.history.blobs import Blobs, digest
from locator.editing.history.checks import check_paths, check_seen
from locator.editing.history.journal import Journal
from locator.editing.history.tracked import read_tracked
from locator.editing.history.version import BY_HAND, FOUND, Version, back_to, differing, parse_version
from locator.editing.lock import locked
from locator.errors import LocatorError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

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
        check_paths(change)
        with self._writing():
            before = self._catch_up(now)
            check_seen(change, before)
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
            contents = {name: goal.contents.get(name) for name in differing(before.contents, goal.contents)}
            for blob in filter(None, contents.values()):
                self._blobs.read(blob)
            return self._write(contents, before, replace(before, when=now, who=who, told=back_to(goal)))

    def change_to(self, number: int) -> Change:
        """What `restore` would write, to be looked at first; raises what that raises."""
        goal, files = self.version(number), read_tracked(self._site)
        names = differing({name: digest(data) for name, data in files.items()}, goal.contents)
        return Change({name: self.read(goal, name) for name in names}, back_to(goal))

    def list(self) -> tuple[Version, ...]:
        """Every version, the newest first; one whose file is damaged is left out."""
        return tuple(self._versions())

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

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 if there is none; cheap enough to be asked every second."""
        return max(map(_number, self._paths()), default=0)

    @property
    def damaged(self) -> int:
        """How many versions are left out of `list` because their files are damaged."""
        return len([*self._paths()]) - len(self.list())

    @property
    def is_unfinished(self) -> bool:
        """Whether a version is being written, or was when its writer was killed."""
        return self._journal.is_open

    @property
    def edited_by_hand(self) -> tuple[str, ...]:
        """The files that are no longer what the newest version says; none if there is no version."""
        files = {name: digest(data) for name, data in read_tracked(self._site).items()}
        newest = next(self._versions(), None)
        return differing(newest.contents, files) if newest else ()

    @property
    def size(self) -> int:
        """What all versions take on the disk, in bytes."""
        return sum(map(_size, self._folder.rglob("*")))

    def forget(self, kept: int) -> tuple[Version, ...]:
        """Lets go of all versions but the `kept` newest, at least one; returns those that are gone."""
        with self._writing():
            versions = self.list()
            rest, gone = versions[: max(kept, 1)], versions[max(kept, 1) :]
            for version in reversed(gone):
                self._journal.drop(version)
            self._blobs.keep({blob for version in rest for blob in version.contents.values()})
        return gone

    def recover(self) -> None:
        """Finishes what a killed process had begun to publish; costs nothing if there is nothing to do.

        Where that cannot be, the log says so: whoever only reads is not to be stopped by it.
        """
        if not self._journal.is_open:
            return
        try:
            with self._writing():
                pass
        except (OSError, LocatorError) as error:
            logger.warning("a change that was cut short cannot be finished: %s", error)

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
        newest = next(self._versions(), None)
        old: Mapping[str, str] = newest.contents if newest else {}
        if newest and names == old:
            return newest
        for name, data in files.items():
            if names[name] != old.get(name):
                self._blobs.put(data)
        told = BY_HAND if newest else FOUND
        version = Version(self.newest + 1, now, "", told, differing(old, names), names)
        self._journal.record(version)
        return version

    def _write(self, contents: Mapping[str, str | None], before: Version, like: Version) -> Version:
        """Publishes files that differ from the version before, told of as in `like`."""
        goals = {name: blob for name, blob in contents.items() if blob != before.contents.get(name)}
        if not goals:
            return before
        after = {name: blob for name, blob in {**before.contents, **goals}.items() if blob is not None}
        version = replace(like, number=self.newest + 1, files=tuple(goals), contents=after)
        self._journal.write(version, {name: before.contents.get(name) for name in goals})
        return version

    def _versions(self) -> Iterator[Version]:
        for path in sorted(self._paths(), key=_number, reverse=True):
            try:
                parsed = parse_version(path.read_bytes())
            except FileNotFoundError:  # another process has forgotten it since
                continue
            if parsed:
                yield parsed[0]

    def _paths(self) -> Iterator[Path]:
        return (path for path in self._folder.glob("*.json") if path.stem.isdecimal())


def _size(path: Path) -> int:
    with suppress(FileNotFoundError):  # another process writes and forgets meanwhile
        if path.is_file():
            return path.stat().st_size
    return 0


def _number(path: Path) -> int:
    return int(path.stem)
