"""The files of a folder that make the site: what a server needs that has no folder of its own."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from locator.editing.history.blobs import digest
from locator.editing.history.tracked import tracked_paths
from locator.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from locator.site.folder import SiteFolder

MOST_MB = 200  # of one file: the database sends it in one piece
LOOKS = ("templates", "static")  # rooms of the site's own, each with whatever lies in it
# What browsers need of npm's packages for an interactive map, which are large.
MODULES = ("maplibre-gl/dist/maplibre-gl*", "maplibre-gl/LICENSE.txt", "pmtiles/dist/pmtiles.js")


def site_files(folder: SiteFolder) -> dict[str, Path]:
    """Where each file lies, by its path in the folder; raises UsageError for one that is too large."""
    own = chain(_looks(folder), _map_files(folder))
    found = tracked_paths(folder) | {path.relative_to(folder.path).as_posix(): path for path in own}
    for name, path in found.items():
        if path.stat().st_size > MOST_MB * 1_000_000:
            msg = (
                f"{name} is larger than {MOST_MB} MB, too large for the store; put it where browsers can "
                "reach it, and give its address in site.toml"
            )
            raise UsageError(msg)
    return found


def site_contents(folder: SiteFolder) -> dict[str, str]:
    """What each file holds, as the name of a blob, by its path in the folder."""
    return {name: digest(path.read_bytes()) for name, path in sorted(site_files(folder).items())}


def _looks(folder: SiteFolder) -> Iterator[Path]:
    if folder.ledger.is_file():
        yield folder.ledger
    for room in LOOKS:
        for path in (folder.path / room).rglob("*"):
            inner = path.relative_to(folder.path).parts
            if path.is_file() and not any(part.startswith(".") for part in inner):
                yield path


def _map_files(folder: SiteFolder) -> Iterator[Path]:
    yield from folder.path.glob("*.pmtiles")
    for pattern in MODULES:
        yield from (folder.path / "node_modules").glob(pattern)
