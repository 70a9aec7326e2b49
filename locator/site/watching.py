"""A changed folder becomes a new Site; a broken one leaves the last good Site in place."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from watchfiles import awatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site

logger = logging.getLogger(__name__)

QUIET_MS = 100  # a save is often several writes


async def changes(folder: SiteFolder) -> AsyncIterator[None]:
    """Yields each time that files of the folder have changed and then been quiet for a moment."""
    while True:
        directories = folder.directories()
        # Not recursive: the folder may also hold an environment or a repository of thousands of files.
        async for _ in awatch(*directories, recursive=False, step=QUIET_MS, rust_timeout=1000):
            yield
            if folder.directories() != directories:
                break


def succeeds(old: Site, loaded: Loaded) -> Site:
    """Chooses between the Site that is serving and the one just read.

    The new one wins unless it could not be made at all, or an error in a row would take a town or a
    clinic off the site that visitors can see now.
    """
    new = loaded.site
    if new is None:
        return old
    lost = (old.towns_by_key.keys() - new.towns_by_key.keys()) or (
        old.clinics_by_id.keys() - new.clinics_by_id.keys()
    )
    return old if loaded.errors and lost else new
