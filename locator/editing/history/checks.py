"""What is asked of a change before it becomes a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.history.blobs import digest
from locator.editing.history.tracked import is_tracked
from locator.errors import ConflictError, UsageError
from locator.model.conflict import Conflict

if TYPE_CHECKING:
    from locator.editing.change import Change
    from locator.editing.history.version import Version


def check_paths(change: Change) -> None:
    """Raises UsageError for a file of which no versions are kept."""
    for name in change.files:
        if not is_tracked(name):
            msg = f"{name} is not a file that locator writes"
            raise UsageError(msg)


def check_seen(change: Change, now: Version) -> None:
    """Raises ConflictError if a file is no longer what the change saw."""
    changed = [
        Conflict(name, "the whole file", theirs="it was changed meanwhile")
        for name, data in change.seen.items()
        if now.contents.get(name) != (None if data is None else digest(data))
    ]
    if changed:
        msg = "nothing was changed: somebody else was faster; look at what they did and try again"
        raise ConflictError(msg, changed)
