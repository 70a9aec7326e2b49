"""Rendered Markdown -> its words, where its links lead and what its pictures show: no tag, no class."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

# An attribute that says something; all others say how it looks.
_SAYING = ("href", "src", "alt")


@lru_cache(maxsize=1024)
def prose(html: str) -> str:
    """The words of a text, without the spaces between: they come and go with the tags around a word."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(unicodedata.normalize("NFC", "".join(reader.said)).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        # Links within the page name anchors, which the renderer makes.
        self.said += [value for name, value in attrs if name in _SAYING and value and value[0] != "#"]

    def handle_data(self, data: str) -> None:
        self.said.append(data)
