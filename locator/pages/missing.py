"""What a visitor reads when an address leads nowhere, or not now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from locator.pages.frame import Frame, build_frame

if TYPE_CHECKING:
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class NotFoundPage:
    """The 404: a finder that holds the words of the address as a guess."""

    template: ClassVar[str] = "not-found.html"

    frame: Frame
    guess: str


@dataclass(frozen=True, slots=True)
class GonePage:
    """The 410 of an address that was taken away on purpose."""

    template: ClassVar[str] = "gone-page.html"

    frame: Frame
    guess: str


@dataclass(frozen=True, slots=True)
class BusyPage:
    """The 429 of a network that searches too much."""

    template: ClassVar[str] = "busy.html"

    frame: Frame


def busy_page(site: Site) -> BusyPage:
    """Something is at this address, but not for this network now."""
    return BusyPage(build_frame(site, title=site.say("Too many searches at once"), is_indexed=False))


def not_found_page(site: Site, path: str) -> NotFoundPage:
    """Nothing is at this address."""
    return NotFoundPage(build_frame(site, title=site.say("Page not found"), is_indexed=False), _guess(path))


def gone_page(site: Site, path: str) -> GonePage:
    """Something was at this address once."""
    return GonePage(build_frame(site, title=site.say("This page is gone"), is_indexed=False), _guess(path))


def _guess(path: str) -> str:
    """The last words of the address: /back-pain-treatment/fl/ocala/ -> "ocala"."""
    last = path.strip("/").rpartition("/")[2]
    return last.replace("-", " ")[:60] if last.replace("-", "").isalnum() else ""
