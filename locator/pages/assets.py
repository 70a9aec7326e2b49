"""Static files under names that carry a digest of their content, so that they may be kept forever."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from locator.pages.output import Output

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

SHEETS = {"style.css": "style/*.css", "workbench.css": "workbench/*.css"}
DIGEST_LENGTH = 10
SAMPLE = 16_384  # bytes at either end of an archive; the first hold the header and root of PMTiles
_IMPORT = re.compile(rb'(?<=from ")\.{1,2}/[\w./-]+\.js(?=")')
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")


@dataclass(frozen=True)
class Asset(Output):
    """One static file in memory; `path` is its address."""

    path: str = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """One file that is too large for memory and is read piece by piece; `path` is its address."""

    path: str
    file: Path
    media_type: str = "application/octet-stream"


class Assets:
    """The static files of a site: its own before the bundle's, then single files and archives by name.

    The files of the folder style/, in the order of their names, are the one file style.css; those of
    workbench/ are workbench.css. A script that imports another ("./words.js") is served with the address of
    that one.
    """

    def __init__(
        self,
        layers: Sequence[Path],
        singles: Mapping[str, Path] | None = None,
        archives: Mapping[str, Path] | None = None,
    ) -> None:
        self._by_name: dict[str, Asset] = {}
        files = _found(layers)
        for sheet, pattern in SHEETS.items():
            names = [name for name in sorted(files) if PurePosixPath(name).match(pattern)]
            parts = [files.pop(name).read_bytes() for name in names]
            if parts and sheet not in files:
                self._by_name[sheet] = _asset(sheet, b"\n".join(parts))
        waiting = {name: file.read_bytes() for name, file in (files | dict(singles or {})).items()}
        while waiting:
            self._add(next(iter(waiting)), waiting)
        self._archives = {name: _find_archive(file, name) for name, file in (archives or {}).items()}
        self._by_path: dict[str, Asset | Archive] = {asset.path: asset for asset in self}
        self._by_path |= {archive.path: archive for archive in self.archives}

    def _add(self, name: str, waiting: dict[str, bytes]) -> None:
        """Adds a file after those that it imports; in a circle the last import stays as it is written."""
        body = waiting.pop(name)
        for written in set(_IMPORT.findall(body)):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), written.decode()))
            if target in waiting:
                self._add(target, waiting)
            if target in self._by_name:
                body = body.replace(
                    b'from "%s"' % written, b'from "%s"' % self._by_name[target].path.encode()
                )
        self._by_name[name] = _asset(name, body)

    @property
    def archives(self) -> tuple[Archive, ...]:
        """The files that stay on disk."""
        return tuple(self._archives.values())

    def __contains__(self, name: str) -> bool:
        return name in self._by_name or name in self._archives

    def url(self, name: str) -> str:
        """The address of the file `name` ("style.css"); raises KeyError if there is none."""
        return (self._archives.get(name) or self._by_name[name]).path

    def at(self, path: str) -> Asset | Archive | None:
        """The file at an address."""
        return self._by_path.get(path)

    @property
    def public(self) -> tuple[Asset, ...]:
        """The files that pages for visitors may load, without the workbench's own."""
        return tuple(asset for name, asset in self._by_name.items() if not name.startswith("workbench"))

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._by_name.values())


def _found(layers: Sequence[Path]) -> dict[str, Path]:
    """Every file by its name in its layer; the first layer that has one gives it."""
    files: dict[str, Path] = {}
    for layer in layers:
        for file in sorted(layer.rglob("*")):
            name = file.relative_to(layer).as_posix()
            if file.is_file() and "/." not in f"/{name}":
                files.setdefault(name, file)
    return files


def _asset(name: str, body: bytes) -> Asset:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Asset(body, media_type, path=_address(name, body))


def _find_archive(file: Path, name: str) -> Archive:
    """Named by its size and its two ends: gigabytes are not read through at each start."""
    with file.open("rb") as data:
        sample = data.read(SAMPLE)
        size = data.seek(0, 2)
        data.seek(max(0, size - SAMPLE))
        sample += data.read()
    return Archive(_address(name, b"%d " % size + sample), file)


def _address(name: str, content: bytes) -> str:
    path, digest = PurePosixPath(name), hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]
    return f"/static/{path.with_name(f'{path.stem}.{digest}{path.suffix}')}"
