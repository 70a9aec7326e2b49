"""What an address answers: bytes with their media type, or another address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

from deflate import gzip_compress

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
PNG = "image/png"
ATOM = "application/atom+xml; charset=utf-8"
JSON = "application/json"
GEOJSON = "application/geo+json"
KML = "application/vnd.google-earth.kml+xml"
OK = 200
FOREVER = "public, max-age=31536000, immutable"  # the name of a static file changes with its content
BRIEFLY = "public, max-age=300"
GZIP_LEVEL = 6  # higher ones take twice the time for one byte in a hundred
DIGEST_LENGTH = 32


def pack(body: bytes) -> bytes:
    """As gzip, without a time: equal bytes become equal bytes."""
    return bytes(gzip_compress(body, GZIP_LEVEL))


@dataclass(frozen=True)  # no slots: what is made of the body is kept beside it
class Output:
    """A body with its HTTP status; `origins` are other hosts that its interactive map may ask.

    By its `tags` a CDN drops it.
    """

    body: bytes
    media_type: str = HTML
    status: int = OK
    origins: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Names the content of the body."""
        return hashlib.sha256(self.body).hexdigest()[:DIGEST_LENGTH]

    @cached_property
    def gzipped(self) -> bytes:
        """The body packed, the same bytes every time."""
        return pack(self.body)


@dataclass(frozen=True, slots=True)
class Moved:
    """Another address, permanently (301, 308) or for a while (302, 307)."""

    location: str
    status: int = 301
