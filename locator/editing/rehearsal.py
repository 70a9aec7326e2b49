"""A Change tried on a copy: the Site as it would be, and what would be wrong with it."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from locator.errors import SiteFolderError
from locator.model.problem import Severity
from locator.pages.opening import join_catalogue
from locator.site.folder import SiteFolder
from locator.site.loading import load_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from locator.editing.change import Change
    from locator.model.problem import Problem
    from locator.pages.catalogue import Catalogue
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site

_ROW = re.compile(r"\b(row|line) \d+")


@dataclass(frozen=True)
class Rehearsal:
    """The Site `before` a change and `after` it; `problems` are those that the change would bring."""

    folder: SiteFolder
    before: Site
    after: Site
    problems: tuple[Problem, ...]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every page and verdict as they would be; what the last judgement saw and still holds is kept."""
        return join_catalogue(self.folder, self.after)


def rehearse(
    folder: SiteFolder,
    change: Change,
    *,
    environ: Mapping[str, str],
    clock: Callable[[], datetime],
    before: Loaded | None = None,
) -> Rehearsal:
    """Tries a change without writing it; `before` saves reading the folder as it is.

    Raises SiteFolderError with the new errors if the change would bring any, or if there is no Site.
    """
    before = before or load_site(folder, environ=environ, clock=clock)
    after = load_after(folder, change, environ=environ, clock=clock)
    new = _new(before.problems, after.problems)
    if errors := [problem for problem in new if problem.severity is Severity.ERROR]:
        msg = "nothing was changed: the change would bring the errors above"
        raise SiteFolderError(msg, errors)
    if before.site is None or after.site is None:
        msg = f"{folder.path} cannot become a site; mend the lines above"
        raise SiteFolderError(msg, before.problems)
    return Rehearsal(folder, before.site, after.site, new)


def load_after(
    folder: SiteFolder, change: Change, *, environ: Mapping[str, str], clock: Callable[[], datetime]
) -> Loaded:
    """The folder as it would be read after a change, whatever is wrong with it."""
    with _copy(folder, change) as copy:
        return load_site(copy, environ=environ, clock=clock)


def _new(before: tuple[Problem, ...], after: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that were not there before; rows move when one is added, so their numbers do not count."""
    known = Counter(map(_kin, before))
    found = []
    for problem in after:
        if known[kin := _kin(problem)]:
            known[kin] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _kin(problem: Problem) -> tuple[object, ...]:
    message = _ROW.sub(r"\1", problem.message)
    return problem.severity, problem.file, problem.column, problem.value, message


@contextmanager
def _copy(folder: SiteFolder, change: Change) -> Iterator[SiteFolder]:
    """The folder with the change made, elsewhere; what it leaves alone is linked to."""
    with tempfile.TemporaryDirectory(prefix="locator-") as name:
        copy = Path(name)
        _link(folder.path, copy)
        for path, data in change.files.items():
            _unfold(copy, folder.path, Path(path).parent)
            (copy / path).unlink(missing_ok=True)
            if data is not None:
                (copy / path).write_bytes(data)
        yield SiteFolder(copy)


def _link(source: Path, copy: Path) -> None:
    for part in source.iterdir():
        if not part.name.startswith("."):
            (copy / part.name).symlink_to(part.resolve())


def _unfold(copy: Path, source: Path, folder: Path) -> None:
    """Makes a linked folder one of its own, whose parts are linked, that they may differ."""
    for step in reversed([folder, *folder.parents][:-1]):
        link = copy / step
        if link.is_symlink():
            link.unlink()
        if not link.exists():
            link.mkdir()
            if (source / step).is_dir():
                _link(source / step, link)
