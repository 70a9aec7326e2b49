"""One object as it is to lie in a bucket: its key, its bytes, and what is said of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from locator.pages.output import DIGEST_LENGTH
from locator.publish.tag_list import FILE as TAGS
from locator.site import urls

LARGE = 16_000_000  # bytes; so many may be in memory for each of the objects that travel at a time
_NAMED_BY_CONTENT = ("static/", f"{urls.CARDS.lstrip('/')}/")
_INDEXES = tuple(path.lstrip("/") for path in (urls.SITEMAP, urls.ROBOTS))
_LISTS = frozenset({".xml", ".txt", ".geojson", ".kml"})


class Stage(IntEnum):
    """When an object is sent: what others name comes first, so that nobody is led to what is not there."""

    ASSET = 1
    PAGE = 2
    LIST = 3  # of pages, for machines
    INDEX = 4  # of these lists
    LAST = 5  # what tells of a whole export, when what is not wanted is gone


@dataclass(frozen=True, slots=True)
class Item:
    """An object by its key below the prefix; `content` is a file or bytes.

    `keep` is its Cache-Control, `redirect` where a website on S3 leads instead, `tags` its surrogate keys.
    """

    key: str
    content: Path | bytes
    media_type: str
    keep: str
    stage: Stage
    is_packed: bool = False
    redirect: str = ""
    tags: str = ""

    @property
    def body(self) -> bytes | Path:
        """The bytes, or the file if it is too large to be held."""
        if not isinstance(self.content, Path) or self.content.stat().st_size > LARGE:
            return self.content
        return self.content.read_bytes()

    @property
    def mark(self) -> str:
        """Names the object's bytes and all that is said of them."""
        said = (self.media_type, self.keep, self.is_packed, self.redirect, self.tags)
        whole = hashlib.sha256(json.dumps(said).encode())
        if isinstance(self.content, Path):
            with self.content.open("rb") as file:
                while part := file.read(1 << 20):
                    whole.update(part)
        else:
            whole.update(self.content)
        return whole.hexdigest()[:DIGEST_LENGTH]


def is_named_by_content(key: str) -> bool:
    """Tells whether an object never changes: another content would have another key."""
    return key.startswith(_NAMED_BY_CONTENT)


def stage_of(key: str) -> Stage:
    """When the object is sent."""
    if is_named_by_content(key):
        return Stage.ASSET
    if key == TAGS:
        return Stage.LAST
    if key in _INDEXES:
        return Stage.INDEX
    return Stage.LIST if suffix(key) in _LISTS else Stage.PAGE


def suffix(name: str) -> str:
    """What a name ends in, from its last dot on."""
    return name[name.rfind(".") :]
