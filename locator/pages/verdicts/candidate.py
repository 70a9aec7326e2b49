"""A landing page that asks for its place: what the gate looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.facts.outlook import look_around
from locator.pages.facts.town_facts import facts_seen

if TYPE_CHECKING:
    from collections.abc import Hashable

    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site


@dataclass(frozen=True, slots=True)
class Candidate:
    """One landing page with the clinics seen from its town and what its facts say."""

    path: str
    outlook: Outlook
    claims: frozenset[Hashable]

    @property
    def town(self) -> Town:
        """The town that the page is about."""
        return self.outlook.town

    @property
    def has_own_clinic(self) -> bool:
        """Tells whether the page shows a clinic whose address is in the town."""
        return self.outlook.here > 0

    def differing(self, other: Candidate | None) -> int:
        """How many facts are true here and not on the other page (rules E1.3 and E13)."""
        return len(self.claims - other.claims if other else self.claims)


def find_candidate(site: Site, treatment: Treatment, town: Town) -> Candidate:
    """Looks around from the town and gathers its facts."""
    outlook = look_around(site, treatment, town)
    claims = frozenset(fact.claim for fact in facts_seen(outlook))
    return Candidate(site.urls.landing(treatment.slug, town), outlook, claims)
