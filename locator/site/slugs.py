"""Slugs: what a name becomes in an address, lower-case ASCII letters, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 80

SLUG = re.compile(rf"(?!.{{{MAX_LENGTH + 1}}})[a-z0-9]+(?:-[a-z0-9]+)*")
_APOSTROPHES = re.compile("['`´ʹʻʼ‘’]")
_OTHER = re.compile(r"[^a-z0-9]+")
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
    | {"ı": "i", "ŋ": "ng", "ŧ": "t", "&": " and "}
)


def slug(text: str) -> str:
    """The slug of a name: "St. Augustine" -> "st-augustine", "O'Fallon" -> "ofallon".

    Letters with marks lose them; empty if the name has no letter or digit of the Latin script.
    """
    lowered = _APOSTROPHES.sub("", text.lower()).translate(_LETTERS)
    if not lowered.isascii():
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).lower()
    return _OTHER.sub("-", lowered).strip("-")[:MAX_LENGTH].rstrip("-")


def is_slug(text: str) -> bool:
    """Tells whether a text can stand in an address as it is."""
    return SLUG.fullmatch(text) is not None
