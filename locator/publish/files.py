"""One file of an export with its packed twin, taken from the export before where nothing has changed."""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from typing import TYPE_CHECKING

from locator.pages.output import GZIP_LEVEL

if TYPE_CHECKING:
    from pathlib import Path

PACKED = frozenset({".html", ".xml", ".txt", ".css", ".js", ".mjs", ".json", ".svg", ".geojson", ".kml"})


def write_file(name: str, body: bytes, folder: Path, earlier: Path) -> None:
    """Writes a file below `folder`, and beside it NAME.gz for hosts that send it in its place.

    What the folder `earlier` has with the same content is linked: its time stays, so an upload skips it.
    Raises FileExistsError.
    """
    file, before = folder / name, earlier / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if _has(before, body):
        _take(before, file)
    else:
        _write(file, body)
    if file.suffix in PACKED:
        twin = before.with_name(f"{before.name}.gz")
        if _has_packed(twin, body):
            _take(twin, file.with_name(twin.name))
        else:
            _write(file.with_name(twin.name), gzip.compress(body, GZIP_LEVEL, mtime=0))


def _has(file: Path, body: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(body) and file.read_bytes() == body


def _has_packed(file: Path, body: bytes) -> bool:
    """Looks into it, which takes an eighth of packing anew: nobody would see that a twin is stale."""
    try:
        return gzip.decompress(file.read_bytes()) == body
    except (OSError, EOFError, zlib.error):
        return False


def _take(before: Path, file: Path) -> None:
    if file.exists():
        raise FileExistsError(file)
    try:
        os.link(before, file)
    except OSError:  # a file system without links
        shutil.copy2(before, file)


def _write(file: Path, body: bytes) -> None:
    with file.open("xb") as target:
        target.write(body)
