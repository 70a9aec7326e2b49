"""What is kept of a look at one landing page: all that its verdict needs, and nothing as large as a Site."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from locator.model.town import Town
    from locator.pages.verdicts.likeness import Numbers
    from locator.pages.verdicts.measured import Measured
    from locator.pages.verdicts.verdict import Reason
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Sight:
    """One page as it was seen; `treatment` is a slug, `town` and `neighbour`, the nearest town, are ids.

    `clinics` are the ids of those that it shows, `claims` its facts as numbers, `in_reach` and `placed` rules
    E1.1 and E1.2. Nothing further than `reach_km` from the town has a part in it, but for the names that are
    masked in `measured`, which is None of a page that was not compared.
    """

    path: str
    treatment: str
    town: str
    clinics: tuple[str, ...]
    neighbour: str
    has_own_clinic: bool
    claims: Numbers
    in_reach: Reason
    placed: Reason
    reach_km: float
    measured: Measured | None = None

    def differing(self, other: Sight | None) -> int:
        """How many facts are true here and not on the other page (rules E1.3 and E13)."""
        if other is None:
            return len(self.claims)
        return len(self.claims) - len(np.intersect1d(self.claims, other.claims, assume_unique=True))

    def town_of(self, site: Site) -> Town:
        """The town that the page is about, as a Site has it."""
        region, slug = self.town.split("/", 1)
        return site.towns_by_key[region, slug]


def claim_numbers(claims: Iterable[Hashable]) -> Numbers:
    """Claims as numbers of 64 bits, the same in every process: sorted, each once."""
    numbers = (int.from_bytes(blake2b(repr(each).encode(), digest_size=8).digest()) for each in claims)
    return np.unique(np.fromiter(numbers, dtype=np.uint64))
