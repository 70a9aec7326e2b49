"""Static files under names that carry a digest of their content, so that they may be kept forever."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DIGEST_LENGTH = 10
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file in memory; `path` is its address."""

    path: str
    media_type: str
    body: bytes


class Assets:
    """The static files of a site: its own before the bundle's."""

    def __init__(self, layers: Sequence[Path]) -> None:
        self._by_name: dict[str, Asset] = {}
        for layer in layers:
            for file in sorted(layer.rglob("*")):
                name = file.relative_to(layer).as_posix()
                if file.is_file() and "/." not in f"/{name}" and name not in self._by_name:
                    self._by_name[name] = _load_asset(file, name)
        self._by_path = {asset.path: asset for asset in self._by_name.values()}

    def url(self, name: str) -> str:
        """The address of the file `name` ("style.css"); raises KeyError if there is none."""
        return self._by_name[name].path

    def at(self, path: str) -> Asset | None:
        """The file at an address."""
        return self._by_path.get(path)

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._by_path.values())


def _load_asset(file: Path, name: str) -> Asset:
    body = file.read_bytes()
    path, digest = PurePosixPath(name), hashlib.sha256(body).hexdigest()[:DIGEST_LENGTH]
    named = path.with_name(f"{path.stem}.{digest}{path.suffix}")
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Asset(f"/static/{named}", media_type, body)
