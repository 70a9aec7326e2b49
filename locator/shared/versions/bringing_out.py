"""A folder becomes a version that all servers serve: judged first, so that none of them need do it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.errors import ConflictError, SiteFolderError, StoreError
from locator.pages.opening import open_catalogue
from locator.shared.versions.judgements import keep_judgement
from locator.shared.versions.publication import (
    WAIT_SECONDS,
    announce,
    switch,
    wait_until_ready,
    withdraw,
)
from locator.shared.versions.version_rows import read_edition
from locator.site.loading import load_site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from locator.editing.history.version import Version
    from locator.shared.database.database import Database
    from locator.shared.versions.roster import Server
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Press:
    """What versions are made with: a database, and how a folder is read."""

    database: Database
    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    wait_seconds: float = WAIT_SECONDS

    def read(self, folder: SiteFolder) -> tuple[Site, Loaded]:
        """The Site that the pages of a folder speak of, judged, and what reading it gave.

        Raises SiteFolderError if the folder cannot become a Site, or a template has a slip.
        """
        loaded = load_site(folder, environ=self.environ, clock=self.clock)
        if loaded.site is None:
            msg = f"nothing was published: {folder.path} cannot become a site; mend the lines above"
            raise SiteFolderError(msg, loaded.problems)
        catalogue = open_catalogue(folder, loaded.site)
        _ = len(catalogue.verdicts)
        return catalogue.site, loaded

    def bring_out(
        self, version: Version, folder: SiteFolder, site: Site, *, base: int, is_loaded: bool
    ) -> tuple[Server, ...]:
        """Publishes a version whose contents are kept, in place of `base`; the caller holds `publishing`.

        Returns servers that were not ready in time; they follow by themselves. Raises ConflictError if
        somebody else published meanwhile, StoreError; then visitors see what they saw.
        """
        keep_judgement(self.database, folder)
        announce(self.database, version, site, base=base, is_loaded=is_loaded)
        try:
            late = wait_until_ready(self.database, version.number, self.wait_seconds)
            self._switch(version.number, base)
        except BaseException:
            with suppress(StoreError, ConflictError):  # servers need not stand by for it
                withdraw(self.database, version.number)
            raise
        return late

    def _switch(self, number: int, base: int) -> None:
        """Switches to a version; it may have come to that although the answer was lost on its way."""
        try:
            switch(self.database, number, base=base)
        except StoreError:
            if self.database.run(read_edition).version != number:
                raise
