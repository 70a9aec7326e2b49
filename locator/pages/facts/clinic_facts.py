"""What is true of one clinic, wherever it is shown (rule E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.facts import choices
from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.people import people
from locator.pages.facts.sources import clinics_list
from locator.pages.keeping import once_a_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site


@once_a_site
def clinic_facts(site: Site, clinic: Clinic) -> tuple[Fact, ...]:
    """The practical facts of a clinic; what its row leaves blank is not among them (rule E6)."""
    return (
        *_accepting(site, clinic),
        *_services(site, clinic),
        *people(site, clinic),
        *choices.insurance(site, clinic),
        *choices.languages(site, clinic),
        *_getting_in(site, clinic),
    )


def _accepting(site: Site, clinic: Clinic) -> Iterator[Fact]:
    accepting = clinic.accepting_new_patients
    if accepting is not None:
        yield Fact(
            FactKind.ACCEPTING,
            label=site.say("New patients"),
            lines=(
                site.say("Accepting new patients")
                if accepting
                else site.say("Not accepting new patients now"),
            ),
            source=clinics_list(site),
            value=accepting,
            checked=clinic.verified_on,
            about=clinic.id,
        )


def _services(site: Site, clinic: Clinic) -> Iterator[Fact]:
    """What is offered there and what is not; where a site has one treatment, that says nothing."""
    if len(site.treatments) == 1:
        return
    for kind, label, is_offered in (
        (FactKind.OFFERED, site.say("Offered here"), True),
        (FactKind.NOT_OFFERED, site.say("Not offered here"), False),
    ):
        slugs = tuple(slug for slug in site.treatments if (slug in clinic.treatments) is is_offered)
        if slugs:
            names = [site.treatments[slug].name for slug in slugs]
            yield Fact(
                kind,
                label=label,
                lines=(site.say.listing(names, "and" if is_offered else "or"),),
                source=clinics_list(site),
                value=slugs,
                checked=clinic.verified_on,
                about=clinic.id,
            )


def _getting_in(site: Site, clinic: Clinic) -> Iterator[Fact]:
    for kind, label, text in (
        (
            FactKind.ACCESS,
            site.say("Access"),
            site.say.listing([site.say(text) for text in clinic.accessibility]),
        ),
        (FactKind.PARKING, site.say("Parking"), clinic.parking),
        (FactKind.TRANSIT, site.say("Public transit"), clinic.transit),
    ):
        if text:
            yield Fact(
                kind,
                label=label,
                lines=(text,),
                source=clinics_list(site),
                value=text,
                checked=clinic.verified_on,
                about=clinic.id,
            )
