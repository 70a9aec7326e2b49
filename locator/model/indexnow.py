"""How a site tells search engines of its changes."""

from __future__ import annotations

from dataclasses import dataclass

ENDPOINT = "https://api.indexnow.org/indexnow"


@dataclass(frozen=True, slots=True)
class IndexNow:
    """The operator's key, which a file on the site repeats, and who is told (rule A37)."""

    key: str
    endpoint: str = ENDPOINT
