"""The nearest clinic for each ZIP code of a town (rule E7)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from locator.pages.facts.fact import Fact, FactKind
from locator.pages.facts.sources import clinics_and_postcodes, oldest_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.model.clinic import Clinic
    from locator.pages.facts.outlook import Outlook

MAX_CODES = 12  # ZIP codes in a row; more are counted


def postcodes(outlook: Outlook) -> Iterator[Fact]:
    """Each clinic that is nearest to a ZIP code of the town, with those codes; most of them first."""
    codes = _codes_by_clinic(outlook)
    if not codes:
        return
    site, by_id = outlook.site, outlook.site.clinics_by_id
    order = sorted(codes, key=lambda id_: (-len(codes[id_]), id_))
    yield Fact(
        FactKind.POSTCODES,
        label=site.say("Nearest by ZIP code"),
        lines=tuple(_line(outlook, by_id[id_], codes[id_]) for id_ in order),
        source=clinics_and_postcodes(site),
        value=tuple((id_, *codes[id_]) for id_ in order),
        checked=oldest_check(by_id[id_] for id_ in order),
    )


def _codes_by_clinic(outlook: Outlook) -> dict[str, list[str]]:
    site, codes = outlook.site, defaultdict[str, list[str]](list)
    zips = site.gazetteer.zips(outlook.town.postcodes)
    points = [zip_.point for zip_ in zips]
    found = site.nearest_clinic_to_each(points, treatment=outlook.treatment.slug)
    for clinic, zip_ in zip(found, zips, strict=False):  # none is found where no clinic is left
        codes[clinic.id].append(zip_.name)
    return codes


def _line(outlook: Outlook, clinic: Clinic, codes: list[str]) -> str:
    say, shown, more = outlook.site.say, codes[:MAX_CODES], len(codes) - MAX_CODES
    if more <= 0:
        return say("{codes}: {clinic}", codes=say.listing(shown), clinic=outlook.name(clinic))
    return say.plural(
        "{codes} and {count} more: {clinic}",
        "{codes} and {count} more: {clinic}",
        more,
        codes=", ".join(shown),
        clinic=outlook.name(clinic),
    )
