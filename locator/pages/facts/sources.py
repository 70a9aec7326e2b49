"""Where facts are from, in words that a reader understands (rule E8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.model.practitioner import Practitioner
    from locator.site.snapshot import Site


@once_a_site
def clinics_list(site: Site) -> str:
    """The file clinics.csv."""
    return site.say("Our list of {clinics}", clinics=site.config.clinics_noun)


@once_a_site
def clinics_and_towns(site: Site) -> str:
    """The same with locations.csv."""
    return site.say("Our list of {clinics} and our list of towns", clinics=site.config.clinics_noun)


@once_a_site
def people_list(site: Site) -> str:
    """The file practitioners.csv."""
    return site.say("Our list of people who work there")


@once_a_site
def clinics_and_postcodes(site: Site) -> str:
    """The same as clinics_list with the gazetteer's positions of ZIP codes."""
    return site.say(
        "Our list of {clinics}; U.S. Census Bureau, ZIP Code Tabulation Areas of 2023; GeoNames",
        clinics=site.config.clinics_noun,
    )


def oldest_check(rows: Iterable[Clinic | Practitioner]) -> date | None:
    """The oldest day on which the rows were verified; None if one never was."""
    days = [row.verified_on for row in rows]
    known = [day for day in days if day]
    return min(known) if known and len(known) == len(days) else None
