"""The history of a site that servers share: as `locator.editing.history.versions`, but in the database."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from locator.editing.change import Change
from locator.editing.history.blobs import digest
from locator.editing.history.checks import check_paths, check_seen
from locator.editing.history.version import Version, back_to, differing
from locator.shared.versions.contents import put_contents, read_content
from locator.shared.versions.publication import publishing
from locator.shared.versions.version_rows import (
    forget_versions,
    read_edition,
    read_served,
    read_version,
    read_versions,
    versions_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from locator.shared.versions.bringing_out import Press
    from locator.shared.versions.checkouts import Checkouts


class SharedVersions:
    """The versions in one database; several processes may publish at once, one after the other does.

    What is published is served by all servers when `publish` returns. `checkouts` is where it is tried first.
    """

    def __init__(self, press: Press, checkouts: Checkouts) -> None:
        self._press, self._database, self._checkouts = press, press.database, checkouts

    def publish(self, change: Change, *, who: str, now: datetime) -> Version:
        """Publishes all files of a change or none; returns the newest version, a new one if anything differs.

        Raises ConflictError if a file is no longer what the change saw, UsageError for a file of which no
        versions are kept, SiteFolderError if no Site would come of it, StoreError; nothing is changed then.
        """
        check_paths(change)
        with publishing(self._database):
            before = self._database.run(lambda db: read_served(db, now))
            check_seen(change, before)
            blobs: dict[str, str | None] = dict.fromkeys(change.files)
            blobs |= {name: digest(data) for name, data in change.files.items() if data is not None}
            there = [data for data in change.files.values() if data is not None]
            put_contents(self._database, {digest(data): partial(bytes, data) for data in there})
            return self._write(blobs, before, who, change.told, now)

    def restore(self, number: int, *, who: str, now: datetime) -> Version:
        """Makes the files what they were in a version: a new version, so that this can be undone as well.

        Raises UsageError if there is no such version, else as `publish`.
        """
        goal = self.version(number)
        with publishing(self._database):
            before = self._database.run(lambda db: read_served(db, now))
            blobs = {name: goal.contents.get(name) for name in differing(before.contents, goal.contents)}
            return self._write(blobs, before, who, back_to(goal), now)

    def change_to(self, number: int) -> Change:
        """What `restore` would write, to be looked at first; raises what that raises."""
        goal = self.version(number)
        newest = self._database.run(lambda db: read_version(db, read_edition(db).version))
        names = differing(newest.contents, goal.contents)
        return Change({name: self.read(goal, name) for name in names}, back_to(goal))

    def list(self) -> tuple[Version, ...]:
        """Every version, the newest first."""
        return self._database.run(lambda db: tuple(read_versions(db)))

    def version(self, number: int) -> Version:
        """The version of that number; raises UsageError if there is none."""
        return self._database.run(lambda db: read_version(db, number))

    def read(self, version: Version, name: str) -> bytes | None:
        """The bytes of one file as it was in a version, None if it was not there."""
        blob = version.contents.get(name)
        return None if blob is None else self._database.run(lambda db: read_content(db, blob))

    @property
    def newest(self) -> int:
        """The number of the version that visitors see, 0 if there is none."""
        return self._database.run(read_edition).version

    @property
    def edited_by_hand(self) -> tuple[str, ...]:
        """None: a folder is no part of it until it is loaded."""
        return ()

    @property
    def size(self) -> int:
        """What all versions take in the database, in bytes."""
        return self._database.run(versions_bytes)

    def forget(self, kept: int) -> tuple[Version, ...]:
        """Lets go of all versions but the `kept` newest, at least one; returns those that are gone."""
        with publishing(self._database):
            gone = self.list()[max(kept, 1) :]
            self._database.run(lambda db: forget_versions(db, [version.number for version in gone]))
        return gone

    def recover(self) -> None:
        """Does nothing: what a killed process had begun is no part of what anybody sees."""

    def _write(
        self, blobs: Mapping[str, str | None], before: Version, who: str, told: str, now: datetime
    ) -> Version:
        """Publishes contents that are kept already, where they differ from the version before."""
        goals = {name: blob for name, blob in blobs.items() if blob != before.contents.get(name)}
        if not goals:
            return before
        after = {name: blob for name, blob in {**before.contents, **goals}.items() if blob is not None}
        number = self._database.run(read_edition).last + 1
        version = Version(number, now, who, told, tuple(goals), after)
        folder = self._checkouts.open(
            version, lambda name: self._database.run(lambda db: read_content(db, name))
        )
        site, _ = self._press.read(folder)
        self._press.bring_out(version, folder, site, base=before.number, is_loaded=False)
        return version
