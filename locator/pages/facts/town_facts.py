"""All facts of one town, in the order in which its page tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.facts.choices import compared_insurance, compared_languages
from locator.pages.facts.clinic_facts import clinic_facts
from locator.pages.facts.distances import count, distance
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.holiday_hours import holiday_hours
from locator.pages.facts.neighbours import nearby_towns
from locator.pages.facts.opening_times import extremes, weekend
from locator.pages.facts.outlook import look_around
from locator.pages.facts.postcodes import postcodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.document import Treatment
    from locator.model.town import Town
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site

COMPARED = frozenset({FactKind.INSURANCE, FactKind.LANGUAGES})


def town_facts(site: Site, treatment: Treatment, town: Town) -> tuple[Fact, ...]:
    """What is true of the clinics as seen from this town; a fact that is missing is not there (rule E6)."""
    return facts_seen(look_around(site, treatment, town))


def facts_seen(outlook: Outlook) -> tuple[Fact, ...]:
    """The same, if one has looked around already."""
    return (*_of_town(outlook), *nearby_towns(outlook.site, outlook.neighbours), *_of_clinics(outlook))


def _of_town(outlook: Outlook) -> tuple[Fact, ...]:
    """What compares the shown clinics, each thing once."""
    is_compared = len(outlook.shown) > 1
    return (
        *count(outlook),
        *extremes(outlook),
        *weekend(outlook),
        *holiday_hours(outlook),
        *(compared_insurance(outlook) if is_compared else ()),
        *(compared_languages(outlook) if is_compared else ()),
        *postcodes(outlook),
    )


def _of_clinics(outlook: Outlook) -> Iterator[Fact]:
    """What is true of each shown clinic and not told in the comparison."""
    for near in outlook.shown:
        yield distance(outlook, near)
        for fact in clinic_facts(outlook.site, near.clinic):
            if len(outlook.shown) == 1 or fact.kind not in COMPARED:
                yield fact
