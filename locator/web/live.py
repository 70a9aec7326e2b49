"""The site that is being served: one catalogue at a time, swapped whole."""

from __future__ import annotations

import logging
import threading
from collections import deque
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from locator.editing.history.versions import Versions
from locator.errors import SiteFolderError
from locator.model.point import Point
from locator.pages.catalogue import Catalogue
from locator.pages.opening import join_catalogue, open_catalogue, try_templates
from locator.site.filters import NOW, Facet, Filters
from locator.site.loading import load_site, today_at
from locator.site.queries.search import find_place
from locator.site.typeahead.completion import complete
from locator.site.watching import succeeds
from locator.web.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from locator.geo.services.address_finder import AddressFinder
    from locator.model.problem import Problem
    from locator.pages.assets import Archive, Asset, Assets
    from locator.pages.output import Output
    from locator.site.folder import SiteFolder
    from locator.site.settings.config import Config
    from locator.site.snapshot import Site

    MachineFiles = Callable[[Catalogue], dict[str, Output]]

logger = logging.getLogger(__name__)

NOBODYS_NAME = "xyzzyville"  # compared with all names
NO_BEGINNING = "zz"  # of a name, so that all are looked through
KEPT_ASSETS = 3  # earlier versions of the static files


@dataclass(frozen=True)
class Edition:
    """One version of the site, ready to serve; what machines read is made when it is first asked for."""

    catalogue: Catalogue
    make_files: MachineFiles
    shelf: Shelf = field(default_factory=Shelf)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    @property
    def has_files(self) -> bool:
        """Tells whether what machines read has been made, for which a large site takes seconds."""
        return "_files" in vars(self)

    @property
    def files(self) -> dict[str, Output]:
        """What machines read, by its address."""
        with self._one_at_a_time:
            return self._files

    @cached_property
    def _files(self) -> dict[str, Output]:
        return self.make_files(self.catalogue)


def _warm(site: Site, at: datetime) -> None:
    """Makes indexes that first visitors would wait for; `at` is an aware time."""
    complete(site, NO_BEGINNING, 1)
    find_place(site, NOBODYS_NAME)
    for treatment in ("", *site.treatments):  # who is open at all is known of all clinics at once
        open_now = Filters(at, {Facet.OPEN: frozenset({NOW})})
        site.nearest_clinics(Point(0, 0), 1, treatment=treatment, filters=open_now)


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
        self._one_at_a_time = threading.Lock()
        self._versions = Versions(folder)
        self._versions.recover()  # what a killed process had begun
        self._read = self._versions.newest
        loaded = load_site(folder, environ=environ, clock=clock)
        self.problems: tuple[Problem, ...] = loaded.problems
        if loaded.site is None:
            msg = f"{folder.path} cannot become a site"
            raise SiteFolderError(msg, loaded.problems)
        self._retired: deque[Assets] = deque(maxlen=KEPT_ASSETS)
        self.edition = Edition(open_catalogue(folder, loaded.site), machine_files)
        _ = len(self.edition.catalogue.verdicts)  # no page may answer before it is judged
        self.address_finder = self._open_finder(loaded.site.config)

    def asset(self, path: str) -> Asset | Archive | None:
        """The static file at an address; pages that are still cached may name one of a version before."""
        kept = (self.edition.catalogue.renderer.assets, *self._retired)
        return next((asset for assets in kept if (asset := assets.at(path))), None)

    def warm(self) -> None:
        """Compiles templates, makes indexes of names and sitemaps: first visitors would wait for them."""
        edition = self.edition
        try_templates(edition.catalogue)
        _warm(edition.catalogue.site, self.clock())
        _ = edition.files

    def reopen(self) -> None:
        """Makes usable after a fork what processes may not share."""
        self.edition.catalogue.source.reopen()

    def _edit(self, catalogue: Catalogue) -> Edition:
        """The edition with all its files: until they are made, the one before goes on serving."""
        edition = Edition(catalogue, self._machine_files)
        _ = edition.files
        return edition

    def _open_finder(self, config: Config) -> AddressFinder | None:
        """The geocoders of the settings, if any; those of the same settings keep what they have learnt."""
        old: AddressFinder | None = getattr(self, "address_finder", None)
        if config.geocoder is None or (old and old.settings == config.geocoder):
            return old if config.geocoder else None
        from locator.geo.services.address_finder import open_address_finder  # geopy takes 0.1 s to import

        return open_address_finder(config.geocoder, self.folder.path)

    @property
    def is_of_today(self) -> bool:
        """Tells whether the edition was made for the day that the clock shows."""
        site = self.edition.catalogue.site
        return site.today == today_at(site.config, self.clock())

    @property
    def is_outdated(self) -> bool:
        """Tells whether somebody has published since the folder was read: this process or another."""
        return self._versions.newest != self._read

    def renew(self) -> None:
        """Makes the same site anew for today's date, without a look at its files."""
        with self._one_at_a_time:
            site = self.edition.catalogue.source
            site = replace(site, today=today_at(site.config, self.clock()))
            _warm(site, self.clock())
            old = self.edition.catalogue
            catalogue = Catalogue(site, old.renderer, old.book)
            catalogue.rehearse()  # its first visitors would wait for its indexes
            self.edition = self._edit(catalogue)

    def reload(self) -> bool:
        """Reads the folder again; keeps serving the old edition, and says so, if the new one is broken."""
        with self._one_at_a_time:  # or a slow read would replace what a later one has found
            return self._reload()

    def _reload(self) -> bool:
        self._read = self._versions.newest  # before the files: what comes between is read once more
        loaded = load_site(self.folder, environ=self.environ, clock=self.clock)
        self.problems = loaded.problems
        for problem in loaded.errors:
            logger.error("%s", problem)
        old = self.edition.catalogue.source
        site = succeeds(old, loaded)
        if site is old:
            return self._keep()
        _warm(site, self.clock())
        try:
            catalogue = join_catalogue(self.folder, site)
            try_templates(catalogue)
            edition = self._edit(catalogue)
        except SiteFolderError as error:  # a template with a slip
            return self._keep(error.problems)
        self._retired.appendleft(self.edition.catalogue.renderer.assets)
        self.edition = edition
        self.address_finder = self._open_finder(site.config)
        logger.info("Reloaded: %d pages.", len(self.edition.catalogue.pages))
        return True

    def _keep(self, problems: Sequence[Problem] = ()) -> bool:
        self.problems += tuple(problems)
        for problem in problems:
            logger.error("%s", problem)
        logger.error("The last good version goes on serving. Mend the lines above.")
        return False
