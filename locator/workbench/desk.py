"""What an editor sees and may do in one request: the served site, its folder, and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from locator.model.problem import Problem
    from locator.pages.catalogue import Catalogue
    from locator.site.folder import SiteFolder


@dataclass(frozen=True, slots=True)
class Notice:
    """What has just happened, told once on the next page."""

    text: str
    is_good: bool = True


@dataclass(frozen=True, slots=True)
class Desk:
    """A frozen view for one request.

    `catalogue` is what visitors see now, `problems` what was found when it was read, `now` an aware time,
    `token` what every form must send back, `reload` reads the folder again and tells whether the site that
    is served is now the one in the files.
    """

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    folder: SiteFolder
    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    now: datetime
    editor: str
    token: str
    notice: Notice | None
    reload: Callable[[], bool]

    @property
    def drafted(self) -> int:
        """How many edits wait in the draft."""
        return 0
