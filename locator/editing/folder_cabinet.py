"""What a site keeps beside its files, where one server serves it: in `.locator/` of its folder."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.editing.disk import write_whole
from locator.editing.lock import locked
from locator.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER = ".locator"
PRIVATE = 0o600  # hashes of passwords are among it


@dataclass(frozen=True, slots=True)
class FolderCabinet:
    """The cabinet of the site folder at `path`; nothing is made there before something is kept."""

    path: Path

    def tables(self, name: str, schema: str) -> Store:
        """A SQLite file."""
        return Store(self.path / FOLDER / f"{name}.sqlite", schema)

    def slate(self, name: str) -> FileSlate:
        """A JSON file, with a lock beside it."""
        return FileSlate(self.path / FOLDER / f"{name}.json")


@dataclass(frozen=True, slots=True)
class FileSlate:
    """A file; whoever writes holds the lock beside it."""

    path: Path

    @property
    def place(self) -> str:
        """Its path."""
        return str(self.path)

    def read(self) -> bytes | None:
        """What it holds; None if there is none."""
        try:
            return self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, data: bytes) -> None:
        """Writes it whole or not at all, for its owner's eyes alone."""
        write_whole(self.path, data, mode=PRIVATE)

    @contextmanager
    def alone(self) -> Iterator[FileSlate]:
        """Nobody else writes meanwhile: who writes what was read before would undo the other."""
        with suppress(FileExistsError, NotADirectoryError):  # of which the lock tells more
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(self.path.with_suffix(".lock")):
            yield self
