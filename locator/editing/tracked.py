"""The files of a site folder of which versions are kept."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.site.folder import SiteFolder

NAMES = ("site.toml", "locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv")
TEXTS = "content"


def is_tracked(name: str) -> bool:
    """Tells whether versions are kept of a file, by its path in the folder."""
    path = PurePosixPath(name)
    is_plain = name == path.as_posix() and not any(part.startswith(".") for part in path.parts)
    return name in NAMES or (
        is_plain and path.parts[0] == TEXTS and path.suffix == ".md" and "\0" not in name
    )


def read_tracked(folder: SiteFolder) -> dict[str, bytes]:
    """The bytes of every tracked file that is there, by its path in the folder."""
    tables = [folder.path / name for name in NAMES]
    texts = sorted((folder.path / TEXTS).rglob("*.md"))
    files = {path.relative_to(folder.path).as_posix(): path for path in [*tables, *texts] if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if is_tracked(name)}
