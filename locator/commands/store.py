"""What commands do with a database that servers share: find it, and the cache of what it holds."""

from __future__ import annotations

import atexit
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from locator.commands.folder import open_folder, utc_now
from locator.errors import StoreError, UsageError
from locator.extras import install

if TYPE_CHECKING:
    from locator.cabinet import Cabinet
    from locator.editing.history.history import History
    from locator.shared.database.database import Database
    from locator.shared.versions.bringing_out import Press
    from locator.shared.versions.checkouts import Checkouts
    from locator.shared.versions.follower import Follower
    from locator.site.folder import SiteFolder

_histories: dict[SiteFolder, History] = {}  # of folders that came out of a store

CACHE_VARIABLE = "LOCATOR_CACHE"


def configured_store(site: str) -> str:
    """The address that LOCATOR_STORE or the folder's site.toml names; empty if neither does."""
    from locator.site.settings.store import VARIABLE, find_store
    from locator.site.settings.values import Refused

    try:
        return find_store(Path(site) / "site.toml", os.environ)
    except Refused as refusal:
        msg = f"{VARIABLE}, or store in site.toml, is {refusal}; {refusal.cure}"
        raise UsageError(msg) from None


def open_store(address: str) -> Database:
    """The database at an address; raises StoreError if the program to ask it is not installed."""
    try:
        from locator.shared.database.database import Database
    except ImportError:
        msg = f"the program that asks databases is not installed: {install('shared')}"
        raise StoreError(msg) from None
    return Database(address)


def open_cabinet(site: str) -> Cabinet:
    """What is kept beside the files of a site; raises UsageError if there is neither a store nor a folder."""
    if store := configured_store(site):
        database = open_store(store)
        atexit.register(database.close)
        from locator.shared.books.shared_cabinet import SharedCabinet

        return SharedCabinet(database)
    from locator.editing.folder_cabinet import FolderCabinet

    return FolderCabinet(open_folder(site).path)


def open_press(address: str, **options: float) -> Press:
    """What versions are made with."""
    from locator.shared.versions.bringing_out import Press

    return Press(open_store(address), os.environ, utc_now, **options)


def open_follower(address: str) -> Follower:
    """A server's place among those that serve from the database."""
    press = open_press(address)
    from locator.shared.versions.follower import Follower

    return Follower(press, open_checkouts(press.database))


@cache
def checked_out(site: str) -> SiteFolder | None:
    """What visitors of the configured store see now, as a folder of the cache; None if none is configured."""
    address = configured_store(site)
    if not address:
        return None
    press = open_press(address)
    from locator.shared.versions.contents import read_content
    from locator.shared.versions.shared_versions import SharedVersions
    from locator.shared.versions.version_rows import read_served

    database = press.database
    atexit.register(database.close)
    database.greet()
    version = database.run(lambda db: read_served(db, utc_now()))
    if not version.number:
        msg = f"{database.name} holds no site yet; load one with `locator db load SITE`"
        raise StoreError(msg)
    checkouts = open_checkouts(database)
    folder = checkouts.open(version, lambda name: database.run(lambda db: read_content(db, name)))
    _histories[folder] = SharedVersions(press, checkouts)
    return folder


def history_of(folder: SiteFolder) -> History:
    """The history of a folder: that of the store that it came from, or its own."""
    from locator.editing.history.versions import Versions

    return _histories.get(folder) or Versions(folder)


def open_checkouts(database: Database) -> Checkouts:
    """The cache of what a database holds; raises UsageError if nothing can be written there."""
    from locator.shared.versions.checkouts import Checkouts
    from locator.site.disk_words import why

    root = _cache() / database.place
    try:
        root.mkdir(parents=True, exist_ok=True)
        reason = "" if os.access(root, os.W_OK | os.X_OK) else "you may not write there"
    except OSError as error:
        reason = why(error)
    if reason:
        msg = (
            f"what the store holds cannot be kept in {root.parent}: {reason}; "
            f"name another folder with {CACHE_VARIABLE}=DIR"
        )
        raise UsageError(msg)
    return Checkouts(root)


def _cache() -> Path:
    """Where --cache, the service manager or the user keeps what can be had again."""
    chosen = os.environ.get(CACHE_VARIABLE) or os.environ.get("CACHE_DIRECTORY")
    if chosen:
        return Path(chosen).absolute()
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base).absolute() / "locator"
    try:
        return Path.home() / ".cache" / "locator"
    except RuntimeError:
        msg = f"this user has no home; say where files may lie with --cache DIR or {CACHE_VARIABLE}"
        raise UsageError(msg) from None
