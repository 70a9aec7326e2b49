"""The cards of an export: kept from the export before, or drawn and painted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.cards.painting import paint

if TYPE_CHECKING:
    from pathlib import Path

    from locator.pages.cards.gallery import Gallery

HEAD, TAIL = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"


def card_files(gallery: Gallery) -> dict[str, str]:
    """The page that each picture belongs to, by the picture's file, in a stable order."""
    return {gallery.address(path).lstrip("/"): path for path in gallery.paths}


def painted(gallery: Gallery, path: str) -> bytes:
    """The picture of the page at `path`."""
    return paint(gallery.drawing(path))


def is_whole_picture(file: Path) -> bool:
    """Tells whether a file is a picture with its end: which one, its name tells, as it names the content."""
    try:
        with file.open("rb") as picture:
            head = picture.read(len(HEAD))
            picture.seek(-len(TAIL), 2)
            return head == HEAD and picture.read() == TAIL
    except OSError:
        return False
