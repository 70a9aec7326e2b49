"""The site that is being served: one edition at a time, swapped whole."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from locator.errors import LocatorError, SiteFolderError
from locator.logs import is_json
from locator.pages.catalogue import Catalogue
from locator.pages.opening import join_catalogue, open_catalogue, try_templates
from locator.site.folder import SiteFolder
from locator.site.loading import load_site, today_at
from locator.site.watching import succeeds
from locator.web.access_log import AccessLog
from locator.web.edition import Edition, warm
from locator.web.source import OneFolder
from locator.web.vitals.figures import Reload
from locator.web.vitals.vitals import Vitals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from locator.cabinet import Cabinet
    from locator.editing.history.history import History
    from locator.geo.services.address_finder import AddressFinder
    from locator.model.problem import Problem
    from locator.pages.assets import Archive, Asset, Assets
    from locator.site.settings.config import Config
    from locator.web.edition import MachineFiles
    from locator.web.source import Source

logger = logging.getLogger(__name__)

KEPT_ASSETS = 3  # earlier versions of the static files
IN_VAIN_SECONDS = 5.0  # before a version is read again that could not be


class Live:
    """Holds the edition that is served and replaces it when its files change for the better.

    They come from a folder, or from a `Source` that says which folder it is. `machine_files` makes sitemaps
    and robots.txt: it is handed in, because web and publish do not know each other. Raises SiteFolderError if
    the folder cannot become a Site at the start.
    """

    def __init__(
        self,
        source: Source | SiteFolder,
        *,
        environ: Mapping[str, str],
        clock: Callable[[], datetime],
        machine_files: MachineFiles,
    ) -> None:
        self.environ, self.clock = environ, clock
        self._machine_files = machine_files
        self.vitals = Vitals()
        self.access_log = AccessLog(sys.stderr, is_json=is_json(environ, sys.stderr, is_server=True))
        self.is_warm = False  # whether first visitors wait for nothing
        self._one_at_a_time = threading.Lock()
        self._prepared: tuple[int | None, Edition | None] = None, None  # a version that is announced
        self._in_vain_until = float("-inf")
        if isinstance(source, SiteFolder):
            source = OneFolder(source)
        self.source = source
        folder = self.source.begin()
        self._read = self.source.newest
        loaded = load_site(folder, environ=environ, clock=clock)
        self.problems: tuple[Problem, ...] = loaded.problems
        if loaded.site is None:
            msg = f"{folder.path} cannot become a site"
            raise SiteFolderError(msg, loaded.problems)
        self._retired: deque[Assets] = deque(maxlen=KEPT_ASSETS)
        edition = self._edition(open_catalogue(folder, loaded.site), folder, self._read)
        _ = len(edition.catalogue.verdicts)  # no page may answer before it is judged
        self._publish(edition)
        self.vitals.found(self.problems)
        self.address_finder = self._open_finder(loaded.site.config)
        self.source.serves(folder, self._read)

    @property
    def folder(self) -> SiteFolder:
        """The files that the edition was made from."""
        return self.edition.folder

    @property
    def cabinet(self) -> Cabinet:
        """What is kept beside them."""
        return self.source.cabinet

    @property
    def versions(self) -> History:
        """Their history, in which editors publish."""
        return self.source.versions

    def asset(self, path: str) -> Asset | Archive | None:
        """The static file at an address; pages that are still cached may name one of a version before."""
        kept = (self.edition.catalogue.renderer.assets, *self._retired)
        return next((asset for assets in kept if (asset := assets.at(path))), None)

    def warm(self) -> None:
        """Compiles templates, makes indexes of names and sitemaps: first visitors would wait for them."""
        edition = self.edition
        try_templates(edition.catalogue)
        warm(edition.catalogue.site, self.clock())
        _ = edition.files
        self.is_warm = True

    def reopen(self) -> None:
        """Makes usable after a fork what processes may not share."""
        self.edition.catalogue.source.reopen()

    def _publish(self, edition: Edition) -> None:
        self.edition = edition
        self.writes_access = edition.catalogue.site.config.access_log
        edition.catalogue.renderer.watch = self.vitals.rendered
        self.vitals.published(len(edition.catalogue.pages), self.clock().timestamp())

    def _open_finder(self, config: Config) -> AddressFinder | None:
        """The geocoders of the settings, if any; those of the same settings keep what they have learnt."""
        old: AddressFinder | None = getattr(self, "address_finder", None)
        if config.geocoder is None or (old and old.settings == config.geocoder):
            return old if config.geocoder else None
        from locator.geo.services.address_finder import open_address_finder  # geopy takes 0.1 s to import

        return open_address_finder(config.geocoder, self.folder.path, watch=self.vitals.geocoded)

    @property
    def is_of_today(self) -> bool:
        """Tells whether the edition was made for the day that the clock shows."""
        site = self.edition.catalogue.site
        return site.today == today_at(site.config, self.clock())

    @property
    def is_outdated(self) -> bool:
        """Tells whether somebody has published since the files were read: this process or another."""
        is_in_vain = time.monotonic() < self._in_vain_until
        return self.source.can_read and self.source.newest != self._read and not is_in_vain

    def look(self) -> None:
        """Hears what is new, and makes ready what is announced, where no other process does so."""
        self.source.wait(0)
        number = self.source.announced
        if number and self.source.can_read and self._prepared[0] != number:
            self._prepared = number, self.prepare(number)
            self.source.say(number, is_ready=self._prepared[1] is not None)

    def renew(self) -> None:
        """Makes the same site anew for today's date, without a look at its files."""
        with self._one_at_a_time:
            old = self.edition
            site = old.catalogue.source
            site = replace(site, today=today_at(site.config, self.clock()))
            warm(site, self.clock())
            catalogue = Catalogue(site, old.catalogue.renderer, old.catalogue.book)
            catalogue.rehearse()  # its first visitors would wait for its indexes
            self._publish(self._whole(catalogue, old.folder, old.version))

    def reload(self) -> bool:
        """Reads the files again; keeps serving the old edition, and says so, if the new one is broken."""
        if self.source.follows_elsewhere:
            return True
        with self._one_at_a_time:  # or a slow read would replace what a later one has found
            self.source.look()
            number = self.source.newest  # before the files: what comes between is read once more
            folder = self.source.open(number)
            before, self._read = self._read, number
            (prepared, edition), self._prepared = self._prepared, (None, None)
            try:
                if prepared != number or edition is None:  # it may be possible by now
                    edition = self._read_edition(folder, number)
            except Exception:  # the next look tries again: there may be no further version for a long time
                self._read, self._in_vain_until = before, time.monotonic() + IN_VAIN_SECONDS
                raise
            if edition:
                self.change_to(edition)
                logger.info("Reloaded: %d pages.", len(edition.catalogue.pages))
            return edition is not None

    def prepare(self, number: int) -> Edition | None:
        """The edition of a version that is announced, beside the one that is served.

        None, with a line in the log, if it is broken or cannot be made here: publishers wait to hear of it.
        """
        try:
            self.source.say_reading(number)
            return self._read_edition(self.source.open(number), number)
        except (LocatorError, OSError) as error:
            logger.error("Version %d cannot be made ready: %s.", number, error)
        except Exception:
            logger.exception("Version %d cannot be made ready.", number)
        return None

    def change_to(self, edition: Edition) -> None:
        """Serves an edition from now on."""
        self._retired.appendleft(self.edition.catalogue.renderer.assets)
        self._publish(edition)
        self._read = edition.version
        self.address_finder = self._open_finder(edition.catalogue.site.config)
        self.source.serves(edition.folder, edition.version)

    def _read_edition(self, folder: SiteFolder, number: int) -> Edition | None:
        outcome = Reload.FAILED
        try:
            edition = self._made(folder, number)
            outcome = Reload.SERVED if edition else Reload.KEPT
        finally:
            self.vitals.reloaded(outcome, self.problems)
        return edition

    def _made(self, folder: SiteFolder, number: int) -> Edition | None:
        loaded = load_site(folder, environ=self.environ, clock=self.clock)
        self.problems = loaded.problems
        for problem in loaded.errors:
            logger.error("%s", problem)
        old = self.edition.catalogue.source
        site = loaded.site if self.source.are_tried else succeeds(old, loaded)
        if site is None or site is old:
            self._keep()
            return None
        warm(site, self.clock())
        try:
            catalogue = join_catalogue(folder, site)
            try_templates(catalogue)
            return self._whole(catalogue, folder, number)
        except SiteFolderError as error:  # a template with a slip
            self._keep(error.problems)
            return None

    def _whole(self, catalogue: Catalogue, folder: SiteFolder, number: int) -> Edition:
        """An edition with all its files: until they are made, the one before goes on serving."""
        edition = self._edition(catalogue, folder, number)
        _ = edition.files
        return edition

    def _edition(self, catalogue: Catalogue, folder: SiteFolder, number: int) -> Edition:
        questions = self.source.questions(catalogue.site, number, tell=self.vitals.store_asked)
        return Edition(catalogue, self._machine_files, folder, number, questions)

    def _keep(self, problems: Sequence[Problem] = ()) -> None:
        self.problems += tuple(problems)
        for problem in problems:
            logger.error("%s", problem)
        logger.error("The last good version goes on serving. Mend the lines above.")
