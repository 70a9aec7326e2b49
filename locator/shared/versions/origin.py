"""Which version the files of a folder come from, so that what others published since is not overwritten."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from locator.editing.history.version import Version
    from locator.site.folder import SiteFolder

FILE = ".locator/store.json"


@dataclass(frozen=True, slots=True)
class Origin:
    """A version by its number and by what it held: two stores may both have a version 12."""

    number: int
    manifest: str

    def is_of(self, version: Version) -> bool:
        """Tells whether it is that version."""
        return self == origin_of(version)


def origin_of(version: Version) -> Origin:
    """The mark of a version."""
    return Origin(version.number, manifest(version.contents))


def manifest(contents: Mapping[str, str]) -> str:
    """Twelve hexadecimal digits for what all files hold."""
    lines = "".join(f"{path}\0{name}\n" for path, name in sorted(contents.items()))
    return sha256(lines.encode()).hexdigest()[:12]


def read_origin(folder: SiteFolder) -> Origin | None:
    """Where a folder's files come from; None if they were never in a store."""
    try:
        match json.loads((folder.path / FILE).read_bytes()):
            case {"number": int(number), "manifest": str(digits)}:
                return Origin(number, digits)
    except (OSError, ValueError):
        pass
    return None


def write_origin(folder: SiteFolder, version: Version) -> None:
    """Notes that a folder's files are those of a version."""
    origin = origin_of(version)
    path = folder.path / FILE
    make_folder(path.parent)
    write_whole(path, json.dumps({"number": origin.number, "manifest": origin.manifest}).encode() + b"\n")
