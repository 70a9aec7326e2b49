"""The own words of a landing page as numbers, which is what pages are compared by (rule E12)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.verdicts.likeness import shingles, word_numbers
from locator.pages.verdicts.text import own_text, tokens

if TYPE_CHECKING:
    from locator.pages.verdicts.likeness import Numbers, Shingles
    from locator.pages.verdicts.text import Mask


@dataclass(frozen=True, slots=True)
class Measured:
    """The own words of one page: `masked` without names and numbers, `words` as they stand."""

    masked: Shingles
    words: Numbers
    packing: float


def measure(page: bytes, mask: Mask) -> Measured:
    """Takes the own words of a rendered page; `packing` is how many times smaller they are compressed."""
    text = own_text(page)
    data = text.encode()
    packing = len(data) / len(zlib.compress(data)) if data else 1.0
    return Measured(shingles(word_numbers(mask.masked(text))), word_numbers(tokens(text)), packing)
