"""Insurance and languages: of one clinic, or of several compared (rule E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import clinics_list, oldest_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from locator.model.clinic import Clinic
    from locator.pages.facts.outlook import Outlook
    from locator.site.snapshot import Site


def insurance(site: Site, clinic: Clinic) -> Iterator[Fact]:
    """The plans that a clinic told of: never without the words to confirm them."""
    if clinic.insurance:
        yield Fact(
            FactKind.INSURANCE,
            label=site.say("Insurance"),
            lines=(
                site.say.listing([site.say(name) for name in clinic.insurance]),
                _confirm(site, clinic.verified_on),
            ),
            source=clinics_list(site),
            value=clinic.insurance,
            checked=clinic.verified_on,
            about=clinic.id,
        )


def languages(site: Site, clinic: Clinic) -> Iterator[Fact]:
    """The languages spoken at a clinic."""
    if clinic.languages:
        yield Fact(
            FactKind.LANGUAGES,
            label=site.say("Languages"),
            lines=(site.say.listing([site.say.language_name(name) for name in clinic.languages]),),
            source=clinics_list(site),
            value=clinic.languages,
            checked=clinic.verified_on,
            about=clinic.id,
        )


def compared_insurance(outlook: Outlook) -> Iterator[Fact]:
    """The plans with the clinics that told of them."""
    site, clinics = outlook.site, _by_item(outlook, lambda clinic: clinic.insurance)
    if clinics:
        checked = oldest_check(clinic for who in clinics for clinic in who)
        yield Fact(
            FactKind.INSURANCE,
            label=site.say("Insurance"),
            lines=(
                *_lines(outlook, {who: list(map(site.say, clinics[who])) for who in clinics}),
                _confirm(site, checked),
            ),
            source=clinics_list(site),
            value=_value(clinics),
            checked=checked,
        )


def compared_languages(outlook: Outlook) -> Iterator[Fact]:
    """The languages with the clinics where they are spoken."""
    site, clinics = outlook.site, _by_item(outlook, lambda clinic: clinic.languages)
    if clinics:
        yield Fact(
            FactKind.LANGUAGES,
            label=site.say("Languages"),
            lines=_lines(outlook, {who: list(map(site.say.language_name, clinics[who])) for who in clinics}),
            source=clinics_list(site),
            value=_value(clinics),
            checked=oldest_check(clinic for who in clinics for clinic in who),
        )


def _by_item(
    outlook: Outlook, items: Callable[[Clinic], tuple[str, ...]]
) -> dict[tuple[Clinic, ...], list[str]]:
    """What the same clinics have, together; what most have comes first."""
    having: dict[str, list[Clinic]] = {}
    for clinic in outlook.clinics:
        for item in items(clinic):
            having.setdefault(item, []).append(clinic)
    together: dict[tuple[Clinic, ...], list[str]] = {}
    for item, clinics in sorted(having.items(), key=lambda each: -len(each[1])):
        together.setdefault(tuple(clinics), []).append(item)
    return together


def _lines(outlook: Outlook, together: dict[tuple[Clinic, ...], list[str]]) -> tuple[str, ...]:
    say = outlook.site.say
    return tuple(
        say("{names}: {clinics}", names=say.listing(items), clinics=outlook.listed(clinics))
        for clinics, items in together.items()
    )


def _value(together: dict[tuple[Clinic, ...], list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple((*items, *(clinic.id for clinic in clinics)) for clinics, items in together.items())


def _confirm(site: Site, checked: date | None) -> str:
    if checked is None:
        return site.say("Confirm by phone.")
    return site.say("Checked on {date}; confirm by phone.", date=site.say.date(checked))
