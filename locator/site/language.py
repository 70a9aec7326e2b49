"""How a site speaks: sentences, counts, distances, dates and lists in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.geo.distance import compass
from locator.site import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Language:
    """One language with its unit of length; call it with a whole English sentence to say that.

    `say("{count} more nearby", count=3)` gives the sentence with its blanks filled in. Sentences are never
    put together from parts: another language orders them otherwise.
    """

    code: str = "en"
    units: str = "miles"

    def __call__(self, sentence: str, /, **blanks: object) -> str:
        """Says a sentence; `blanks` fill what stands between braces."""
        said = self.gettext(sentence)
        return said.format_map(blanks) if blanks else said

    def gettext(self, sentence: str) -> str:
        """A template's sentence as it is said in this language; Jinja fills its blanks."""
        return sentence

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The same for a sentence that depends on a count."""
        return one if count == 1 else many

    def plural(self, one: str, many: str, count: int, /, **blanks: object) -> str:
        """Says `one` or `many` as the count asks; {count} is the number as people write it."""
        return self.ngettext(one, many, count).format_map({"count": f"{count:,}", **blanks})

    def distance(self, km: float) -> str:
        """A distance in the reader's unit: "0.4 miles", "14 miles"."""
        return words.distance_text(km, self.units)

    def direction(self, bearing: float) -> str:
        """The compass word of a bearing in degrees: "north-east"."""
        return compass(bearing)

    def date(self, day: date) -> str:
        """A day: "November 22, 2026"."""
        return words.date_text(day)

    def listing(self, items: Sequence[str], last: str = "and") -> str:
        """A list in a sentence: "a, b and c"; `last` is "and" or "or"."""
        return words.listing(items, last)
