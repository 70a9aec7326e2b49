"""What readers of a page are told when search engines are not: one whole sentence, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from locator.model.town import Town
    from locator.site.snapshot import Site


def none_in_reach(town: Town, site: Site) -> str:
    """No clinic lies within the radius (rule E1.1)."""
    return site.say(
        "This page is not listed in search engines because no {clinic} is within {radius}.",
        clinic=site.config.clinic_noun,
        radius=site.say.distance(town.radius_km),
    )


def unverified(site: Site) -> str:
    """Clinics are near, but nobody is known to have verified one (rule E1.1)."""
    return site.say(
        "This page is not listed in search engines because nobody has checked the {clinics} on it.",
        clinics=site.config.clinics_noun,
    )


def unsure(town: Town, site: Site) -> str:
    """Coordinates, county and state do not agree (rule E1.2)."""
    return site.say(
        "This page is not listed in search engines because we are not sure where {town} is.", town=town.name
    )


def little_known(town: Town, site: Site) -> str:
    """Too few facts are the town's own (rule E1.3)."""
    return site.say(
        "This page is not listed in search engines because we know too little that is true of {town} alone.",
        town=site.called(town),
    )


def much_alike(other: Town, site: Site) -> str:
    """The page is too like another one (rule E1.4)."""
    return site.say(
        "This page is not listed in search engines because it is almost our page about {town} again.",
        town=site.called(other),
    )


def same_note(other: Town, site: Site) -> str:
    """What editors wrote is another town's text with the names changed (rule E1.4)."""
    return site.say(
        "This page is not listed in search engines because it tells what our page about {town} tells.",
        town=site.called(other),
    )


def stale(site: Site) -> str:
    """Facts or hours were verified too long ago (rule E1.5)."""
    return site.say(
        "This page is not listed in search engines because some facts on it were checked too long ago."
    )


def little_linked(site: Site) -> str:
    """No clinic's page leads here (rule E1.6)."""
    return site.say("This page is not listed in search engines because too few of our pages lead to it.")


def unapproved(site: Site) -> str:
    """Nobody has put a name and a date to the town (rule E1.7)."""
    return site.say("This page is not listed in search engines because nobody has approved it yet.")


def untranslated(site: Site) -> str:
    """Nobody has checked the translation (rule A34)."""
    return site.say("This page is not listed in search engines because nobody has checked its translation.")


# By their names, for those who keep verdicts on disk.
OF_SITES = {each.__name__: each for each in (unverified, stale, little_linked, unapproved, untranslated)}
OF_TOWNS = {each.__name__: each for each in (none_in_reach, unsure, little_known, much_alike, same_note)}
