"""A look at a landing page: the clinics around, its facts, how far it sees, its own words."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Any

from locator.crew import BATCH, cores, spread
from locator.geo.distance import distance_km
from locator.pages.facts.neighbours import NEIGHBOURS
from locator.pages.facts.outlook import look_around
from locator.pages.facts.town_facts import facts_seen
from locator.pages.landing.page import page_of
from locator.pages.verdicts import gate
from locator.pages.verdicts.aside import Aside
from locator.pages.verdicts.measured import measure
from locator.pages.verdicts.sight import Sight, claim_numbers
from locator.pages.verdicts.sight_rows import read_sight, sight_row
from locator.pages.verdicts.text import Mask
from locator.pages.verdicts.verdict import Standing, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from locator.model.town import Town
    from locator.pages.facts.fact import Fact
    from locator.pages.facts.outlook import Outlook
    from locator.pages.landing.page import LandingPage
    from locator.pages.verdicts.measured import Measured
    from locator.pages.verdicts.sight_rows import SightRow
    from locator.site.snapshot import Site

    Render = Callable[[LandingPage], bytes]
    Page = tuple[str, str, Town, bool]  # its path, its treatment, its town, whether it is linked

EVERYWHERE = float("inf")
AT_A_TIME = 128  # pages at most that one process takes; they lie side by side and share their clinics
_UNJUDGED = Verdict(Standing.NOINDEX, ())  # what a page says of its standing is not its own text


class Looking:
    """Looks at pages of one Site, in usual weeks; `names` are masked in their words."""

    def __init__(self, site: Site, names: Collection[str], render: Render) -> None:
        self._whole, self._names, self._render = site, names, render

    @cached_property
    def _site(self) -> Site:
        return self._whole.in_usual_weeks

    @cached_property
    def mask(self) -> Mask:
        """What takes the names out of texts."""
        return Mask(self._names)

    def look(self, pages: Iterable[Page]) -> Iterator[Sight]:
        """Looks around from the towns of pages, by all cores; the sights come in no order.

        A page that passes by itself has its words measured at once.
        """
        near = sorted(pages, key=lambda page: _area(page[2]))
        return self._spread(self._look, near)

    def measure(self, sights: Iterable[Sight]) -> Iterator[Sight]:
        """The sights with their words measured, in no order."""
        near = sorted(sights, key=lambda sight: _area(sight.town_of(self._whole)))
        return self._spread(self._look_again, near)

    def _spread(self, look: Callable[[Any], SightRow], items: Sequence[Any]) -> Iterator[Sight]:
        """What copies of this process see comes back as rows, so that they need share nothing with it."""
        towns, aside = {town.id: town for town in self._whole.towns}, Aside()
        batch = max(BATCH, min(AT_A_TIME, len(items) // (2 * cores())))
        rows = spread(look, items, cores(), begin=self._whole.reopen, batch=batch)
        return (read_sight(row, towns, aside) for row in rows)

    def _look(self, page: Page) -> SightRow:
        path, treatment, town, is_linked = page
        outlook = look_around(self._site, self._site.treatments[treatment], town)
        facts = facts_seen(outlook)
        sight = Sight(
            path,
            treatment,
            town.id,
            clinics=tuple(near.clinic.id for near in outlook.shown),
            neighbour=_neighbour(outlook),
            has_own_clinic=outlook.here > 0,
            claims=claim_numbers(fact.claim for fact in facts),
            in_reach=gate.has_clinic(outlook),
            placed=gate.is_placed(self._site, town),
            reach_km=reach_km(outlook),
        )
        if is_linked and self._may_pass(sight, outlook):
            sight = replace(sight, measured=self._measure(outlook, facts))
        return sight_row(sight)

    def _may_pass(self, sight: Sight, outlook: Outlook) -> bool:
        own = (
            sight.in_reach,
            sight.placed,
            gate.has_own_facts(self._site, outlook.town, len(sight.claims), None),
            gate.is_fresh(self._site, outlook.clinics),
            gate.is_approved(self._site, outlook.town),
        )
        return all(reason.ok for reason in own)

    def _look_again(self, sight: Sight) -> SightRow:
        outlook = look_around(self._site, self._site.treatments[sight.treatment], sight.town_of(self._site))
        return sight_row(replace(sight, measured=self._measure(outlook, facts_seen(outlook))))

    def _measure(self, outlook: Outlook, facts: tuple[Fact, ...]) -> Measured:
        """Renders the page as if it had no standing yet, and takes its own words."""
        path = outlook.site.urls.landing(outlook.treatment.slug, outlook.town)
        page = page_of(outlook, {path: _UNJUDGED}, facts=facts, with_map=False)
        return measure(self._render(page), self.mask)


def _area(town: Town) -> tuple[int, int, str]:
    """Orders towns so that those of a square degree come together."""
    return floor(town.point.lat), floor(town.point.lon), town.id


def _neighbour(outlook: Outlook) -> str:
    """The id of the nearest town with a page for the same treatment."""
    if outlook.neighbours:
        return outlook.neighbours[0].town.id
    site, town = outlook.site, outlook.town
    near = site.nearest_towns(town.point, 1, treatment=outlook.treatment.slug, but=town)
    return near[0].town.id if near else ""


def reach_km(outlook: Outlook) -> float:
    """How far from its town a clinic or another town may be, and still change what the page says.

    Its facts ask for the nearest clinic of places around: of ZIP codes, of the nearest towns. From a place
    that is d away none is further than d and the way from the town to its own nearest clinic.
    """
    town = outlook.town
    if not outlook.shown or len(outlook.neighbours) < NEIGHBOURS:
        return EVERYWHERE
    zips = outlook.site.gazetteer.zips(town.postcodes)
    places = [zip_.point for zip_ in zips] + [each.town.point for each in outlook.neighbours]
    furthest = max(distance_km(town.point, place) for place in places)
    nearest = outlook.shown[0].distance_km
    return max(town.radius_km, outlook.shown[-1].distance_km, nearest + 2 * furthest)
