"""SVG -> PNG, with a face of our own, so that the same card is the same bytes on every machine."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from resvg_py import svg_to_bytes

from locator.pages.cards.drawing import FACE

KEPT_PICTURES = 256  # in memory, about 50 KB each


@lru_cache(KEPT_PICTURES)
def paint(svg: str) -> bytes:
    """The picture, which takes about 40 ms of one core; the last ones are kept, whatever the site."""
    return svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[_font()], font_family=FACE)


@cache
def _font() -> str:
    return str(files("fontpkg_source_sans_3") / "files" / "SourceSans3[wght].ttf")
