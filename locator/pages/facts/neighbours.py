"""Towns nearby with pages of their own, and their nearest clinics (rules A3 and E7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import clinics_and_towns, oldest_check
from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.clinic import Clinic
    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.site.snapshot import NearTown, Site

NEIGHBOURS = 8  # rule A3: more is a block of links, not help


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A town nearby with its distance, and its own nearest clinic with the distance from there.

    `name` is what the site calls it, `text` what a page says beside that.
    """

    town: Town
    name: str
    distance: str
    clinic: Clinic
    clinic_distance: str
    text: str


def neighbours(site: Site, treatment: Treatment, town: Town) -> tuple[Neighbour, ...]:
    """The nearest towns with a page for the treatment, nearest first; none where no clinic offers it."""
    return tuple(
        _neighbour(site, near, *nearest)
        for near in site.nearest_towns(town.point, NEIGHBOURS, treatment=treatment.slug, but=town)
        for nearest in _nearest_to(site, near.town, treatment.slug)
    )


def _neighbour(site: Site, near: NearTown, clinic: Clinic, clinic_distance: str) -> Neighbour:
    distance = site.say.distance(near.distance_km)
    text = site.say(
        "{distance} away; nearest: {clinic}, {clinic_distance}",
        distance=distance,
        clinic=clinic.name,
        clinic_distance=clinic_distance,
    )
    return Neighbour(near.town, site.called(near.town), distance, clinic, clinic_distance, text)


@once_a_site
def _nearest_to(site: Site, town: Town, treatment: str) -> tuple[tuple[Clinic, str], ...]:
    """The nearest clinic of a town with its distance, which the pages of all towns around tell."""
    found = site.nearest_clinics(town.point, 1, treatment=treatment)
    return tuple((near.clinic, site.say.distance(near.distance_km)) for near in found)


def nearby_towns(site: Site, found: tuple[Neighbour, ...]) -> Iterator[Fact]:
    """The same as a fact."""
    if found:
        yield Fact(
            FactKind.NEIGHBOURS,
            label=site.say("Nearby towns"),
            lines=tuple(f"{each.name}: {each.text}" for each in found),
            source=clinics_and_towns(site),
            value=tuple(
                (each.town.key, each.distance, each.clinic.id, each.clinic_distance) for each in found
            ),
            checked=oldest_check(each.clinic for each in found),
        )
