"""The site that is being served: one catalogue at a time, swapped whole."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.errors import SiteFolderError
from locator.pages.opening import open_catalogue
from locator.site.loading import load_site, today_at
from locator.site.watching import succeeds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from locator.model.problem import Problem
    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Output
    from locator.site.folder import SiteFolder

    MachineFiles = Callable[[Catalogue], dict[str, Output]]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of the site, ready to serve."""

    catalogue: Catalogue
    files: dict[str, Output]


class Live:
    """Holds the edition that is served and replaces it when the folder changes for the better.

    `machine_files` makes sitemaps and robots.txt: it is handed in, because web and publish do not know
    each other. Raises SiteFolderError if the folder cannot become a Site at the start.
    """

    def __init__(
        self,
        folder: SiteFolder,
        *,
        environ: Mapping[str, str],
        clock: Callable[[], datetime],
        machine_files: MachineFiles,
    ) -> None:
        self.folder, self.environ, self.clock = folder, environ, clock
        self._machine_files = machine_files
        loaded = load_site(folder, environ=environ, clock=clock)
        self.problems: tuple[Problem, ...] = loaded.problems
        if loaded.site is None:
            msg = f"{folder.path} cannot become a site"
            raise SiteFolderError(msg, loaded.problems)
        self.edition = self._edit(open_catalogue(folder, loaded.site))

    def _edit(self, catalogue: Catalogue) -> Edition:
        return Edition(catalogue, self._machine_files(catalogue))

    @property
    def is_of_today(self) -> bool:
        """Tells whether the edition was made for the day that the clock shows."""
        site = self.edition.catalogue.site
        return site.today == today_at(site.config, self.clock())

    def reload(self) -> bool:
        """Reads the folder again; keeps serving the old edition, and says so, if the new one is broken."""
        loaded = load_site(self.folder, environ=self.environ, clock=self.clock)
        self.problems = loaded.problems
        for problem in loaded.errors:
            logger.error("%s", problem)
        old = self.edition.catalogue.site
        site = succeeds(old, loaded)
        if site is old:
            return self._keep()
        try:
            self.edition = self._edit(open_catalogue(self.folder, site))
        except SiteFolderError as error:  # a template with a slip
            return self._keep(error.problems)
        logger.info("Reloaded: %d pages.", len(self.edition.catalogue.pages))
        return True

    def _keep(self, problems: Sequence[Problem] = ()) -> bool:
        self.problems += tuple(problems)
        for problem in problems:
            logger.error("%s", problem)
        logger.error("The last good version goes on serving. Mend the lines above.")
        return False
