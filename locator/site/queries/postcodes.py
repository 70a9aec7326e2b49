"""ZIPs in a visitor's text: five digits, nine, with spaces, without their first zeros."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from locator.site.queries.streets import has_street
from locator.site.queries.words import COMMA, split_words, trim

if TYPE_CHECKING:
    from locator.site.queries.words import Words

_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?:\s*-\s*\d{4}|\s\d{4}|\d{4})?(?!\d)", re.ASCII)
_NUMBER = re.compile(r"\d[\d ]*(?: ?- ?\d{4})?", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_SHORT_POSTCODE = re.compile(r"(?<!\S)(\d{3,4})$", re.ASCII)
_DIGITS = 5
_ADDITION = 4  # the digits of ZIP+4


def is_number(text: str) -> bool:
    """Whether the text can only be a ZIP, right or wrong: "32114", "32 114", "32114-0001", "12"."""
    return _NUMBER.fullmatch(text) is not None


def parse_number(text: str) -> tuple[str, bool]:
    """The five digits of a text that is a number, and whether zeros had to be put before them; "" if none."""
    digits = re.sub(r"\D", "", text, flags=re.ASCII)
    if len(digits) in (_DIGITS, _DIGITS + _ADDITION):
        return digits[:_DIGITS], False
    if len(digits) in (3, 4):  # a spreadsheet took the leading zeros
        return digits.zfill(_DIGITS), True
    return "", False


def find_postcode(text: str) -> tuple[str, bool]:
    """The last five digits that are no house number, and whether zeros had to be put before them."""
    if not _DIGIT.search(text):  # mostly
        return "", False
    words = split_words(text)
    # The CT of "06103 Hartford, CT" is no court.
    street = words[:-2] if words[-2:-1] == [COMMA] else words
    for match in reversed(list(_POSTCODE.finditer(text))):
        if match.start() or not has_street(street):
            return match[1], False
    short = _SHORT_POSTCODE.search(text)
    if short and not text[:1].isdigit():
        return short[1].zfill(5), True
    return "", False


def drop_postcode(words: Words, postcode: str) -> Words:
    """The words but those with the postcode's digits and what follows it of ZIP+4."""
    digits = postcode.lstrip("0")
    kept = [word for word in words if digits not in word or not word[-1:].isdigit()]
    if len(kept) < len(words) and kept and len(kept[-1]) == 4 and kept[-1].isdigit():  # noqa: PLR2004
        kept.pop()
    return trim(kept)
