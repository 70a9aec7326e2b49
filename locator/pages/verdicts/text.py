"""The words of a landing page that are its own, and the same without names and numbers (rule E12)."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from locator.site.snapshot import Site

# What every page of a treatment has alike: sections by the heading that names them, elements by their class.
SHARED = {
    *("treatment", "map", "elsewhere", "made"),
    *("loc-warning", "loc-notice", "loc-actions"),
}
LABELS = {"th", "caption", "script", "style"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Templates escape what they fill in, so that no > stands within a tag.
_TAG = re.compile(r"(/?)([a-z][a-z0-9]*)([^>]*)>")
KEPT_PIECES = 32_768  # of pages: a tag with the text behind it, about 300 bytes each
_NAMING = re.compile(r'\b(?:class|aria-labelledby)="([^"]*)"')

NAME, NUMBER = "@", "#"  # what stands in the place of a name, and of a number, a time or a direction
_TOKEN = re.compile(r"\d[\d:.,/-]*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_DIRECTION = re.compile(r"\b(?:north|south)?-?(?:east|west)\b|\b(?:north|south)\b", re.IGNORECASE)
_HALF_OF_DAY = re.compile(r"\b[ap]\. ?m\.", re.IGNORECASE)
_JOINING = ("and", "or", "to", "y", "o", "e", "u", "a")


def own_text(page: bytes) -> str:
    """What a reader of a landing page sees that is not the same on every page of its treatment."""
    begin, end_of_main = page.find(b"<main"), page.find(b"</main>")
    main = page[begin:end_of_main].decode() if begin >= 0 else ""
    seen: list[str] = []
    passed_over = 0  # how many elements deep in one that is shared
    for piece in main.split("<"):
        step, is_shared, text = _read(piece)
        if passed_over:
            passed_over += step
        elif is_shared:
            passed_over = 1
        if text and not passed_over:
            seen.append(text)
    return " ".join(unescape(" ".join(seen)).split())


@lru_cache(KEPT_PIECES)
def _read(piece: str) -> tuple[int, bool, str]:
    """What follows a <: 1 opens an element, -1 ends one; whether it opens a shared one; the text behind it.

    Most pieces are on every page.
    """
    tag = _TAG.match(piece)
    if tag is None:
        return 0, False, piece
    end, name, attributes = tag.groups()
    text = piece[tag.end() :]
    if name in _VOID or attributes.endswith("/"):
        return 0, False, text
    return (-1, False, text) if end else (1, _is_shared(name, attributes), text)


def _is_shared(tag: str, attributes: str) -> bool:
    return tag in LABELS or any(
        value in SHARED for values in _NAMING.findall(attributes) for value in values.split()
    )


class Mask:
    """Takes names of places, clinics and people, and all numbers, out of texts about a Site."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {tuple(tokens(name)) for name in names} - {()}
        self._lengths: dict[str, list[int]] = {}
        for words in sorted(self._names, key=lambda each: -len(each)):
            lengths = self._lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))

    def masked(self, text: str) -> tuple[str, ...]:
        """The words in lower case; a list of names or of numbers is one of them."""
        words = tokens(_DIRECTION.sub("0", _HALF_OF_DAY.sub("", text)))
        found: list[str] = []
        at = 0
        while at < len(words):
            word = words[at]
            name = self._name_at(words, at) if word in self._lengths else 0
            word = NAME if name else NUMBER if word[0].isdigit() else word
            at += name or 1
            if word is NAME or word is NUMBER:
                if found[-1:] == [word]:
                    continue
                if found[-2:-1] == [word] and found[-1] in _JOINING:
                    found.pop()
                    continue
            found.append(word)
        return tuple(found)

    def _name_at(self, words: Sequence[str], at: int) -> int:
        """How many words from here on are a name; 0 if none is."""
        return next((n for n in self._lengths[words[at]] if tuple(words[at : at + n]) in self._names), 0)


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, in lower case."""
    return _TOKEN.findall(text.casefold())


def mask_of(site: Site) -> Mask:
    """The mask of a Site's own names."""
    return Mask(names_of(site))


def names_of(site: Site) -> set[str]:
    """What a Site names: towns and their aliases, counties, states, clinics, streets, people."""
    names: set[str] = set()
    for town in site.towns:
        names.update((town.name, *town.aliases, town.county, town.region.name, town.region.code))
    for clinic in site.clinics:
        address = clinic.address
        names.update((clinic.name, address.street, address.locality, address.region))
    for person in site.practitioners:
        names.update((person.name, person.licence))
    return names
