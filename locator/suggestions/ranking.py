"""From a Site to the towns that should have a page next, the best first (decision 26).

Towns are chosen one after another, each as if those before it had a page already. Looking closely at a town
takes milliseconds and can only lower its weight, so only those are looked at that could still be the best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.editing.towns.new_town import new_town
from locator.editing.towns.present_town import present_town
from locator.errors import UsageError
from locator.geo.distance import distance_km
from locator.pages.verdicts.candidate import find_candidate
from locator.suggestions.reach import REACH_KM, Reach
from locator.suggestions.suggestion import Suggestion, closeness, demand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from locator.editing.towns.new_town import NewTown
    from locator.model.place import Place
    from locator.model.town import Town
    from locator.pages.verdicts.candidate import Candidate
    from locator.site.snapshot import NearClinic, Site

EVERYWHERE = 1_000_000  # more settlements than a country has
CLOSE_BY = 20  # towns with a page that may say the same
COMPARED = 3  # nearest clinics, as rule E3 compares them


def suggest(
    site: Site, count: int, searches: Mapping[str, int] | None = None, *, treatment: str = ""
) -> tuple[Suggestion, ...]:
    """The best `count` towns within a clinic's radius that have no page; fewer if there are no more.

    `site` is what the folder says, with all its towns; `searches` is how often each place was looked for, by
    its full label, None if nothing is counted. `treatment` is the slug of the one that clinics must offer and
    pages be about, else it is the main one.
    """
    treatment = treatment or site.config.main_treatment
    return tuple(_Ranking(site.in_usual_weeks, treatment, searches).best(count))


class _Ranking:
    def __init__(self, site: Site, treatment: str, searches: Mapping[str, int] | None) -> None:
        self._site, self._treatment, self._searches = site, treatment, searches
        self._cells = {} if treatment == site.config.main_treatment else {"treatments": treatment}
        self._places, self._near, settlements = _without_page(site, treatment)
        pages = [town.point for town in site.towns if treatment in town.treatments]
        self._reach = Reach(self._places, settlements, pages)
        self._news: dict[int, NewTown | None] = {}
        self._seen: dict[Town, Candidate] = {}
        self._chosen: list[Town] = []

    def best(self, count: int) -> list[Suggestion]:
        """Chooses one after another."""
        left = dict.fromkeys(range(len(self._places)))
        found: list[Suggestion] = []
        while len(found) < count and (best := self._next([*left])):
            at, suggestion = best
            del left[at]
            found.append(suggestion)
            self._chosen.append(suggestion.town)
            self._reach.grant(at)
        return found

    def _next(self, left: Sequence[int]) -> tuple[int, Suggestion] | None:
        """The best of those that are left; the weight of the others is less than its score."""
        weights = {at: self._weight(at) for at in left}
        best: tuple[int, Suggestion] | None = None
        for at in sorted(left, key=lambda each: (-weights[each], self._places[each].label)):
            if not weights[at] or (best and weights[at] <= best[1].score):
                break
            suggestion = self._looked_at(at)
            if suggestion and suggestion.score and (best is None or suggestion.score > best[1].score):
                best = at, suggestion
        return best

    def _weight(self, at: int) -> float:
        """The score without the difference."""
        near = self._near[at]
        radius_km = self._site.config.service_radius_km
        return self._reach.people(at) * closeness(near.distance_km, radius_km) * demand(self._searched(at))

    def _searched(self, at: int) -> int | None:
        return None if self._searches is None else self._searches.get(self._places[at].full_label, 0)

    def _looked_at(self, at: int) -> Suggestion | None:
        """The town with what its page would say; None if it is not to be suggested."""
        new = self._new(at)
        if new is None:
            return None
        beside = self._beside(new.town)
        return Suggestion(
            new,
            self._near[at],
            self._reach.people(at),
            self._reach.settlements(at),
            self._searched(at),
            self._candidate(new.town).differing(self._candidate(beside) if beside else None),
            beside,
            self._cover(new.town),
            self._site.config.verdict.facts_instead,
        )

    def _new(self, at: int) -> NewTown | None:
        """The row of a town; None if it has one, was taken away on purpose or can have no address."""
        if at not in self._news:
            place = self._places[at]
            try:
                new = (
                    None
                    if present_town(self._site, place)
                    else new_town(self._site, place, further=self._cells)
                )
            except UsageError:
                new = None
            self._news[at] = new if new and not new.retired else None
        return self._news[at]

    def _candidate(self, town: Town) -> Candidate:
        if town not in self._seen:
            self._seen[town] = find_candidate(self._site, self._site.treatments[self._treatment], town)
        return self._seen[town]

    def _beside(self, town: Town) -> Town | None:
        """The nearest town that has a page or is suggested already."""
        found = self._site.nearest_towns(town.point, 1, treatment=self._treatment)
        towns = [each.town for each in found] + self._chosen
        return min(towns, key=lambda each: distance_km(each.point, town.point), default=None)

    def _cover(self, town: Town) -> Town | None:
        """Rule E3: a town close by, in the same state, with the same nearest clinics, none in town."""
        within_km = self._site.config.verdict.merge_within_km
        found = self._site.nearest_towns(town.point, CLOSE_BY, treatment=self._treatment, within_km=within_km)
        close = [each for each in self._chosen if distance_km(each.point, town.point) < within_km]
        rivals = [each for each in (*(near.town for near in found), *close) if each.region == town.region]
        if not rivals or self._candidate(town).has_own_clinic:
            return None
        nearest = self._ids(town)
        return next((rival for rival in rivals if self._ids(rival) == nearest), None)

    def _ids(self, town: Town) -> list[str]:
        near = self._site.nearest_clinics(town.point, COMPARED, treatment=self._treatment)
        return [each.clinic.id for each in near]


def _without_page(site: Site, treatment: str) -> tuple[list[Place], list[NearClinic], list[Place]]:
    """The settlements in reach that are no town of the site, the nearest clinic of each, and all around."""
    radius_km = site.config.service_radius_km
    every = site.gazetteer.largest_towns(EVERYWHERE)
    chords = site.clinic_chords_km(place.point for place in every)
    around = [place for place, chord in zip(every, chords, strict=True) if chord <= radius_km + REACH_KM]
    inside = [place for place, chord in zip(every, chords, strict=True) if chord <= radius_km]
    keys = {(town.region.code, town.point) for town in site.towns}
    places: list[Place] = []
    near: list[NearClinic] = []
    for place in inside:
        found = site.nearest_clinics(place.point, 1, treatment=treatment, within_km=radius_km)
        if found and (place.region, place.point) not in keys:
            places.append(place)
            near.append(found[0])
    return places, near, around
