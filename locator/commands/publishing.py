"""A change that a command writes: a new version of the site folder, in the name of who is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.commands.folder import user_name, utc_now
from locator.commands.store import history_of

if TYPE_CHECKING:
    from locator.editing.change import Change
    from locator.site.folder import SiteFolder


def publish(folder: SiteFolder, change: Change) -> int:
    """Writes all files of the change or none, and returns its number; raises what Versions.publish does."""
    return history_of(folder).publish(change, who=user_name(), now=utc_now()).number
