"""The files of a site folder of which versions are kept."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from locator.site.folder import SiteFolder

NAMES = ("site.toml", "locations.csv", "clinics.csv", "practitioners.csv", "redirects.csv")
TEXTS = "content"
_LEVELS = ("*.md", "*/*.md", "*/*/*.md")  # of folders; links to folders are followed, which may go in circles


def is_tracked(name: str) -> bool:
    """Tells whether versions are kept of a file, by its path in the folder."""
    path = PurePosixPath(name)
    is_plain = name == path.as_posix() and "\0" not in name and not any(map(_is_hidden, path.parts))
    is_text = path.suffix == ".md" and path.parts[0] == TEXTS and len(path.parts) <= 1 + len(_LEVELS)
    return name in NAMES or (is_plain and is_text)


def read_tracked(folder: SiteFolder) -> dict[str, bytes]:
    """The bytes of every tracked file that is there, by its path in the folder."""
    return {name: path.read_bytes() for name, path in tracked_paths(folder).items()}


def tracked_paths(folder: SiteFolder) -> dict[str, Path]:
    """Where every tracked file lies that is there, by its path in the folder."""
    tables = [folder.path / name for name in NAMES]
    texts = sorted(path for level in _LEVELS for path in (folder.path / TEXTS).glob(level))
    files = {path.relative_to(folder.path).as_posix(): path for path in [*tables, *texts] if path.is_file()}
    return {name: path for name, path in files.items() if is_tracked(name)}


def _is_hidden(part: str) -> bool:
    return part.startswith(".")
