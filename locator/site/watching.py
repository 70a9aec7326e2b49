"""A changed folder becomes a new Site; a broken one leaves the last good Site in place."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing, suppress
from stat import S_ISREG
from typing import TYPE_CHECKING

from watchfiles import awatch

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Hashable, Iterable

    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site

logger = logging.getLogger(__name__)

QUIET_MS = 100  # a save is often several writes
TICK_MS = 1000  # how long a watch waits before it says that nothing has happened


async def changes(folder: SiteFolder) -> AsyncGenerator[None, None]:
    """Yields each time that files of the folder have changed and then been quiet for a moment."""
    is_again = False
    while True:
        directories = folder.directories()
        own = {str(directory.resolve()) for directory in directories}
        # Not recursive: the folder may also hold an environment or a repository of thousands of files.
        watch = awatch(
            *directories, recursive=False, step=QUIET_MS, rust_timeout=TICK_MS, yield_on_timeout=True
        )
        try:
            async with aclosing(watch) as events:
                async for event in events:
                    # The first tick of a further watch stands for what changed while there was none.
                    if event or is_again:
                        is_again = False
                        yield
                    # A directory that was taken away and put back is no longer the one that is watched.
                    if folder.directories() != directories or any(path in own for _, path in event):
                        break
        except FileNotFoundError:  # a directory went away before the watch began
            await asyncio.sleep(TICK_MS / 1000)
        is_again = True


class Watch:
    """Asks after changes of a folder from time to time, where no event loop runs."""

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self._read = self._seen = self._look()

    def has_changed(self) -> bool:
        """Whether files have changed since it last said so, and been quiet since the last look."""
        now = self._look()
        is_new, self._seen = now == self._seen and now != self._read, now
        if is_new:
            self._read = now
        return is_new

    def note(self) -> None:
        """Takes what is there now as read: to be called before the folder is read for another reason."""
        self._read = self._seen = self._look()

    def _look(self) -> frozenset[tuple[str, int, int]]:
        """Every file with its time and size."""
        found = set()
        for directory in self._folder.directories():
            with suppress(FileNotFoundError):
                for path in directory.iterdir():
                    status = path.stat()
                    if S_ISREG(status.st_mode):  # a directory's time moves with what is not ours to watch
                        found.add((str(path), status.st_mtime_ns, status.st_size))
        return frozenset(found)


def succeeds(old: Site, loaded: Loaded) -> Site:
    """Chooses between the Site that is serving and the one just read.

    The new one wins unless it could not be made at all, or an error in a file would take something that
    this file holds off the site that visitors can see now: a town, a clinic, a cell of it, a text.
    """
    new = loaded.site
    if new is None:
        return old
    lost = {file for file, _ in _shown(old) - _shown(new)}
    return old if any(error.file.startswith(tuple(lost)) for error in loaded.errors) else new


# What an error in one cell of a clinic takes away, and nothing else of the row.
_CELLS = ("hours", "phone", "website", "booking_url", "accepting_new_patients", "verified_on")


def _shown(site: Site) -> set[tuple[str, Hashable]]:
    """What visitors can see: the file or folder that holds it, and what names it there."""
    cells = ((clinic.id, name) for clinic in site.clinics for name in _CELLS if getattr(clinic, name))
    held: dict[str, Iterable[Hashable]] = {
        "locations.csv": site.towns_by_key,
        "clinics.csv": [*site.clinics_by_id, *cells],
        "content/treatments/": site.treatments,
        "content/articles/": site.articles,
        "content/towns/": site.notes,
    }
    return {(file, key) for file, keys in held.items() for key in keys}
