"""A visitor's text as folded words, with the commas between them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from locator.geo.names import fold_words
from locator.site.words import printable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

COMMA = ","
MAX_WORDS = 8  # of a text that are tried one by one
Words = list[str]

_INITIALS = re.compile(r"\b([^\W\d_])\.\s?(?=[^\W\d_]\b)")


def clean(text: str) -> str:
    """One line, one kind of dash, plain digits and letters for full-width ones."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2013", "-").replace("\u2014", "-")
    return " ".join(printable(plain).split())


def split_words(text: str) -> Words:
    """Folded words, with the commas between them; initials joined: "N.C." is one word."""
    words: Words = []
    for part in _INITIALS.sub(r"\1", text).split(COMMA):
        words += [*fold_words(part), COMMA]
    return trim(words)


def trim(words: Sequence[str], ends: Collection[str] = ()) -> Words:
    """Without commas, and words of `ends`, at both ends."""
    start, end = 0, len(words)
    while start < end and (words[start] == COMMA or words[start] in ends):
        start += 1
    while end > start and (words[end - 1] == COMMA or words[end - 1] in ends):
        end -= 1
    return list(words[start:end])


def position(words: Sequence[str], phrase: Sequence[str]) -> int | None:
    """Where the phrase begins among the words; None if it does not stand there."""
    if phrase and phrase[0] not in words:  # mostly
        return None
    size = len(phrase)
    return next(
        (i for i in range(len(words) - size + 1) if tuple(words[i : i + size]) == tuple(phrase)), None
    )


def parts_of(words: Words) -> list[Words]:
    """The words between the commas."""
    parts: list[Words] = [[]]
    for word in words:
        if word == COMMA:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]
