"""What a search engine may show of a page: an estimate, since none promises how it cuts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locator.workbench.towns.letters import cut, width_px

if TYPE_CHECKING:
    from locator.pages.frame import Frame

TITLE_SIZE, TITLE_ROOM = 20, 600  # CSS pixels
TEXT_SIZE, DESKTOP_ROOM, PHONE_ROOM = 14, 990, 680


@dataclass(frozen=True, slots=True)
class Line:
    """One text as it was written and as it is `shown`, with its width and the room for it in pixels."""

    text: str
    shown: str
    width: int
    room: int

    @property
    def is_cut(self) -> bool:
        """Tells whether the end of it is lost."""
        return self.width > self.room


@dataclass(frozen=True, slots=True)
class Snippet:
    """Title, trail and description of one result; the description for a desktop and for a phone."""

    title: Line
    trail: str
    desktop: Line
    phone: Line


def build_snippet(frame: Frame) -> Snippet:
    """Measures what the head of a page says."""
    address = urlsplit(frame.canonical)
    steps = [address.netloc, *filter(None, address.path.split("/"))]
    return Snippet(
        title=_line(frame.title, TITLE_SIZE, TITLE_ROOM),
        trail=" › ".join(steps),
        desktop=_line(frame.description, TEXT_SIZE, DESKTOP_ROOM),
        phone=_line(frame.description, TEXT_SIZE, PHONE_ROOM),
    )


def _line(text: str, size: int, room: int) -> Line:
    return Line(text, cut(text, size, room), round(width_px(text, size)), room)
