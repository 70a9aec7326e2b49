"""How far the clinics are, and how many there are (rule E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.outlook import MANY
from locator.pages.facts.sources import clinics_and_towns, oldest_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import NearClinic


def distance(outlook: Outlook, near: NearClinic) -> Fact:
    """How far a shown clinic is, and in which direction: a straight line from the town's center."""
    site, clinic = outlook.site, near.clinic
    away, direction = site.say.distance(near.distance_km), site.say.direction(near.bearing)
    line = site.say("{distance} {direction}", distance=away, direction=direction)
    return Fact(
        FactKind.NEAREST,
        label=site.say("Distance"),
        lines=(line,),
        source=clinics_and_towns(site),
        value=(away, direction),
        checked=clinic.verified_on,
        about=clinic.id,
    )


def count(outlook: Outlook) -> Iterator[Fact]:
    """How many clinics there are within the radius."""
    site, number = outlook.site, len(outlook.within)
    if number:
        radius = site.say.distance(outlook.town.radius_km)
        clinics = site.config.clinics_noun.capitalize()
        told = f"{number:,}" if number < MANY else site.say("{count} or more", count=number)
        yield Fact(
            FactKind.COUNT,
            label=site.say("{clinics} within {distance}", clinics=clinics, distance=radius),
            lines=(told,),
            source=clinics_and_towns(site),
            value=(number, radius),
            checked=oldest_check(near.clinic for near in outlook.within),
        )
