"""What may be chosen among treatments, insurances and languages, with names as people read them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from locator.site.filters import Facet, choice_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from locator.model.clinic import Clinic
    from locator.site.snapshot import Site


def named_choices(site: Site) -> dict[Facet, dict[str, str]]:
    """The choices that clinics have which see patients, by facet, with their names in order."""
    seeing = [clinic for clinic in site.clinics if clinic.is_open_for_patients]
    insurance = {choice_of(name): site.say(name) for name in _listed(seeing, "insurance")}
    languages = {choice_of(name): site.say.language_name(name) for name in _listed(seeing, "languages")}
    return {
        Facet.TREATMENT: {slug: treatment.name for slug, treatment in site.treatments.items()},
        Facet.INSURANCE: dict(sorted(insurance.items(), key=lambda pair: pair[1].casefold())),
        Facet.LANGUAGE: dict(sorted(languages.items(), key=lambda pair: pair[1].casefold())),
    }


def _listed(clinics: Iterable[Clinic], field: str) -> list[str]:
    """What lists of clinics name: each once, the last clinic's last, for it has the last word."""
    lists = dict.fromkeys(reversed(list(map(attrgetter(field), clinics))))
    return list(dict.fromkeys(name for names in lists for name in reversed(names)))[::-1]
