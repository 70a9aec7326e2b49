"""Which facts a landing page lists, and where: each stands in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.facts.fact import Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.pages.card import ClinicCard

# The cards of the clinics and the last part of the page tell these.
TOLD_ELSEWHERE = frozenset({FactKind.NEAREST, FactKind.ACCEPTING, FactKind.OFFERED, FactKind.NEIGHBOURS})


@dataclass(frozen=True, slots=True)
class ClinicDetails:
    """What the page says of one clinic besides its card."""

    name: str
    facts: tuple[Fact, ...]


def comparison(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts about the town as a whole; ZIP codes only where the nearest clinics differ."""
    return tuple(
        fact
        for fact in facts
        if not fact.about
        and fact.kind not in TOLD_ELSEWHERE
        and (fact.kind is not FactKind.POSTCODES or len(fact.lines) > 1)
    )


def clinic_details(cards: Iterable[ClinicCard], facts: tuple[Fact, ...]) -> tuple[ClinicDetails, ...]:
    """The other facts about each shown clinic that has any, nearest first."""
    details = (
        ClinicDetails(
            card.clinic.name,
            tuple(fact for fact in facts if fact.about == card.clinic.id and fact.kind not in TOLD_ELSEWHERE),
        )
        for card in cards
    )
    return tuple(each for each in details if each.facts)
