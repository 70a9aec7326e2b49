"""Where the files of a site come from, and how one hears that they are others: a folder, or a store."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from locator.editing.folder_cabinet import FolderCabinet
from locator.editing.history.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.cabinet import Cabinet
    from locator.editing.history.history import History
    from locator.shared.questions.steady import Outcome, SteadyQuestions
    from locator.site.folder import SiteFolder
    from locator.site.snapshot import Site


class Source(Protocol):
    """What `Live` reads."""

    @property
    def newest(self) -> int:
        """The number of the version that visitors should see."""

    @property
    def announced(self) -> int:
        """The version that they shall see next, to be made ready beside it; 0 if there is none."""

    @property
    def are_tried(self) -> bool:
        """Tells whether versions were tried before they were published, so that none can be broken."""

    @property
    def versions(self) -> History:
        """The history, in which editors publish."""

    @property
    def cabinet(self) -> Cabinet:
        """What is kept beside the files."""

    @property
    def can_read(self) -> bool:
        """Tells whether this process may read versions just now."""

    @property
    def follows_elsewhere(self) -> bool:
        """Tells whether another process brings out what is published, and replaces this one."""

    def begin(self) -> SiteFolder:
        """The folder of `newest`, which it finds out first."""

    def wait(self, seconds: float) -> None:
        """Waits so long, or until there is news."""

    def look(self) -> None:
        """Finds out what is to be served, whether or not it was told already."""

    def open(self, number: int) -> SiteFolder:
        """The folder of a version."""

    def questions(
        self, site: Site, number: int, *, tell: Callable[[Outcome], None]
    ) -> SteadyQuestions | None:
        """What answers visitors' questions about a version's Site in place of memory, if anything does.

        `tell` counts who answered each of them.
        """

    def say_reading(self, number: int) -> None:
        """Says that a version is being made ready."""

    def say(self, number: int, *, is_ready: bool) -> None:
        """Says that a version is ready, or cannot be served."""

    def serves(self, folder: SiteFolder, number: int) -> None:
        """Notes what visitors see now."""

    def leave(self) -> None:
        """Serves no longer."""


class OneFolder:
    """A folder, which others may edit: there is nothing to fetch and nobody to tell."""

    announced = 0
    are_tried = False
    can_read = True
    follows_elsewhere = False

    def __init__(self, folder: SiteFolder) -> None:
        self._folder = folder
        self.versions = Versions(folder)
        self.cabinet: Cabinet = FolderCabinet(folder.path)

    @property
    def newest(self) -> int:
        """The number of the newest version in its history."""
        return self.versions.newest

    def begin(self) -> SiteFolder:
        """The folder, once what a killed process had begun is finished."""
        self.versions.recover()
        return self._folder

    def wait(self, seconds: float) -> None:
        """Waits so long."""
        time.sleep(seconds)

    def look(self) -> None:
        """Whoever asks for `newest` is told what it is."""

    def open(self, _: int) -> SiteFolder:
        """The folder, whose files are always those of the newest version."""
        return self._folder

    def questions(self, site: Site, number: int, *, tell: Callable[[Outcome], None]) -> None:
        """Memory answers."""

    def say_reading(self, number: int) -> None:
        """Nobody asks."""

    def say(self, number: int, *, is_ready: bool) -> None:
        """Nobody asks."""

    def serves(self, folder: SiteFolder, number: int) -> None:
        """Nobody asks."""

    def leave(self) -> None:
        """Nobody asks."""
