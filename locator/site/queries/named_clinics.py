"""Clinics of the site that a visitor names: "Example Back Care Lake Mary", "back care deland"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.geo.names import spelled_out
from locator.model.place import Place, PlaceKind
from locator.site.queries.answer import Answer, How
from locator.site.queries.places import MAX_CANDIDATES, look_up
from locator.site.queries.readings import Named, split_region
from locator.site.queries.vocabulary import FILLER
from locator.site.queries.words import position, split_words

if TYPE_CHECKING:
    from locator.site.queries.clinic_names import ClinicName
    from locator.site.queries.query import Query
    from locator.site.snapshot import Site

_LEAST_WORDS = 2  # one is too little to tell a clinic from a town or a treatment


def find_clinic(site: Site, query: Query) -> Answer | None:
    """The place of the clinic that is called so, or that a part of the name means, else a choice.

    Where a treatment is named, only the whole name counts; a town of that very name goes first.
    """
    words, region = _words(query)
    found = [
        named
        for named in _holding(site, query, words, region)
        if position(named.full, words) is not None
        and (words == named.name or (len(words) >= _LEAST_WORDS and not query.treatment))
    ]
    return _answer(site, query, found)


def find_clinic_by_words(site: Site, query: Query) -> Answer | None:
    """The same by telling words of the name in any order: "the Example clinic in Lake Mary"."""
    words, region = _words(query)
    return _answer(site, query, _holding(site, query, [w for w in words if w not in FILLER], region))


def _words(query: Query) -> tuple[list[str], str]:
    words, region = split_region(split_words(query.text))
    return spelled_out(words), region


def _holding(site: Site, query: Query, words: list[str], region: str) -> list[ClinicName]:
    """Names with these words, if they say more than a treatment and the clinic's town."""
    if query.treatment and query.is_placeless:
        return []
    holding = site.clinic_names.holding(words)
    there = [named for named in holding if region in ("", named.clinic.address.region)]
    return [named for named in there if not set(words) <= set(named.town)]


def _answer(site: Site, query: Query, found: list[ClinicName]) -> Answer | None:
    if not found:  # mostly
        return None
    words, region = _words(query)
    if any(look_up(site, Named(" ".join(words), code)) for code in (region, "")):
        return None
    called = [named for named in found if words in (named.name, named.full)] or found
    places = tuple(_place(named) for named in called[:MAX_CANDIDATES])
    if len(places) == 1:
        return Answer(query.text, places[0], how=How.CLINIC)
    return Answer(query.text, candidates=places, how=How.CLINIC)


def _place(named: ClinicName) -> Place:
    clinic = named.clinic
    return Place(named.text, clinic.address.region, "", PlaceKind.CLINIC, clinic.point)
