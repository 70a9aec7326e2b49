"""The bytes of a file that somebody hands us, unpacked, and never more of them than we can hold."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from locator.errors import UsageError
from locator.site.disk_words import why
from locator.site.tables.encoding import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

_GZIP = b"\x1f\x8b"


def read_source(path: Path) -> bytes:
    """The bytes of a file, of a .gz what it holds; a byte more than MAX_BYTES tells that there are too many.

    Raises UsageError if there is no such file, or if it cannot be read.
    """
    if path.is_dir():
        msg = f"{path} is a folder; give the file in it"
        raise UsageError(msg)
    if not path.is_file():
        msg = f"there is no file {path}"
        raise UsageError(msg)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        msg = f"{path} cannot be read: {why(error)}"
        raise UsageError(msg) from None
    return _unpacked(data, path) if data.startswith(_GZIP) else data


def _unpacked(data: bytes, path: Path) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)  # 16: gzip's header
    try:
        unpacked = unpacker.decompress(data, MAX_BYTES + 1)
    except zlib.error:
        unpacked = b""
    if not unpacker.eof and len(unpacked) <= MAX_BYTES:
        msg = f"{path} is damaged: it cannot be unpacked; fetch it again"
        raise UsageError(msg)
    return unpacked
