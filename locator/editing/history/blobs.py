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
        """Keeps contents and returns their name; they are safe once `settle` has been called."""
        name = digest(data)
        path = self._folder / name
        if not path.exists():
            make_folder(self._folder)
            incoming = self._folder / "incoming"  # one place, so that a killed writer leaves one file at most
            stage(incoming, zlib.compress(data))
            scratch(incoming).replace(path)
        return name

    def settle(self) -> None:
        """Brings what was put onto the disk: once for all of it, for it takes milliseconds."""
        settle(self._folder)

    def read(self, name: str) -> bytes:
        """The contents of that name; raises LocatorError if they are lost or damaged."""
        try:
            data = zlib.decompress((self._folder / name).read_bytes())
        except (OSError, zlib.error):
            data = None
        if data is None or digest(data) != name:
            msg = f"{self._folder / name} is lost or damaged, so what it held cannot be brought back"
            raise LocatorError(msg)
        return data

    def keep(self, names: Collection[str]) -> None:
        """Lets go of all contents but these."""
        for path in self._folder.glob("*"):
            if path.name not in names:
                path.unlink()
