"""Ways on from an answer: choices to take back, wider radii, each with the clinics that it would bring."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from locator.model.units import KM_PER
from locator.pages.finder.ask import Ask, ask
from locator.pages.finder.facet_names import names_of
from locator.pages.frame import counted_clinics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from locator.pages.finder.question import Question
    from locator.pages.finder.search import Search
    from locator.site.filters import Facet
    from locator.site.snapshot import Site

WIDER = (10, 25, 50, 100, 150, 200, 300, 500)  # in the units of the site


def chosen(site: Site, question: Question) -> Iterator[Ask]:
    """Every choice made, to take it back; the facets in their order, then the radius."""
    for facet, choice, name in _made(site, question):
        yield ask(name, _taken_back(question, facet, choice))
    if question.radius:
        length = site.say.distance(question.radius * KM_PER[site.config.units])
        yield ask(site.say("Within {distance}", distance=length), replace(question, radius=None, page=1))


def wider(site: Site, search: Search, found: int) -> Iterator[Ask]:
    """Radii up to the first that holds more than `found` clinics; an empty path where it holds no more."""
    units = site.config.units
    for number in WIDER:
        length = number * KM_PER[units]
        if length <= search.radius_km:
            continue
        count = search.questions.count_within(search.origin, search.filters, length)
        text = site.say(
            "Within {distance}: {clinics}",
            distance=site.say.distance(length),
            clinics=counted_clinics(site, count),
        )
        if count > found:
            yield ask(text, replace(search.question, radius=number, page=1))
            return
        if not found:
            yield Ask(text, "")


def looser(site: Site, search: Search) -> Iterator[Ask]:
    """What each choice made costs: the clinics in the radius without it."""
    question = search.question
    for facet, choice, name in _made(site, question):
        left = _taken_back(question, facet, choice)
        filters = replace(search.filters, wanted=left.wanted)
        if count := search.questions.count_within(search.origin, filters, search.radius_km):
            clinics = counted_clinics(site, count)
            yield ask(site.say("Without “{choice}”: {clinics}", choice=name, clinics=clinics), left)


def _made(site: Site, question: Question) -> Iterator[tuple[Facet, str, str]]:
    for facet, made in question.wanted.items():
        for choice, name in names_of(site, facet).items():
            if choice in made:
                yield facet, choice, name


def _taken_back(question: Question, facet: Facet, choice: str) -> Question:
    return question.with_choice(facet, question.wanted[facet] - {choice})
