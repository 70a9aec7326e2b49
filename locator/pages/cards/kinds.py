"""The card of each kind of page; a page of any other kind has that of the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from locator.model.clinic import ClinicStatus
from locator.pages.cards.share_card import MiniMap, ShareCard
from locator.pages.maps.stop import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from locator.model.clinic import Clinic
    from locator.model.document import Article, Treatment
    from locator.model.point import Point
    from locator.model.region import Region
    from locator.model.town import Town
    from locator.site.snapshot import NearClinic, Site

TOWNS = 6  # that a small map may name


def home_card(site: Site) -> ShareCard:
    """The site itself."""
    config = site.config
    signature = urlsplit(config.base_url).netloc
    return _text_card(site, site.urls.home, config.name, config.description, signature=signature)


def treatment_card(site: Site, treatment: Treatment) -> ShareCard:
    """A treatment in one sentence."""
    return _text_card(site, site.urls.treatment(treatment.slug), treatment.name, treatment.description)


def region_card(site: Site, treatment: Treatment, region: Region) -> ShareCard:
    """How many towns of a region have a page for a treatment."""
    count = len(site.towns_in(region, treatment.slug))
    line = site.say.plural(
        "{count} town with its nearest {noun}",
        "{count} towns, each with its nearest {noun}",
        count,
        noun=site.config.clinic_noun,
    )
    path = site.urls.region(treatment.slug, region)
    return _text_card(site, path, region.name, line, kicker=treatment.name)


def article_card(site: Site, article: Article) -> ShareCard:
    """An article's title and what it answers."""
    return _text_card(site, site.urls.article(article.slug), article.title, article.description)


def clinic_card(site: Site, clinic: Clinic) -> ShareCard:
    """A clinic with its address and telephone number."""
    last = str(clinic.phone) if clinic.phone else ""
    if clinic.status is ClinicStatus.TEMPORARILY_CLOSED:
        last = site.say("Closed for the time being")
    return ShareCard(
        path=site.urls.clinic(clinic.id),
        title=clinic.name,
        alt=site.say("Map with {clinic}, {address}.", clinic=clinic.name, address=clinic.address),
        lines=tuple(line for line in (*clinic.address.lines, last) if line),
        signature=site.config.name,
        caution=_caution(site),
        map=MiniMap(None, (_stop(clinic),), _towns(site, clinic.point)),
    )


def landing_card(site: Site, treatment: Treatment, town: Town) -> ShareCard:
    """A town and its nearest clinic; it claims no clinic in the town (rule E4)."""
    found = site.nearest_clinics(town.point, 1, treatment=treatment.slug)
    around = site.nearest_towns(town.point, TOWNS, treatment=treatment.slug, but=town)
    return seen_card(site, treatment, town, found, [near.town for near in around])


def seen_card(
    site: Site, treatment: Treatment, town: Town, found: Sequence[NearClinic], around: Sequence[Town]
) -> ShareCard:
    """The same, if one has looked around: what clinics and towns were found, the nearest first."""
    towns = tuple((each.name, each.point) for each in around[:TOWNS])
    return ShareCard(
        path=site.urls.landing(treatment.slug, town),
        title=town.label,
        alt=_landing_alt(site, treatment, town, found),
        kicker=treatment.name,
        lines=_landing_lines(site, found),
        signature=site.config.name,
        caution=_caution(site),
        map=MiniMap((town.name, town.point), (_stop(found[0].clinic),), towns) if found else None,
    )


def _landing_lines(site: Site, found: Sequence[NearClinic]) -> tuple[str, ...]:
    noun = site.config.clinic_noun
    if not found:
        return (site.say("No {noun} offers this now", noun=noun),)
    nearest = site.say("Nearest {noun}: {clinic}", noun=noun, clinic=found[0].clinic.name)
    distance = site.say.distance(found[0].distance_km)
    return nearest, site.say("{distance} away in a straight line", distance=distance)


def _landing_alt(site: Site, treatment: Treatment, town: Town, found: Sequence[NearClinic]) -> str:
    if not found:
        return site.say("{treatment}: {town}", treatment=treatment.name, town=town.label)
    return site.say(
        "Map of {town} and the nearest {noun}: {clinic}, {distance} away in a straight line.",
        town=town.label,
        noun=site.config.clinic_noun,
        clinic=found[0].clinic.name,
        distance=site.say.distance(found[0].distance_km),
    )


def _text_card(
    site: Site, path: str, title: str, line: str, *, kicker: str = "", signature: str = ""
) -> ShareCard:
    return ShareCard(
        path=path,
        title=title,
        alt=title,
        kicker=kicker,
        lines=(line,) if line else (),
        signature=signature or site.config.name,
        caution=_caution(site),
    )


def _caution(site: Site) -> str:
    """A picture travels without its page, so it says itself that clinics are invented."""
    if not site.config.demonstration:
        return ""
    if site.config.affiliated:
        return site.say("Demonstration: all {nouns} are invented", nouns=site.config.clinics_noun)
    return site.say("Demonstration: not affiliated with any place shown")


def _stop(clinic: Clinic) -> Stop:
    return Stop("", clinic.name, clinic.point)


def _towns(site: Site, point: Point) -> tuple[tuple[str, Point], ...]:
    near = site.nearest_towns(point, TOWNS, treatment=site.config.main_treatment)
    return tuple((found.town.name, found.town.point) for found in near)
