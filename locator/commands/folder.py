"""What commands share: the SITE argument, and a Site or a clear refusal."""

from __future__ import annotations

import os
import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from locator.errors import SiteFolderError, UsageError

if TYPE_CHECKING:
    import argparse

    from locator.site.folder import SiteFolder
    from locator.site.loading import Loaded
    from locator.site.snapshot import Site


class Unsaid(str):
    """Where a site lies if nobody says it: in the store, if one is configured, else in this folder."""

    __slots__ = ()


HERE = Unsaid(".")
_NO_RIGHT = "give yourself the right to it, or start as the user whose it is"


def add_site_argument(parser: argparse.ArgumentParser, *, or_store: bool = False) -> None:
    """Adds the optional SITE, the current folder by default; with `or_store` the store before it."""
    parser.add_argument(
        "site",
        nargs="?",
        default=HERE if or_store else ".",
        metavar="SITE",
        help="the site folder (default: the store, if there is one, else this folder)"
        if or_store
        else "the site folder (default: this folder)",
    )


def open_folder(path: str) -> SiteFolder:
    """Finds the site folder, whole; raises UsageError if there is no such folder.

    If nobody has said which and a store is configured, that is what visitors see now, as a folder.
    """
    from locator.commands.store import checked_out
    from locator.editing.history.versions import Versions
    from locator.site.folder import SiteFolder

    if isinstance(path, Unsaid) and (served := checked_out(path)):
        return served
    if is_closed(Path(path)):
        msg = f"you may not read {Path(path).absolute()}; {_NO_RIGHT}"
        raise UsageError(msg)
    if Path(path).is_file():
        msg = f"{path} is a file; give the folder that it is in"
        raise UsageError(msg)
    if not Path(path).is_dir():
        msg = f"there is no folder {path}; `locator init {shlex.quote(path)}` makes one"
        if path.isdecimal():  # `locator history 3`
            msg = (
                f"there is no folder {path}; if version {path} of the history is meant, `locator diff . "
                f"--version {path}` tells what changed since, and `locator rollback {path}` brings it back"
            )
        elif Path(path).name == path:  # may be the rest of a name that the shell took apart
            msg += f'; if {path} belongs to a name, put the whole name in quotation marks, as "DeLand, FL"'
        raise UsageError(msg)
    folder = SiteFolder(Path(path))
    for needed in (folder.path, folder.path / ".locator"):
        if needed.is_dir() and not os.access(needed, os.R_OK | os.X_OK):
            msg = f"you may not read {needed}; {_NO_RIGHT}"
            raise UsageError(msg)
    Versions(folder).recover()  # what a killed process had begun
    return folder


def is_closed(path: Path) -> bool:
    """Whether nobody tells this user what is there, for a folder above may not be entered."""
    try:
        path.stat()
    except PermissionError:
        return True
    except OSError:  # whoever opens it says what is wrong
        return False
    return False


def load_folder(path: str) -> Loaded:
    """Reads a site folder as of now."""
    from locator.site.loading import load_site

    return load_site(open_folder(path), environ=os.environ, clock=utc_now)


def require_site(path: str, loaded: Loaded) -> Site:
    """The Site; raises SiteFolderError with the problems if there is none."""
    if loaded.site is None:
        msg = f"{path} cannot become a site; mend the lines above"
        raise SiteFolderError(msg, loaded.problems)
    return loaded.site


def user_name() -> str:
    """Who types the command, for the history: the name that the system knows; empty if it knows none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a number without a name, as in some containers
        return ""


def utc_now() -> datetime:
    """The clock that commands hand on."""
    return datetime.now(UTC)
