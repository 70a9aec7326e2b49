"""The files of an export, each with a packed twin: written anew, or left as the export before has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deflate import DeflateError, gzip_decompress

from locator.pages.output import pack

if TYPE_CHECKING:
    from pathlib import Path

PACKED = frozenset({".html", ".xml", ".txt", ".css", ".js", ".mjs", ".json", ".svg", ".geojson", ".kml"})


def write_file(name: str, body: bytes, folder: Path, earlier: Path) -> list[str]:
    """Writes a file below `folder`, and beside it NAME.gz for hosts that send it in its place.

    What the folder `earlier` has with the same content is not written: of that the names are returned.
    """
    left = []
    if _has(earlier / name, body):
        left.append(name)
    else:
        _write(folder / name, body)
    for twin in with_twin(name) - {name}:
        if _has_packed(earlier / twin, body):
            left.append(twin)
        else:
            _write(folder / twin, pack(body))
    return left


def with_twin(name: str) -> set[str]:
    """The names of a file and of its packed twin, if it has one."""
    return {name, f"{name}.gz"} if name[name.rfind(".") :] in PACKED else {name}


def _has(file: Path, body: bytes) -> bool:
    return file.is_file() and file.stat().st_size == len(body) and file.read_bytes() == body


def _has_packed(file: Path, body: bytes) -> bool:
    """Looks into it, which takes an eighth of packing anew: nobody would see that a twin is stale."""
    try:
        packed = file.read_bytes()
        is_as_long = packed[-4:] == (len(body) & 0xFFFF_FFFF).to_bytes(4, "little")
        return is_as_long and gzip_decompress(packed) == body
    except (OSError, DeflateError):
        return False


def _write(file: Path, body: bytes) -> None:
    try:
        target = file.open("xb")
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        target = file.open("xb")
    with target:
        target.write(body)
