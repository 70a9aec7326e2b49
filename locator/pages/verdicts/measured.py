"""The own words of a landing page as numbers, which is what pages are compared by (rule E12)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.verdicts.likeness import shingles, word_numbers
from locator.pages.verdicts.text import own_text, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from locator.pages.verdicts.likeness import Numbers, Shingles
    from locator.pages.verdicts.text import Mask


@dataclass(frozen=True, slots=True)
class Measured:
    """The own words of one page, which `fetch` fetches from wherever they lie.

    `packing` is how many times smaller they are compressed.
    """

    packing: float
    fetch: Callable[[], tuple[Shingles, Numbers]]

    @property
    def masked(self) -> Shingles:
        """Their runs without names and numbers."""
        return self.fetch()[0]

    @property
    def words(self) -> Numbers:
        """The words as they stand, in their order."""
        return self.fetch()[1]


def measure(page: bytes, mask: Mask) -> Measured:
    """Takes the own words of a rendered page."""
    text = own_text(page)
    data = text.encode()
    packing = len(data) / len(zlib.compress(data)) if data else 1.0
    numbers = shingles(word_numbers(mask.masked(text))), word_numbers(tokens(text))
    return Measured(packing, lambda: numbers)
