"""One version of the site, ready to serve."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from locator.model.point import Point
from locator.site.filters import NOW, Facet, Filters
from locator.site.queries.search import find_place
from locator.site.typeahead.completion import complete
from locator.web.security import guards
from locator.web.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from locator.pages.catalogue import Catalogue
    from locator.pages.output import Output
    from locator.shared.questions.steady import SteadyQuestions
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site

    MachineFiles = Callable[[Catalogue], dict[str, Output]]

NOBODYS_NAME = "xyzzyville"  # compared with all names
NO_BEGINNING = "zz"  # of a name, so that all are looked through


@dataclass(frozen=True)
class Edition:
    """One version of the site; what machines read is made when it is first asked for.

    `folder` is where it was read from, `version` the number of its files in the history. `questions` are
    those of visitors that a store answers, if there is one.
    """

    catalogue: Catalogue
    make_files: MachineFiles
    folder: SiteFolder
    version: int
    questions: SteadyQuestions | None = None
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def shelf(self) -> Shelf:
        """Pages as they go onto the wire."""
        return Shelf(guards(self.catalogue.site.config))

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


def warm(site: Site, at: datetime) -> None:
    """Makes indexes that first visitors would wait for; `at` is an aware time."""
    complete(site, NO_BEGINNING, 1)
    find_place(site, NOBODYS_NAME)
    for treatment in ("", *site.treatments):  # who is open at all is known of all clinics at once
        open_now = Filters(at, {Facet.OPEN: frozenset({NOW})})
        site.nearest_clinics(Point(0, 0), 1, treatment=treatment, filters=open_now)
