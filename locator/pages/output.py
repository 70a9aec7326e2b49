"""What an address answers: bytes with their media type, or another address."""

from __future__ import annotations

from dataclasses import dataclass

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Output:
    """A body with its HTTP status; `origins` are other hosts that its interactive map may ask."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Another address, permanently (301, 308) or for a while (302, 307)."""

    location: str
    status: int = 301
