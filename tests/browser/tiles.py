"""A stand-in for a host of map tiles, on a port of its own."""

from __future__ import annotations

import struct
import threading
import zlib
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from browser.serving import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Iterator


def png(width: int = 256) -> bytes:
    """A plain square."""
    rows = (b"\0" + b"\xdd\xe5\xdd" * width) * width
    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


class Tiles(BaseHTTPRequestHandler):
    """Sends the square for whatever is asked, or fails, and remembers who came from where."""

    square = png()

    def do_GET(self) -> None:
        host: TileHost = self.server  # type: ignore[assignment]
        host.referrers.add(self.headers.get("referer"))
        self.send_response(503 if host.is_down else 200)
        self.send_header("access-control-allow-origin", "*")
        self.send_header("content-type", "image/png")
        self.send_header("content-length", str(len(self.square)))
        self.end_headers()
        self.wfile.write(self.square)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class TileHost(ThreadingHTTPServer):
    """Answers every request with one tile, or with 503 while it `is_down`."""

    daemon_threads = True
    is_down = False

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), Tiles)
        self.referrers: set[str | None] = set()

    @property
    def origin(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}"


@contextmanager
def tile_host() -> Iterator[TileHost]:
    """Runs the host for as long as the block runs."""
    with TileHost() as host:
        thread = threading.Thread(target=host.serve_forever, name=host.origin)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()
