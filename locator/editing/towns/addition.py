"""Towns that are to be added, tried: what they would be and whom they would cost a place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from locator.editing.edits import edited
from locator.editing.rehearsal import rehearse
from locator.editing.towns.adding import adding
from locator.editing.towns.standings import Turn, turns
from locator.pages.opening import open_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from locator.editing.change import Change
    from locator.editing.rehearsal import Rehearsal
    from locator.editing.towns.new_town import NewTown
    from locator.pages.verdicts.verdict import Verdict
    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded


@dataclass(frozen=True)
class Addition:
    """New towns, the change that adds them and how it went when it was tried."""

    towns: tuple[NewTown, ...]
    change: Change
    rehearsal: Rehearsal

    def pages(self, new: NewTown) -> dict[str, Verdict]:
        """The verdict of each page that the town gets in the main language, by path."""
        after = self.rehearsal.after
        town = after.towns_by_key[new.town.key]
        paths = [after.urls.landing(treatment, town) for treatment in town.treatments]
        return {path: self.rehearsal.catalogue.verdicts[path] for path in paths}

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The pages of other towns that gain or lose their place."""
        before = open_catalogue(self.rehearsal.folder, self.rehearsal.before)
        return turns(before.verdicts, self.rehearsal.catalogue.verdicts)


def try_adding(
    folder: SiteFolder,
    towns: Sequence[NewTown],
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    before: Loaded | None = None,
) -> Addition:
    """Tries to add the towns, all or none, and writes nothing.

    Raises SiteFolderError if their rows would bring an error, ConflictError if the folder has changed.
    """
    change = edited(folder, adding(folder, towns))
    rehearsal = rehearse(folder, change, environ=environ, clock=clock, before=before)
    return Addition(tuple(towns), change, rehearsal)
