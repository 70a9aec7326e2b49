"""Which clinics a visitor wants: any of the choices within a facet, and every facet."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from locator.model.openness import Openness, openness
from locator.site.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from datetime import datetime

    from locator.model.clinic import Clinic
    from locator.model.hours import Hours

NOW = "now"
YES = "yes"
KEPT_NAMES = 4_096  # of plans and languages, which most clinics share
NOTHING: frozenset[str] = frozenset()


class Facet(StrEnum):
    """What clinics may be chosen by; the value is the name of its parameter in addresses."""

    TREATMENT = "treatment"
    INSURANCE = "insurance"
    LANGUAGE = "language"
    OPEN = "open"
    ACCESSIBLE = "accessible"
    ACCEPTING = "accepting"


@dataclass(frozen=True, slots=True)
class Filters:
    """The choices made in each facet, as `choice_of` writes them; `at` is the aware time to be open at."""

    at: datetime
    wanted: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    _known: dict[Hashable, tuple[Hours | None, Openness]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def kind(self) -> Hashable:
        """Equal for filters that admit the same clinics of a site: no door opens but on a full minute."""
        minute = self.at.timestamp() // 60 if Facet.OPEN in self.wanted else None
        return minute, frozenset(self.wanted.items())

    def admits(self, clinic: Clinic) -> bool:
        """Tells whether the clinic meets every facet."""
        for facet, wanted in self.wanted.items():  # not all(): a rare filter asks every clinic
            if wanted and wanted.isdisjoint(self.choices(clinic, facet)):
                return False
        return True

    def meets(self, clinic: Clinic, facet: Facet) -> bool:
        """Tells whether the clinic has one of the choices made in a facet, or none was made."""
        wanted = self.wanted.get(facet, NOTHING)
        return not wanted or not wanted.isdisjoint(self.choices(clinic, facet))

    def choices(self, clinic: Clinic, facet: Facet) -> frozenset[str]:
        """The choices of a facet that lead to this clinic; what nobody knows of it leads nowhere."""
        if facet is Facet.TREATMENT:
            return frozenset(clinic.treatments)
        if facet is Facet.INSURANCE:
            return _choices_of(clinic.insurance)
        if facet is Facet.LANGUAGE:
            return _choices_of(clinic.languages)
        if facet is Facet.OPEN:
            return frozenset({NOW}) if self.openness(clinic).is_open else NOTHING
        if facet is Facet.ACCESSIBLE:
            return frozenset({YES}) if clinic.is_step_free else NOTHING
        return frozenset({YES}) if clinic.accepting_new_patients else NOTHING

    def openness(self, clinic: Clinic) -> Openness:
        """Whether the clinic is open at the time; found out once for all that share their hours."""
        hours = clinic.hours
        # By identity, for to compare hours takes long; what is kept here keeps its identity.
        key = (id(hours), clinic.timezone, clinic.is_open_for_patients)
        if key not in self._known:
            self._known[key] = (hours, openness(clinic, self.at))
        return self._known[key][1]


@lru_cache(KEPT_NAMES)
def choice_of(name: str) -> str:
    """A name of data as it stands in an address: "Haitian Creole" -> "haitian-creole"."""
    return slug(name) or name.casefold()


@lru_cache(maxsize=4096)
def _choices_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(choice_of, names))
