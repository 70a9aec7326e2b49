"""The own words of a landing page as numbers, which is what pages are compared by (rule E12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.pages.verdicts.likeness import Numbers, Shingles


@dataclass(frozen=True, slots=True)
class Measured:
    """The own words of one page: `masked` without names and numbers, `words` as they stand."""

    masked: Shingles
    words: Numbers
    packing: float
