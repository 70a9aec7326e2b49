"""Contents of files, each kept once, under the name that its bytes give it."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from locator.editing.disk import make_folder, scratch, settle, stage
from locator.errors import LocatorError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def digest(data: bytes) -> str:
    """The name of contents: their SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Blobs:
    """Packed contents below a folder; two that are the same are one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keeps contents, safe on the disk, and returns their name."""
        name = digest(data)
        path = self._path(name)
        if not path.exists():
            make_folder(path.parent)
            incoming = self._folder / "incoming"  # one place, so that a killed writer leaves one file at most
            stage(incoming, zlib.compress(data))
            scratch(incoming).replace(path)
            settle(path.parent)
        return name

    def read(self, name: str) -> bytes:
        """The contents of that name; raises LocatorError if they are lost or damaged."""
        try:
            data = zlib.decompress(self._path(name).read_bytes())
        except (OSError, zlib.error):
            data = None
        if data is None or digest(data) != name:
            msg = f"{self._path(name)} is lost or damaged, so what it held cannot be brought back"
            raise LocatorError(msg)
        return data

    def keep(self, names: Collection[str]) -> None:
        """Lets go of all contents but these."""
        for path in self._folder.glob("??/*"):
            if path.parent.name + path.name not in names:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name[2:]
