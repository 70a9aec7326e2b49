"""The folder itself: whether it can be read, who may write to it, how much room there is."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
from typing import TYPE_CHECKING

from locator.commands.examining.finding import Finding, look_at, mend
from locator.commands.folder import is_closed
from locator.editing.folder_cabinet import FOLDER
from locator.site.disk_words import why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.site.folder import SiteFolder

GB, MB = 1_000_000_000, 1_000_000
LITTLE_ROOM, NO_ROOM = GB, 50 * MB
SECRETS = ("editors.json", "*.key")  # there


def examined_folder(path: Path) -> Iterator[Finding]:
    """Why there is no site folder to look at; nothing if there is one."""
    init = f"`locator init {shlex.quote(str(path))}` makes a site; or name its folder: locator doctor SITE"
    if is_closed(path):
        cure = "name the site's folder: locator doctor SITE; or ask as the user who serves"
        yield mend("folder", f"you may not read {path.absolute()}", cure)
    elif path.is_file():
        yield mend("folder", f"{path} is a file", "name the folder that it is in")
    elif not path.is_dir():
        yield mend("folder", f"there is no folder {path}", init)
    elif not os.access(path, os.R_OK | os.X_OK):
        cure = f"give the user who serves the right to it: chmod o+rx {shlex.quote(str(path))}"
        yield mend("folder", f"you may not read {path}", cure)
    elif not (path / "site.toml").exists() and not any(path.glob("*.csv")):
        yield look_at("folder", f"{path.resolve()} is no site folder", init)


def examined_disk(folder: SiteFolder) -> Iterator[Finding]:
    """The room on its disk, and the rights to what it keeps."""
    yield _room(folder.path)
    kept = folder.path / FOLDER
    if not kept.is_dir():
        yield _unmade(folder.path, kept)
        return
    try:
        yield from _rights(kept)
    except OSError as error:
        yield mend(FOLDER, f"cannot be read: {why(error)}", f"chown -R USER {shlex.quote(str(kept))}")


def _room(path: Path) -> Finding:
    free = shutil.disk_usage(path).free
    detail = f"{free / GB:,.1f} GB free"
    if free < NO_ROOM:
        return mend("disk", detail, "make room: nothing can be published, and counts are lost")
    if free < LITTLE_ROOM:
        return look_at("disk", detail, "make room before it is full")
    return Finding("disk", detail)


def _unmade(path: Path, kept: Path) -> Finding:
    if kept.exists():
        return mend(FOLDER, "is a file, and a folder is needed", "move it away")
    if os.access(path, os.W_OK):
        return Finding(FOLDER, "not there yet; the first start makes it")
    cure = f"let the user who serves write to {path}, or nothing is kept: no history, counts or reports"
    return look_at(FOLDER, "not there, and cannot be made: you may not write to the folder", cure)


def _rights(kept: Path) -> Iterator[Finding]:
    there = kept.stat()
    owner, shown = _name(there.st_uid), shlex.quote(str(kept))
    detail = f"of {owner}, {stat.filemode(there.st_mode)}"
    others = {each.stat().st_uid for each in kept.rglob("*")} - {there.st_uid}
    if there.st_mode & stat.S_IWOTH:
        yield mend(FOLDER, f"{detail}: everybody here may write to it", f"chmod o-w {shown}")
    elif not os.access(kept, os.W_OK):
        cure = f"chown -R USER {shown}, with the user who serves"
        yield mend(FOLDER, f"{detail}: you may not write to it", cure)
    elif others:
        names = ", ".join(sorted(map(_name, others)))
        cure = f"give commands as the user who serves; now: chown -R {owner} {shown}"
        yield look_at(FOLDER, f"{detail}, but some of its files are of {names}", cure)
    else:
        yield Finding(FOLDER, detail)
    yield from _secrets(kept)


def _secrets(kept: Path) -> Iterator[Finding]:
    """Hashes of passwords and keys, which nobody but the user who serves needs to read."""
    secrets = [path for pattern in SECRETS for path in sorted(kept.glob(pattern))]
    if bare := [path for path in secrets if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH)]:
        names = " ".join(shlex.quote(str(path)) for path in bare)
        yield mend(
            "secrets", f"others may read {', '.join(path.name for path in bare)}", f"chmod 600 {names}"
        )


def _name(user: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(user).pw_name
    except (ImportError, KeyError):  # Windows; a number without a name
        return str(user)
