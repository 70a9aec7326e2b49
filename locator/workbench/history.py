"""What was published, when and by whom; one version, and what bringing it back would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.editing.change import Change
from locator.editing.difference.difference import difference
from locator.editing.difference.telling import details, summary
from locator.editing.rehearsal import load_after
from locator.errors import SiteFolderError
from locator.workbench.frame import HISTORY, DeskFrame, build_frame
from locator.workbench.moments import Moment, moment_at

if TYPE_CHECKING:
    from locator.editing.history.version import Version
    from locator.model.problem import Problem
    from locator.site.loading import Loaded
    from locator.workbench.desk import Desk, Publication

PAGE = 50  # versions on one page
BY_HAND = "Somebody, by hand"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history."""

    number: int
    path: str
    moment: Moment
    who: str
    told: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The versions, the newest first; `older` leads to those before, `by_hand` are files edited since."""

    template: ClassVar[str] = "workbench/history/history.html"

    frame: DeskFrame
    entries: tuple[Entry, ...]
    newest: int
    older: str
    by_hand: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states of the site in words: a sentence, and its lines."""

    summary: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version: what it changed, and what bringing it back would change now.

    `back` is None if nothing would; with `errors` it cannot be brought back.
    """

    template: ClassVar[str] = "workbench/history/version.html"

    frame: DeskFrame
    entry: Entry
    made: Compared | None
    back: Compared | None
    errors: tuple[Problem, ...]


def entries(desk: Desk, versions: tuple[Version, ...]) -> tuple[Entry, ...]:
    """Versions as lines."""
    site = desk.catalogue.site
    return tuple(
        Entry(
            version.number,
            f"{HISTORY}{version.number}/",
            moment_at(site, version.when),
            version.who or BY_HAND,
            version.told,
            version.files,
        )
        for version in versions
    )


def history_page(desk: Desk, before: int | None = None) -> HistoryPage:
    """The newest versions, or the newest of those `before` a number."""
    versions = desk.versions
    all_ = versions.list()
    listed = [version for version in all_ if before is None or version.number < before]
    shown = tuple(listed[:PAGE])
    return HistoryPage(
        frame=build_frame(desk, "History", section=HISTORY),
        entries=entries(desk, shown),
        newest=all_[0].number if all_ else 0,
        older=f"{HISTORY}?before={shown[-1].number}" if len(listed) > len(shown) else "",
        by_hand=versions.edited_by_hand if all_ else (),
    )


def version_page(desk: Desk, number: int) -> VersionPage:
    """One version; raises UsageError if there is none of this number."""
    versions = desk.versions
    version = versions.version(number)
    change = versions.change_to(number)
    then = _loaded(desk, change)
    (entry,) = entries(desk, (version,))
    return VersionPage(
        frame=build_frame(desk, f"Version {number}", section=HISTORY),
        entry=entry,
        made=_made(desk, version, then),
        back=_compared(_loaded(desk, Change({}, "")), then) if change.files else None,
        errors=then.errors if change.files else (),
    )


def restore(desk: Desk, number: int) -> Publication:
    """Brings a version back; raises SiteFolderError if no site could be made of it, with nothing changed."""
    after = _loaded(desk, desk.versions.change_to(number))
    if after.errors:
        msg = f"version {number} has errors, so visitors could not be shown it; nothing was changed"
        raise SiteFolderError(msg, after.errors)
    return desk.restore(number)


def _made(desk: Desk, version: Version, then: Loaded) -> Compared | None:
    """What a version changed; None for the first, which found the files as they were."""
    known = [each.number for each in desk.versions.list() if each.number < version.number]
    return _compared(_loaded(desk, desk.versions.change_to(known[0])), then) if known else None


def _loaded(desk: Desk, change: Change) -> Loaded:
    return load_after(desk.folder, change, environ=desk.environ, clock=desk.clock)


def _compared(before: Loaded, after: Loaded) -> Compared | None:
    if before.site is None or after.site is None:
        return None
    found = difference(before.site, after.site)
    return Compared(summary(found), tuple(details(found)))
