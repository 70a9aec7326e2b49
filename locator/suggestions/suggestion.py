"""A town that should have a page, and why, as data and in words."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from locator.site.words import counted, distance_text, listing

if TYPE_CHECKING:
    from locator.editing.towns.new_town import NewTown
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.site.snapshot import NearClinic, Site

EDGE = 0.5  # what a town at the edge of the radius counts for, beside one at the clinic's door
COVERED = 0.05  # what a page counts for that another would stand for
NAMED = 2  # other settlements that a sentence names
SEARCHES_OF_NOTE = 5  # figures of demand are in fives


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A town without a page: `people` would be reached, who live in `settlements`.

    `searches` says how often it was looked for, None if nothing was counted. `differing` facts of its page
    are not on that of `beside`, the nearest with a page or suggested before it; `cover` is a town with the
    same nearest clinics so close that one page would stand for both.
    """

    new: NewTown
    nearest: NearClinic
    people: int
    settlements: tuple[Place, ...]
    searches: int | None
    differing: int
    beside: Town | None
    cover: Town | None
    wanted: int  # differing facts that count in full

    @property
    def town(self) -> Town:
        """The town as its row will be read."""
        return self.new.town

    @property
    def closeness(self) -> float:
        """1 at the clinic's door, EDGE at the edge of its radius."""
        return closeness(self.nearest.distance_km, self.town.radius_km)

    @property
    def demand(self) -> float:
        """1 without searches, or where none are counted; 2 with about fifty, 3 with five hundred."""
        return demand(self.searches)

    @property
    def difference(self) -> float:
        """How much of what its page would say is on no other; next to nothing if another stands for it."""
        return COVERED if self.cover else min(1.0, self.differing / self.wanted)

    @property
    def score(self) -> float:
        """What suggestions are ranked by: people x closeness x demand x difference."""
        return self.people * self.closeness * self.demand * self.difference

    def reasons(self, site: Site) -> tuple[str, ...]:
        """The four factors in plain words, in their order."""
        units = site.config.units
        away = distance_text(self.nearest.distance_km, units)
        told = [self._people(), f"{self.nearest.clinic.name} is {away} away."]
        if self.searches is not None:
            times = f"{self.searches:,}" if self.searches else f"fewer than {SEARCHES_OF_NOTE}"
            told.append(f"Searched for {times} times, and it has no page.")
        if self.cover:
            same = f"has the same nearest {site.config.clinics_noun} and lies close by"
            told.append(f"{self.cover.name} {same}: one page would stand for both.")
        elif self.beside:
            told.append(f"{self.differing} facts of its page are not on that of {self.beside.name}.")
        return tuple(told)

    def _people(self) -> str:
        names = [place.name for place in self.settlements if place.point != self.new.place.point]
        own = self.new.place.population
        if not names:
            return f"{self.people:,} people live there, and no town with a page is nearer to them."
        more = [counted(len(names) - NAMED, "more place")] if len(names) > NAMED else []
        others = listing([*names[:NAMED], *more])
        return (
            f"{self.people:,} people are nearer to it than to a town with a page: "
            f"{own:,} live there, the others in {others}."
        )


def closeness(away_km: float, radius_km: float) -> float:
    """What distance from the clinic leaves of a town's weight."""
    return 1.0 - (1.0 - EDGE) * min(1.0, away_km / radius_km)


def demand(searches: int | None) -> float:
    """What searches add to a town's weight."""
    return 1.0 + log10(1.0 + (searches or 0) / SEARCHES_OF_NOTE)
