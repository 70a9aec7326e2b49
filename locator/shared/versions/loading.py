"""A site folder goes into the database, as a version that all servers serve, and comes out of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder, write_whole
from locator.editing.history.version import FOUND, Version, differing
from locator.errors import ConflictError, SiteFolderError, StoreError, UsageError
from locator.model.conflict import Conflict
from locator.shared.versions.contents import CHANGED, put_contents, read_content
from locator.shared.versions.origin import read_origin, write_origin
from locator.shared.versions.publication import publishing
from locator.shared.versions.site_files import site_contents, site_files
from locator.shared.versions.version_rows import last_loaded, read_edition, read_served, read_version
from locator.site.folder import SiteFolder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from locator.model.problem import Problem
    from locator.shared.database.database import Database
    from locator.shared.versions.bringing_out import Press
    from locator.shared.versions.roster import Server

TOLD = "Loaded from a folder"


@dataclass(frozen=True, slots=True)
class Loading:
    """What came of it: the version that is served now, whether it `is_new`, how many contents were sent.

    `late` are servers that were not ready in time and follow by themselves, `problems` those of the folder.
    """

    version: Version
    is_new: bool
    sent: int
    late: tuple[Server, ...]
    problems: tuple[Problem, ...]


def load_into(
    press: Press,
    folder: SiteFolder,
    *,
    who: str,
    now: datetime,
    replaces: bool = False,
    allows_errors: bool = False,
) -> Loading:
    """Publishes the files of a folder; sends only what the database does not have.

    Raises SiteFolderError if no Site comes of it or, unless allowed, an error costs it something;
    ConflictError unless it `replaces` what others published since the folder was last the same; StoreError.
    Nothing is changed then.
    """
    contents = site_contents(folder)
    with publishing(press.database):
        before = press.database.run(lambda db: read_served(db, now))
        if before.number and before.contents == contents:
            _note_origin(folder, before)
            return Loading(before, is_new=False, sent=0, late=(), problems=())
        if not replaces:
            _check(press.database, folder, contents, before)
        site, loaded = press.read(folder)
        if loaded.errors and not allows_errors:
            msg = "nothing was loaded: mend the lines above, or load without what they cost by --allow-errors"
            raise SiteFolderError(msg, loaded.errors)
        if site_contents(folder) != contents:  # pages would say one thing, and the rows of clinics another
            raise StoreError(CHANGED)
        sent = _send(press.database, folder, contents)
        number = press.database.run(read_edition).last + 1
        told = TOLD if before.number else FOUND
        version = Version(number, now, who, told, differing(before.contents, contents), contents)
        late = press.bring_out(version, folder, site, base=before.number, is_loaded=True)
    _note_origin(folder, version)
    return Loading(version, is_new=True, sent=sent, late=late, problems=loaded.problems)


def check_out(database: Database, path: Path) -> Version:
    """Writes the files of the version that visitors see into a folder, which is made if it is not there.

    Raises UsageError if the folder holds what is not in the store, StoreError if that holds no site.
    """
    version = database.run(lambda db: read_version(db, read_edition(db).version))
    folder = SiteFolder(path)
    old = _checked_out(database, folder) if path.exists() and any(path.iterdir()) else {}
    for name, blob in version.contents.items():
        if old.get(name) != blob:
            make_folder((path / name).parent)
            write_whole(path / name, database.run(partial(read_content, name=blob)))
    for name in old.keys() - version.contents.keys():
        (path / name).unlink(missing_ok=True)
    write_origin(folder, version)
    return version


def _note_origin(folder: SiteFolder, version: Version) -> None:
    """Where that cannot be, as on a disk that may only be read, the version is published all the same."""
    with suppress(OSError):
        write_origin(folder, version)


def _send(database: Database, folder: SiteFolder, contents: Mapping[str, str]) -> int:
    """Keeps contents that the database has not; returns how many those were."""
    paths = site_files(folder)
    return put_contents(
        database, {name: paths[path].read_bytes for path, name in contents.items() if path in paths}
    )


def _check(database: Database, folder: SiteFolder, contents: Mapping[str, str], now: Version) -> None:
    """Raises ConflictError if others changed files since that this folder has not as they left them."""
    base = _base(database, folder)
    conflicts = [
        Conflict(name, "the whole file", theirs=f"version {now.number} of the store: {now.told}")
        for name in differing(base, now.contents)
        if now.contents.get(name) != contents.get(name)
    ]
    if conflicts:
        msg = (
            "nothing was loaded: others have published since. `locator db check-out DIR` gives what is "
            "served now; with --replace this folder takes its place, which can be undone"
        )
        raise ConflictError(msg, conflicts)


def _base(database: Database, folder: SiteFolder) -> Mapping[str, str]:
    """What the folder held when it last was as the store is; else what was last loaded from any folder."""
    origin = read_origin(folder)
    if origin:
        try:
            version = database.run(lambda db: read_version(db, origin.number))
        except UsageError:  # of another store, or forgotten
            pass
        else:
            if origin.is_of(version):
                return version.contents
    loaded = database.run(last_loaded)
    return loaded.contents if loaded else {}


def _checked_out(database: Database, folder: SiteFolder) -> Mapping[str, str]:
    """What a folder holds that came out of the store and was left alone; else raises UsageError."""
    origin = read_origin(folder)
    if origin is None:
        msg = f"{folder.path} is not empty, and its files do not come from the store; give another folder"
        raise UsageError(msg)
    version = database.run(lambda db: read_version(db, origin.number))
    contents = site_contents(folder)
    if not origin.is_of(version) or contents != version.contents:
        msg = f"files in {folder.path} were changed since; load them first, or give another folder"
        raise UsageError(msg)
    return contents
