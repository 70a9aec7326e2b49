"""What a card says, before it is drawn."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from locator.site import urls

if TYPE_CHECKING:
    from locator.model.point import Point
    from locator.pages.maps.names import Named
    from locator.pages.maps.stop import Stop
    from locator.site.snapshot import Site

WIDTH, HEIGHT = 1200, 630
DIGEST_LENGTH = 10


@dataclass(frozen=True, slots=True)
class MiniMap:
    """What a card's map shows: an origin with its name, clinics, and towns that may be named."""

    origin: Named | None
    clinics: tuple[Stop, ...]
    towns: tuple[tuple[str, Point], ...] = ()


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The words and the map of the page at `path`; `alt` says in one sentence what the picture shows.

    `kicker` stands above the title, `lines` below it, `signature` and `caution` at the foot.
    """

    path: str
    title: str
    alt: str
    kicker: str = ""
    lines: tuple[str, ...] = ()
    signature: str = ""
    caution: str = ""
    map: MiniMap | None = None

    @property
    def address(self) -> str:
        """Where the picture is: a card that changes has a new address, so each may be kept for ever."""
        content = f"{_edition()}\n{self!r}"
        return urls.card(self.path, hashlib.sha256(content.encode()).hexdigest()[:DIGEST_LENGTH])


@dataclass(frozen=True, slots=True)
class CardImage:
    """A card as the head of a page names it: an absolute address, its size, and words for it (rule A40)."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def card_image(site: Site, card: ShareCard) -> CardImage:
    """The card's picture; the same for Open Graph and for structured data (rule A40)."""
    return CardImage(urls.absolute(site.config.base_url, card.address), card.alt)


@cache
def _edition() -> str:
    """Stands for everything that decides how a card looks: how it is drawn, and the libraries that do it."""
    rooms = (Path(__file__).parent, Path(__file__).parent.parent / "maps")
    sources = b"".join(file.read_bytes() for room in rooms for file in sorted(room.glob("*.py")))
    libraries = version("resvg-py"), version("fontpkg-source-sans-3")
    return " ".join((hashlib.sha256(sources).hexdigest(), *libraries))
