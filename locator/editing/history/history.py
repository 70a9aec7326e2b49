"""What a history of a site's files does, wherever it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from locator.editing.change import Change
    from locator.editing.history.version import Version


class History(Protocol):
    """Every state of a site's files: `Versions` in its folder, `SharedVersions` in a database."""

    def publish(self, change: Change, *, who: str, now: datetime) -> Version:
        """Makes all files of a change a version, or none; raises ConflictError, UsageError, OSError."""

    def restore(self, number: int, *, who: str, now: datetime) -> Version:
        """Makes the files what they were in a version; raises UsageError, LocatorError."""

    def change_to(self, number: int) -> Change:
        """What `restore` would write."""

    def list(self) -> tuple[Version, ...]:
        """Every version, the newest first."""

    def version(self, number: int) -> Version:
        """The version of that number; raises UsageError if there is none."""

    def read(self, version: Version, name: str) -> bytes | None:
        """The bytes of one file as it was in a version, None if it was not there."""

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 if there is none."""

    @property
    def edited_by_hand(self) -> tuple[str, ...]:
        """The files that are no longer what the newest version says."""

    @property
    def size(self) -> int:
        """What all versions take, in bytes."""

    def forget(self, kept: int) -> tuple[Version, ...]:
        """Lets go of all versions but the `kept` newest; returns those that are gone."""

    def recover(self) -> None:
        """Finishes what a killed process had begun to publish."""
