"""A pasted line -> the town that it means, several that it may mean, or none and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from locator.geo.distance import distance_km
from locator.model.place import Place, PlaceKind
from locator.model.point import Point
from locator.model.region import parse_region
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import candidates, is_served
from locator.site.queries.search import find_place
from locator.site.tables.position import NEAR_KM
from locator.site.tables.towns.known_towns import POSTCODE_KM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.editing.pasting.pasted_lines import PastedLine
    from locator.site.snapshot import Site

_TOWN_KINDS = frozenset({PlaceKind.TOWN, PlaceKind.COMMUNITY, PlaceKind.LOCALITY})


@dataclass(frozen=True, slots=True)
class _Hint:
    """Where a line says that its town is: within `within_km` of a place."""

    place: Place
    within_km: float

    def nearest(self, places: Iterable[Place | None]) -> Place | None:
        """The nearest of the places that may be the town."""
        away = [
            (distance_km(each.point, self.place.point), at, each) for at, each in enumerate(places) if each
        ]
        near = [each for each in away if each[0] <= self.within_km and each[2].kind in _TOWN_KINDS]
        return min(near)[2] if near else None


def find_town(site: Site, line: PastedLine) -> Answer:
    """Understands the line as the finder would, but for a town: a ZIP code or a position means the one there.

    With a name, they choose among places of that name; a name without a state means the only one of its
    places that a clinic serves. `origin` is always a town, a community or a township.
    """
    hint = _hint(site, line)
    if isinstance(hint, Answer):
        return hint
    answer = _by_name(site, line, hint) if line.name else _around(site, hint, line.text)
    if answer.origin and answer.origin.kind not in _TOWN_KINDS:
        return _town_of(site, answer)
    return answer


def _hint(site: Site, line: PastedLine) -> _Hint | Answer | None:
    """What stands beside the name or for it; an Answer if it is nowhere."""
    if line.point:
        town = site.gazetteer.nearest_town(line.point)
        if town is None or distance_km(town.point, line.point) > NEAR_KM:
            return _nowhere(site, line.text, line.point)
        return _Hint(replace(town, point=line.point), NEAR_KM)
    if line.postcode:
        place = site.gazetteer.zip(line.postcode)
        return _Hint(place, POSTCODE_KM) if place else Answer(line.text, how=How.NO_POSTCODE)
    return None


def _nowhere(site: Site, text: str, point: Point) -> Answer:
    """Far from every town; with the sign of the longitude mended perhaps near one."""
    mended = Point(point.lat, -point.lon)
    town = site.gazetteer.nearest_town(mended)
    is_slip = town is not None and distance_km(town.point, mended) <= NEAR_KM
    return Answer(text, suggestions=(str(mended),) if is_slip else (), how=How.OFF_GLOBE)


def _by_name(site: Site, line: PastedLine, hint: _Hint | None) -> Answer:
    answer = find_place(site, line.name)
    if hint is None:
        return _served(site, answer)
    if one := hint.nearest((answer.origin, *answer.candidates)):
        return replace(answer, origin=one, candidates=())
    there = find_place(site, f"{line.name}, {hint.place.region}")
    if one := hint.nearest((there.origin, *there.candidates)):
        return replace(there, text=answer.text, origin=one, candidates=())
    if line.point and not answer.origin and not answer.candidates:
        return Answer(answer.text, _unlisted(site, line, hint.place), how=How.COORDINATES)
    if town := _around(site, hint, line.text).origin:
        both = [*filter(None, [answer.origin]), *answer.candidates, town]
        return Answer(answer.text, candidates=candidates(site, both), how=How.POSTCODE)
    return answer


def _unlisted(site: Site, line: PastedLine, near: Place) -> Place:
    """A town that the gazetteer does not have, at the position that was given with its name."""
    name, _, rest = line.name.partition(",")
    region = parse_region(rest.rpartition(",")[2].strip())
    counties = sorted(site.outlines.counties_near(near.point, 0.0))
    inside = [county for each, county in counties if region is None or each == region]
    county = f"{inside[0]} County" if inside and not inside[0].endswith("County") else "".join(inside[:1])
    return Place(name, region.code if region else near.region, county, PlaceKind.LOCALITY, near.point)


def _served(site: Site, answer: Answer) -> Answer:
    """The only place of a name that a clinic serves, if the state was not named."""
    if answer.how is not How.NAME or len({place.region for place in answer.candidates}) < 2:  # noqa: PLR2004
        return answer
    served = [place for place in answer.candidates if is_served(site, place)]
    return replace(answer, origin=served[0]) if len(served) == 1 and not answer.origin else answer


def _around(site: Site, hint: _Hint | None, text: str) -> Answer:
    """The town of a ZIP code's post office, or else the town nearest to where the line says."""
    if hint is None:
        return Answer(text)
    place = hint.place
    named = site.gazetteer.towns(place.post_office, place.region) if place.post_office else ()
    one = hint.nearest(named) or site.gazetteer.nearest_town(place.point)
    how = How.POSTCODE if place.kind is PlaceKind.ZIP else How.COORDINATES
    return Answer(text, one, how=how) if one else Answer(text)


def _town_of(site: Site, answer: Answer) -> Answer:
    """The town of a clinic, a ZIP code or a position that the finder found among the words."""
    assert answer.origin
    if answer.how is How.CLINIC:
        return replace(answer, origin=None, candidates=())
    within_km = POSTCODE_KM if answer.origin.kind is PlaceKind.ZIP else NEAR_KM
    return replace(_around(site, _Hint(answer.origin, within_km), answer.text), how=answer.how)
