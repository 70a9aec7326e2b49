"""The words of a landing page that are its own, and the same without names and numbers (rule E12)."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from locator.site.snapshot import Site

# What every page of a treatment has alike: sections by the heading that names them, and elements by class.
SHARED_SECTIONS = {"treatment", "map", "elsewhere", "made"}
SHARED_CLASSES = {"loc-warning", "loc-notice", "loc-actions"}
LABELS = {"th", "caption", "script", "style"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_MAIN = re.compile(rb"<main\b.*?</main>", re.DOTALL)

NAME, NUMBER = "@", "#"  # what stands in the place of a name, and of a number, a time or a direction
_TOKEN = re.compile(r"\d[\d:.,/-]*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIRECTION = re.compile(r"\b(?:north|south)?-?(?:east|west)\b|\b(?:north|south)\b", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"\b[ap]\. ?m\.", re.IGNORECASE)
_JOINING = ("and", "or", "to", "y", "o", "e", "u", "a")


def own_text(page: bytes) -> str:
    """What a reader of a landing page sees that is not the same on every page of its treatment."""
    main = _MAIN.search(page)
    reader = _Reader()
    reader.feed(main[0].decode() if main else "")
    return " ".join(" ".join(reader.seen).split())


class _Reader(HTMLParser):
    """Gathers the text of HTML, passing over what is shared."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self._passed_over = 0  # how many elements deep in one that is shared

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID and (self._passed_over or _is_shared(tag, dict(attrs))):
            self._passed_over += 1

    def handle_endtag(self, tag: str) -> None:
        if self._passed_over and tag not in _VOID:
            self._passed_over -= 1

    def handle_data(self, data: str) -> None:
        if not self._passed_over:
            self.seen.append(data)


def _is_shared(tag: str, attributes: Mapping[str, str | None]) -> bool:
    classes = (attributes.get("class") or "").split()
    return (
        tag in LABELS
        or attributes.get("aria-labelledby") in SHARED_SECTIONS
        or not SHARED_CLASSES.isdisjoint(classes)
    )


class Mask:
    """Takes names of places, clinics and people, and all numbers, out of texts about a Site."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted({tuple(tokens(name)) for name in names} - {()}, key=lambda each: -len(each)):
            self._names.setdefault(words[0], []).append(words)

    def masked(self, text: str) -> tuple[str, ...]:
        """The words in lower case; a list of names or of numbers is one of them."""
        words = tokens(_DIRECTION.sub("0", _HALF_OF_DAY.sub("", text)))
        found: list[str] = []
        at = 0
        while at < len(words):
            name = self._name_at(words, at)
            word = NAME if name else NUMBER if words[at][0].isdigit() else words[at]
            at += name or 1
            if word in (NAME, NUMBER):
                if found[-1:] == [word]:
                    continue
                if found[-2:-1] == [word] and found[-1] in _JOINING:
                    found.pop()
                    continue
            found.append(word)
        return tuple(found)

    def _name_at(self, words: Sequence[str], at: int) -> int:
        """How many words from here on are a name; 0 if none is."""
        for name in self._names.get(words[at], ()):
            if tuple(words[at : at + len(name)]) == name:
                return len(name)
        return 0


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, in lower case."""
    return _TOKEN.findall(text.casefold())


def mask_of(site: Site) -> Mask:
    """The mask of a Site's own names: towns and their aliases, counties, states, clinics, streets, people."""
    names: set[str] = set()
    for town in site.towns:
        names.update((town.name, *town.aliases, town.county, town.region.name, town.region.code))
    for clinic in site.clinics:
        address = clinic.address
        names.update((clinic.name, address.street, address.locality, address.region))
    for person in site.practitioners:
        names.update((person.name, person.licence))
    return Mask(names)
