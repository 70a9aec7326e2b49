"""A Fact: one thing that is true as seen from one town, with where it is from and when it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date


FOLDED_AFTER = 6  # lines; a big city has a nearest clinic for each of thirty ZIP codes


class FactKind(StrEnum):
    """What a fact tells (rule E7)."""

    # Of the town: all the clinics on its page, compared.
    COUNT = "count"
    EARLIEST = "earliest"
    LATEST = "latest"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAYS = "holidays"
    POSTCODES = "postcodes"
    NEIGHBOURS = "neighbours"
    # Of each clinic; insurance and languages of the town where several are compared.
    NEAREST = "nearest"
    ACCEPTING = "accepting"
    OFFERED = "offered"
    NOT_OFFERED = "not_offered"
    INSURANCE = "insurance"
    LANGUAGES = "languages"
    PEOPLE = "people"
    ACCESS = "access"
    PARKING = "parking"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a town, or about a clinic as its page shows it (rules E6 to E8).

    `about` is the clinic's id, empty where the fact is about the town as a whole. `lines` are what the
    page shows, `source` says where that is from in words that a reader understands, `checked` is the
    oldest day on which somebody checked it, None if nobody is known to have. `value` is what the fact
    says, for comparing it with another town's.
    """

    kind: FactKind
    label: str
    lines: tuple[str, ...]
    source: str
    value: Hashable
    checked: date | None = None
    about: str = ""

    @property
    def text(self) -> str:
        """All lines in one."""
        return "; ".join(self.lines)

    @property
    def is_long(self) -> bool:
        """Tells whether the page folds it."""
        return len(self.lines) > FOLDED_AFTER

    @property
    def is_as_typed(self) -> bool:
        """Tells whether its lines are a row's own words, which are in the main language on every page."""
        return self.kind in (FactKind.PARKING, FactKind.TRANSIT)

    @property
    def claim(self) -> Hashable:
        """What the fact says of what; two towns share a fact if it is equal (rules E1.3 and E13)."""
        return self.kind, self.about, self.value
