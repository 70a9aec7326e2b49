"""What an editor sees and may do in one request: the served site, its folder, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from locator.editing.draft import Draft
from locator.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from locator.cabinet import Cabinet
    from locator.editing.change import Change
    from locator.editing.history.history import History
    from locator.editing.history.version import Version
    from locator.geo.services.address_finder import AddressFinder
    from locator.model.problem import Problem
    from locator.pages.catalogue import Catalogue
    from locator.site.folder import SiteFolder
    from locator.workbench.kept_forms import KeptForms


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just happened, told once on the next page."""

    text: str
    is_good: bool = True


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that was written; not `is_served` if visitors still see the one before."""

    version: Version
    is_served: bool

    @property
    def told(self) -> str:
        """What to say about it."""
        if self.is_served:
            return f"Published as version {self.version.number}. Visitors see it now."
        return (
            f"Published as version {self.version.number}, but visitors still see the one before, because "
            "something in the files must be mended first. The overview says what."
        )


@dataclass(frozen=True, slots=True)
class Desk:
    """A frozen view for one request.

    `catalogue` is what visitors see now, `problems` what was found when it was read, `versions` the history
    of the files in `folder`, `cabinet` what is kept beside them, `now` an aware time, `token` what every form
    must send back, `reload` reads the folder again and tells whether the site that is served is now the one
    in the files. `forms` are those that were sent. `address_finder` asks the site's geocoder, None if it has
    none.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    folder: SiteFolder
    versions: History
    cabinet: Cabinet
    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    now: datetime
    editor: str
    token: str
    notice: Notice | None
    reload: Callable[[], bool]
    forms: KeptForms
    address_finder: AddressFinder | None = None

    @property
    def draft(self) -> Draft:
        """The draft as it is now; raises LocatorError if it cannot be read."""
        return Draft(self.folder, self.cabinet)

    @property
    def drafted(self) -> int:
        """How many edits wait in the draft."""
        try:
            return len(self.draft.edits)
        except LocatorError:  # the page of the draft says so
            return 0

    def publish(self, change: Change) -> Publication:
        """Writes a change in the editor's name, and serves it; raises what Versions.publish raises."""
        return Publication(self.versions.publish(change, who=self.editor, now=self.now), self.reload())

    def restore(self, number: int) -> Publication:
        """Brings the files of an earlier version back; raises what Versions.restore raises."""
        return Publication(self.versions.restore(number, who=self.editor, now=self.now), self.reload())

    def keep(self, page: str, content: object) -> str:
        """Keeps a form that was sent, and gives the address that shows it; "" if it cannot be kept."""
        key = self.forms.keep(self.editor, page, content, self.now)
        return f"{page}?kept={key}" if key else ""

    def kept(self, page: str, key: str) -> Any:
        """A form that this editor sent; None if it is kept no longer."""
        return self.forms.find(self.editor, page, key, self.now)
