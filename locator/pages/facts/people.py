"""Who treats patients at a clinic, and who is licensed for acupuncture there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.model.hours import parse_hours
from locator.pages import schedule
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import oldest_check, people_list
from locator.site.claims.advertising.licensees import is_acupuncture, is_licensee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.clinic import Clinic
    from locator.model.practitioner import Practitioner
    from locator.site.snapshot import Site


def people(site: Site, clinic: Clinic) -> Iterator[Fact]:
    """The people of a clinic, each with title, licence, days and languages if known (rule E7)."""
    if staff := site.staff.get(clinic.id, ()):
        yield Fact(
            FactKind.PEOPLE,
            label=site.say("Who works there"),
            lines=tuple(_line(site, person) for person in staff),
            source=people_list(site),
            value=tuple(
                (person.name, person.title, person.licence, person.days, person.languages) for person in staff
            ),
            checked=oldest_check(staff),
            about=clinic.id,
        )


def licensees(site: Site, clinic: Clinic) -> str:
    """Names those who may offer acupuncture in Florida, for the place where it is offered (rule B14)."""
    offered = [slug for slug in site.treatments if slug in clinic.treatments and is_acupuncture(slug, site)]
    licensed = [person for person in site.staff.get(clinic.id, ()) if is_licensee(person)]
    if clinic.address.region != "FL" or not offered or not licensed:
        return ""
    return site.say(
        "{treatments}: {people}",
        treatments=site.say.listing([site.treatments[slug].name for slug in offered]),
        people=site.say.listing([f"{person.name} ({person.title})" for person in licensed]),
    )


def _line(site: Site, person: Practitioner) -> str:
    licence = site.say("license {number}", number=person.licence) if person.licence else ""
    who = ", ".join(part for part in (person.name, person.title, licence) if part)
    week = parse_hours(f"{person.days} 00:00-24:00") if person.days else None
    days = schedule.days_text(week, site.today, site.say) if week else ""
    speaks = site.say.listing([site.say.language_name(name) for name in person.languages])
    languages = site.say("speaks {languages}", languages=speaks) if speaks else ""
    return "; ".join(part for part in (who, days, languages) if part)
