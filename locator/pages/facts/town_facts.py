"""All facts of one town, in the order in which its page tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.outlook import look_around, oldest_check

if TYPE_CHECKING:
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

MAX_SAME_NEAREST = 12  # ZIP codes worth a row


def town_facts(site: Site, treatment: Treatment, town: Town) -> tuple[Fact, ...]:
    """What is true of the clinics as seen from this town; a fact that is missing is not there (rule E6)."""
    outlook = look_around(site, treatment, town)
    return (*_nearest(outlook), *_count(outlook), *_saturday(outlook), *_languages(outlook), *_zips(outlook))


def _ours(site: Site) -> str:
    return site.say("our list of {clinics}", clinics=site.config.clinics_noun)


def _nearest(outlook: Outlook) -> list[Fact]:
    site = outlook.site
    facts = []
    for near in outlook.shown:
        away = site.say.distance(near.distance_km), site.say.direction(near.bearing)
        facts.append(
            Fact(
                FactKind.NEAREST,
                label=near.clinic.name,
                lines=(" ".join(away),),
                source=_ours(site),
                value=away,
                checked=near.clinic.verified_on,
                about=near.clinic.id,
            )
        )
    return facts


def _count(outlook: Outlook) -> list[Fact]:
    site, count = outlook.site, len(outlook.within)
    if not count:
        return []
    radius = site.say.distance(outlook.town.radius_km)
    checked = oldest_check(near.clinic for near in outlook.within)
    label = f"{site.config.clinics_noun.capitalize()} within {radius}"
    return [Fact(FactKind.COUNT, label, (str(count),), _ours(site), (count, radius), checked)]


def _saturday(outlook: Outlook) -> list[Fact]:
    site = outlook.site
    open_ = [near.clinic for near in outlook.shown if _opens_on_saturday(near.clinic, site.today)]
    if not open_:
        return []
    text = site.say.listing([clinic.name for clinic in open_])
    value = tuple(clinic.id for clinic in open_)
    return [Fact(FactKind.SATURDAY, "Open on Saturday", (text,), _ours(site), value, oldest_check(open_))]


def _languages(outlook: Outlook) -> list[Fact]:
    site = outlook.site
    speaking = [near.clinic for near in outlook.shown if near.clinic.languages]
    languages = tuple(sorted({language for clinic in speaking for language in clinic.languages}))
    if not languages:
        return []
    text, checked = site.say.listing(languages), oldest_check(speaking)
    return [Fact(FactKind.LANGUAGES, "Languages spoken", (text,), _ours(site), languages, checked)]


def _zips(outlook: Outlook) -> list[Fact]:
    """The nearest clinic for each ZIP code of the town."""
    site = outlook.site
    codes: dict[Clinic, list[str]] = {}
    for code in outlook.town.postcodes:
        place = site.gazetteer.zip(code)
        slug = outlook.treatment.slug
        for near in site.nearest_clinics(place.point, 1, treatment=slug) if place else ():
            codes.setdefault(near.clinic, []).append(code)
    if not codes:
        return []
    by_name = sorted(codes, key=lambda clinic: clinic.name)
    lines = tuple(f"{site.say.listing(codes[c][:MAX_SAME_NEAREST])}: {c.name}" for c in by_name)
    source = "U.S. Census Bureau, ZIP Code Tabulation Areas"
    value = tuple((clinic.id, *codes[clinic]) for clinic in by_name)
    return [Fact(FactKind.POSTCODES, "Nearest by ZIP code", lines, source, value, oldest_check(codes))]


def _opens_on_saturday(clinic: Clinic, day: date) -> bool:
    saturday = clinic.hours.week(day)[5] if clinic.hours else ()
    return not all(interval.by_appointment for interval in saturday)
